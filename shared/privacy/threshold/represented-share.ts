import type { AdditiveTable } from './additive-table.ts';
import { REPRESENTED_PARTS, type ShownCell } from './limits.ts';
import { hasChanged } from './revised-cell.ts';

/** Of each margin that says so: the share of its clients that are in the cells which it adds up. */
export type RepresentedShares = Readonly<Record<string, number | null>>;

/** What a margin said in the first release of a period, and its clients by change then and now. */
export type EarlierShare = {
  share: number | null | undefined;
  shownClients: number;
  changes: { first: readonly number[]; now: readonly number[] } | undefined;
};

/**
 * The share of a margin's clients that are in the cells which it adds up, coarsened: 0.2 stands for less as well.
 *
 * It is a function of the counts as they are shown and of the margin's true count. Somebody who knows both exactly is who
 * suppression was proved against (openAudit), so it tells him nothing; of a margin that had to be taken for unknown to him
 * it is null. Neither the hidden cells nor the exact counts behind the shown ones enter otherwise.
 *
 * @param shownClients sum of the counts as shown
 * @param clients the true count of the margin
 */
function representedShare(shownClients: number, clients: number): number {
  const parts = Math.round((shownClients * REPRESENTED_PARTS) / clients);
  return Math.min(REPRESENTED_PARTS, Math.max(1, parts)) / REPRESENTED_PARTS;
}

/**
 * The shares of all margins. In a revision a share is as the first release had it where its cells are and fewer than 11
 * clients have changed, and null where one of the two is not so: two versions of it tell their difference.
 *
 * @param margins the keys of margins with their place in the table, and the cells as shown that each adds up
 * @param earlier of a revision
 */
export function representedShares(
  margins: readonly { key: string; at: number; shown: readonly ShownCell[] }[],
  { counts }: Pick<AdditiveTable, 'counts'>,
  hidden: ReadonlySet<number>,
  earlier?: (key: string) => EarlierShare,
): RepresentedShares {
  return Object.fromEntries(
    margins.map(({ key, at, shown }) => {
      const clients = shown.reduce((sum, cell) => sum + cell.clients, 0);
      if (hidden.has(at) || clients === 0) return [key, null];
      const share = representedShare(clients, counts[at]!);
      const before = earlier?.(key);
      if (!before || (before.changes && hasChanged(before.changes.first, before.changes.now)))
        return [key, share];
      return [key, before.shownClients === clients ? (before.share ?? null) : null];
    }),
  );
}
