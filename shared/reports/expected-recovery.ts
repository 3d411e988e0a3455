import type { Interval, TimeToEventStatistics } from '../statistics/contract.ts';
import { NOTHING } from './number-text.ts';

type Side = 'below' | 'within' | 'above';

/**
 * Where the observed median lies against the hours that the catalogue names, both ends inclusive. A
 * question mark follows where its interval, or the brackets between reports, would also allow another side:
 * the journal knows a recovery only by the report after it, so the median itself is late rather than early.
 *
 * @returns `below`, `within ?`, ...; nothing where nothing is expected or observed
 */
export function againstExpected(
  { n, medianHours, ci95, curve, interval }: TimeToEventStatistics,
  expected: Interval | null,
): string {
  if (expected === null || n === 0) return NOTHING;
  const [, high] = expected;
  const brackets = interval.medianHours ?? [];
  if (medianHours === null) {
    // Half of them had not recovered by the last time that is known: above it, if that was late enough.
    const last = curve.at(-1);
    if (!last || last.hours < high) return NOTHING;
    const sure = ci95 === null ? (last.lower ?? 0) > 0.5 : ci95[0] > high;
    return sure && brackets.every((hours) => hours > high) ? 'above' : 'above ?';
  }
  const side = sideOf(medianHours, expected);
  const others = [...(ci95 === null ? [] : [ci95[0], ci95[1] ?? Number.POSITIVE_INFINITY]), ...brackets];
  return others.every((hours) => sideOf(hours, expected) === side) && ci95 !== null ? side : `${side} ?`;
}

function sideOf(hours: number, [low, high]: Interval): Side {
  if (hours < low) return 'below';
  return hours > high ? 'above' : 'within';
}
