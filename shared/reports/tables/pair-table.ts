import type { TechniquePair } from '../../statistics/contract.ts';
import { probability, withInterval } from '../words/number-text.ts';
import type { TableSection } from './section.ts';
import type { Column } from './text-table.ts';

const COLUMNS: Column[] = [
  { header: 'Technique', width: 21 },
  { header: 'against', width: 21 },
  { header: 'Difference (95 %)', width: 24 },
  { header: 'p', align: 'right' },
  { header: 'p (Holm)', align: 'right' },
];

/**
 * Every pair of the family that Holm's adjustment is over, also those that show nothing: a table of the
 * striking ones alone would undo the adjustment.
 */
export function pairSection(pairs: readonly TechniquePair[]): TableSection {
  const rows = pairs.map(({ a, b, difference, ci95, p, pHolm }) => [
    a,
    b,
    withInterval(difference, ci95, 2),
    probability(p),
    probability(pHolm),
  ]);
  const below = [
    'Intervals and p are by client (CR2), each for its pair alone; only p (Holm) allows for all pairs at once.',
  ];
  return { title: 'Differences of adjusted means, in points', columns: COLUMNS, rows, below };
}
