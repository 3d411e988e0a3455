import type { FileLookResult } from './file-look.ts';
import type { ForeignFile } from './foreign-file.ts';

/** Names the mapping by which a file was read that was looked at; undefined for one of our own shape. */
export function fingerprintOfReading(seen: LookedFile): string | undefined {
  const foreign = seen.state === 'read' ? seen.foreign : undefined;
  return foreign && 'reading' in foreign ? foreign.reading.fingerprint : undefined;
}

/** How far a look at an uploaded file has come, or what it has seen; kept for a day. */
export type LookedFile = LookedVersion & (LookInProgress | FinishedLook);

type LookedVersion = {
  /** As its sender calls it. */
  name: string;
  /** Which version was looked at. */
  eTag: string;
  /** When it was asked to read it so; absent where nobody has asked yet. */
  askedAt?: string;
};
/** `hasFailed`: the last try ended in a fault of ours; it is tried again a few times. */
type LookInProgress = { state: 'reading'; rows: number; hasFailed?: true };
type FinishedLook = {
  state: 'read';
  /** False where the file is so long that the time was over: what was seen is its beginning. */
  whole: boolean;
  /** In which zone days are told; absent where the clinic has said none. */
  timeZone?: string;
  look: FileLookResult;
  /** How it is read, and might be, where it is another system's. */
  foreign?: ForeignFile;
};

/** What was seen of a file, by counts alone: nothing that stood in its rows. */
export function withoutRows<Seen extends FinishedLook>(seen: Seen): Seen {
  const { skipped: _, ...look } = seen.look;
  const refused = { groups: [], otherRows: look.refusedRows };
  return {
    ...{ ...seen, look: { ...look, samples: [], refused } },
    ...(seen.foreign && { foreign: withoutWords(seen.foreign) }),
  };
}

/** Without the words that decisions rest on, or that have no code: those stood in rows. The fingerprint stays. */
function withoutWords(foreign: ForeignFile): ForeignFile {
  if (!('reading' in foreign)) return { ...foreign, undecided: [] };
  const { reading } = foreign;
  const mapping = { ...reading.mapping, decisions: [] };
  return { ...foreign, reading: { ...reading, mapping, unknownWords: {} } };
}
