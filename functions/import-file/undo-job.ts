import * as z from 'zod';
import type { UndoAccount } from '../../shared/imports/undo-account.ts';
import type { UndoRequest } from '../../shared/imports/undo-state.ts';

/** One stretch of work on the undoing of an import: the first at the file's top, the others where the one before ended. */
export type UndoJob = {
  bucket: string;
  /** The object that asked for it. */
  key: string;
  soFar?: UndoAccount;
};

const undoRequest = z.object({
  clinicId: z.string(),
  file: z.string(),
  import: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
});

/** @returns undefined for a text that nobody here has written */
export function parseUndoRequest(text: string): UndoRequest | undefined {
  try {
    return undoRequest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const undoContinuation = z.object({ undoing: z.custom<UndoJob>((value) => typeof value === 'object') });

/** The rest of an undoing in a message of the imports queue; undefined where it is of something else. */
export function undoContinued(body: string): UndoJob | undefined {
  return undoContinuation.safeParse(JSON.parse(body)).data?.undoing;
}

export const undoMessage = (undoing: UndoJob): string => JSON.stringify({ undoing });
