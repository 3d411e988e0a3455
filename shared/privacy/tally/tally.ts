import {
  CHANGES,
  type ClientContribution,
  cellKey,
  changeIndex,
  type PeriodTally,
  RECOVERY_BINS,
} from './period-tally.ts';

/**
 * Exact counts over some clients, one contribution each.
 *
 * @param contributions in any order; undefined for a client who adds nothing
 * @returns keys in alphabetical order, so that equal counts are equal text
 */
export function tallyOf(contributions: Iterable<ClientContribution | undefined>): PeriodTally {
  const improvement: Record<string, number[]> = {};
  const recovery: Record<string, number[]> = {};
  for (const one of contributions) {
    if (!one) continue;
    const cell = cellKey(one.technique, one.complaint);
    improvement[cell] ??= CHANGES.map(() => 0);
    improvement[cell][changeIndex(one)]! += 1;
    recovery[one.technique] ??= RECOVERY_BINS.map(() => 0);
    recovery[one.technique]![one.recoveryBin]! += 1;
  }
  return { improvement: inOrder(improvement), recovery: inOrder(recovery) };
}

/** The tally of all clients from tallies of disjoint ones, in any order and grouping. */
export function addTallies(tallies: Iterable<PeriodTally>): PeriodTally {
  const improvement: Record<string, number[]> = {};
  const recovery: Record<string, number[]> = {};
  for (const tally of tallies) {
    addCounts(improvement, tally.improvement);
    addCounts(recovery, tally.recovery);
  }
  return { improvement: inOrder(improvement), recovery: inOrder(recovery) };
}

function addCounts(
  sums: Record<string, number[]>,
  counts: Readonly<Record<string, readonly number[]>>,
): void {
  for (const [key, histogram] of Object.entries(counts)) {
    sums[key] = histogram.map((count, bin) => count + (sums[key]?.[bin] ?? 0));
  }
}

function inOrder(counts: Record<string, number[]>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
