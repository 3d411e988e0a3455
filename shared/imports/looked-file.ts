import type { FileLookResult } from './file-look.ts';

/** How far a look at an uploaded file has come, or what it has seen; kept for a day. */
export type LookedFile = LookedVersion & (LookInProgress | FinishedLook);

type LookedVersion = {
  /** As its sender calls it. */
  name: string;
  /** Which version was looked at. */
  eTag: string;
};
type LookInProgress = { state: 'reading'; rows: number };
type FinishedLook = {
  state: 'read';
  /** False where the file is so long that the time was over: what was seen is its beginning. */
  whole: boolean;
  /** In which zone days are told; absent where the clinic has said none. */
  timeZone?: string;
  look: FileLookResult;
};

/** What was seen of a file, by counts alone: nothing that stood in its rows. */
export function withoutRows<Seen extends FinishedLook>(seen: Seen): Seen {
  const { skipped: _, ...look } = seen.look;
  const refused = { groups: [], otherRows: look.refusedRows };
  return { ...seen, look: { ...look, samples: [], refused } };
}
