import type { Group } from '../../statistics/contract.ts';
import type { TableSection } from './section.ts';

/**
 * How often each score from 0 to 10 was given, from the counts of pairs.
 *
 * @param transitions 11 x 11 counts, [before][after]
 * @returns 11 counts
 */
export function scoreCounts(transitions: readonly (readonly number[])[], when: 'before' | 'after'): number[] {
  return transitions.map((row, score) =>
    when === 'before' ? sum(row) : sum(transitions.map((of) => of[score]!)),
  );
}

/** How pain was spread over the scale before and after the session: two rows for each technique. */
export function scoreSection(groups: readonly Group[]): TableSection {
  const rows = groups
    .filter(({ immediate }) => immediate.n > 0)
    .flatMap(({ technique, immediate }) =>
      (['before', 'after'] as const).map((when) => [
        technique,
        when,
        ...scoreCounts(immediate.transitions, when).map(String),
      ]),
    );
  const scores = Array.from({ length: 11 }, (_, score) => ({
    header: String(score),
    align: 'right' as const,
  }));
  return {
    title: 'Pain before and after the session: sessions with each score',
    columns: [{ header: 'Technique' }, { header: 'Score' }, ...scores],
    rows,
    below: rows.length === 0 ? ['No session has both scores.'] : ['Sessions with both scores only.'],
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
