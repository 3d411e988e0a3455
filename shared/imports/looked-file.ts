import type { FileLookResult } from './file-look.ts';

/** How far a look at an uploaded file has come, or what it has seen; kept for a day. */
export type LookedFile = {
  /** As its sender calls it. */
  name: string;
  /** Which version was looked at. */
  eTag: string;
} & (
  | { state: 'reading'; rows: number }
  | {
      state: 'read';
      /** False where the file is so long that the time was over: what was seen is its beginning. */
      whole: boolean;
      /** In which zone days are told; absent where the clinic has said none. */
      timeZone?: string;
      look: FileLookResult;
    }
);
