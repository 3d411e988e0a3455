import type { TimeToEventStatistics } from '../contract.ts';

/**
 * Why parts of a time to an event are null, and what its numbers leave out.
 *
 * @param source what is counted, for the sentence "no ..."
 */
export function timeToEventNotes(path: string, statistics: TimeToEventStatistics, source: string): string[] {
  const { n, medianHours, ci95, curve, interval, medianGapHours } = statistics;
  const gap = medianGapHours === null ? [`${path}.medianGapHours: no window has two reports`] : [];
  if (n === 0) return [`${path}: no ${source}`, ...gap];
  const notes = [
    `${path}: repeated sessions of a client are treated as independent; clustering is not taken into account`,
  ];
  if (medianHours === null) notes.push(`${path}.medianHours: the curve does not fall to one half`);
  if (ci95 === null) notes.push(`${path}.ci95: the lower limit does not fall to one half`);
  if (ci95?.[1] === null) notes.push(`${path}.ci95: the upper limit does not fall to one half`);
  if (curve.some(({ lower }) => lower === null)) {
    notes.push(`${path}.curve: there are no limits where survival is 1 or 0, and no standard error at 0`);
  }
  if (interval.medianHours === null) {
    notes.push(`${path}.interval.medianHours: one half is reached only after the last report`);
  }
  return [...notes, ...gap];
}
