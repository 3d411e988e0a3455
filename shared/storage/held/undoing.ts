import type { UndoFate } from '../../imports/undo-account.ts';
import { type Item, textOf } from '../aws/dynamodb.ts';
import { asSaidByNext, isOfImport, withoutWordOf } from './said-again.ts';
import { heldAgain } from './version-history.ts';

/** What the undoing of an import makes of one record. */
export type Undoing = {
  fate: UndoFate;
  /** Of the last version that the import had brought, its own instant; undefined where there is none any more. */
  instant?: string;
  /** What is to be held in place of what is: null for nothing, undefined where that stays as it is. */
  held?: Item | null;
  /** The version that is held again, which leaves the history. */
  again?: Item;
  /** Versions of the import that leave the history, or stay there as the word of others. */
  history: { seen: Item; next: Item | undefined }[];
};

/**
 * Brings a record to what it were if the import had never been: of what has come otherwise the latest holds. What the
 * import removed is gone, and removals of its own stay.
 *
 * @param held the record's own item
 * @param versions its history
 */
export function undoingOf(
  held: Item | undefined,
  versions: readonly Item[],
  importName: string,
): Undoing | undefined {
  const isMine = (item: Item | undefined) => isOfImport(item, importName) && item?.['record'] !== undefined;
  const history = versions.flatMap((seen) => {
    const next = isMine(seen) ? asSaidByNext(seen) : withoutWordOf(seen, importName);
    return isMine(seen) || next ? [{ seen, next }] : [];
  });
  const brought = [...(held && isMine(held) ? [held] : []), ...versions.filter(isMine)];
  const instant = brought.map(ownInstantOf).toSorted().at(-1);
  if (!held || !isMine(held)) {
    const without = held && withoutWordOf(held, importName);
    const left = { history, ...(without && { held: without }) };
    if (instant !== undefined) return { fate: 'changed', instant, ...left };
    return without || history.length > 0 ? { fate: 'untouched', ...left } : undefined;
  }
  const said = asSaidByNext(held);
  if (said) return { fate: 'said-again', instant: instant!, held: said, history };
  const gone = new Set(history.filter(({ next }) => next === undefined).map(({ seen }) => seen));
  const again = versions.filter((version) => !gone.has(version)).toSorted(latestFirst)[0];
  if (!again) return { fate: 'removed', instant: instant!, held: null, history };
  const kept = history.find(({ seen }) => seen === again)?.next ?? again;
  return {
    fate: again['deleted'] === undefined ? 'restored' : 'removed',
    ...{ instant: instant!, held: heldAgain(kept), again },
    history: history.filter(({ seen }) => seen !== again),
  };
}

/** The instant that its sender gave a version, or that of its arrival. */
const ownInstantOf = (item: Item) => textOf(item, 'sentAt') ?? textOf(item, 'recordedAt')!;

/** At one instant a removal holds over what it removed. */
function latestFirst(a: Item, b: Item): number {
  const [first, second] = [textOf(a, 'recordedAt')!, textOf(b, 'recordedAt')!];
  if (first !== second) return first < second ? 1 : -1;
  return Number(isRemoving(b)) - Number(isRemoving(a));
}

const isRemoving = (item: Item) => item['deleted'] !== undefined || item['withdrawn'] !== undefined;
