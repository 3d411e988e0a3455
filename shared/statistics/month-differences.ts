import type { Change, Group } from './contract.ts';
import { holm } from './holm.ts';
import { type Difference, type Estimate, welch } from './welch.ts';

/** As everywhere: fewer clients with a pair are too few for a mean that is held against another. */
const FEWEST_CLIENTS = 10;

/** What one month says of a technique. */
export type MonthOfTechnique = {
  sessions: number;
  /** Sessions with both scores, and their clients. */
  n: number;
  clients: number;
  mean: number | null;
};

/** A technique in one month against the month before; null leaves where it is not tested, with the reason. */
export type MonthDifference = {
  technique: string;
  current: MonthOfTechnique;
  previous: MonthOfTechnique;
} & (
  | (Difference & { pHolm: number | null })
  | { difference: null; se: null; df: null; ci95: null; p: null; pHolm: null; note: string }
);

const NONE: MonthOfTechnique = { sessions: 0, n: 0, clients: 0, mean: null };

/**
 * The immediate improvement of each technique in one month against the month before: Welch's test by client
 * (CR2), adjusted by Holm over all techniques that are tested. With few clients in either month there is none.
 *
 * @param current groups of the month, in catalogue order; `previous` those of the month before
 * @param order of the techniques of both
 */
export function monthDifferences(
  current: readonly Group[],
  previous: readonly Group[],
  order: readonly string[],
): MonthDifference[] {
  const rows = order.flatMap((technique) => {
    const [now, before] = [current, previous].map((groups) =>
      groups.find((group) => group.technique === technique),
    );
    return now || before ? [{ technique, now, before, test: tested(now?.immediate, before?.immediate) }] : [];
  });
  const adjusted = holm(rows.map(({ test }) => (typeof test === 'string' ? null : test.p)));
  return rows.map(({ technique, now, before, test }, index) => {
    const months = { technique, current: monthOf(now), previous: monthOf(before) };
    return typeof test === 'string'
      ? { ...months, difference: null, se: null, df: null, ci95: null, p: null, pHolm: null, note: test }
      : { ...months, ...test, pHolm: adjusted[index]! };
  });
}

function monthOf(group: Group | undefined): MonthOfTechnique {
  if (!group) return NONE;
  const { sessions, immediate } = group;
  return { sessions, n: immediate.n, clients: immediate.clients, mean: immediate.improvement.mean };
}

/** The test, or why there is none. */
function tested(now: Change | undefined, before: Change | undefined): Difference | string {
  if ((now?.clients ?? 0) < FEWEST_CLIENTS || (before?.clients ?? 0) < FEWEST_CLIENTS) {
    return `fewer than ${FEWEST_CLIENTS} clients with both scores in one of the months`;
  }
  const [a, b] = [estimateOf(now!), estimateOf(before!)];
  return a && b ? welch(a, b) : 'the spread cannot be estimated';
}

function estimateOf({ improvement, clustered }: Change): Estimate | undefined {
  const { mean } = improvement;
  const { se, df } = clustered;
  return mean === null || se === null || df === null ? undefined : { mean, se, df };
}
