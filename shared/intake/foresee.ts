import type { RecordWriter } from '../storage/record-writer.ts';
import { createTakeIn, type TakeIn, type TakeInDeps } from './take-in.ts';

/**
 * The same way as that of createTakeIn, for whoever wants to know what it would answer: nothing is written. Of facts and
 * deletions; what moves, merges or erases is not to be passed to it, as nobody can say what that would do before it is
 * done.
 */
export function createForesee(
  deps: Omit<TakeInDeps, 'writer' | 'tell'> & { writer: Pick<RecordWriter, 'foresee'> },
): TakeIn {
  const never = async (): Promise<never> => {
    throw new TypeError('a move, a merge and an erasure cannot be foreseen');
  };
  const writer = { write: deps.writer.foresee, erase: never, keepReceipt: never, move: never, merge: never };
  return createTakeIn({ ...deps, writer });
}
