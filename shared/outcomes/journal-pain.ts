import type { PainScore } from '../records/pain-score.ts';
import type { Held } from '../records/versions/held.ts';
import type { Placed } from './client-order.ts';
import type { JournalPain } from './session-outcome.ts';

/**
 * The journal as courses of care look at it: pain `now`. Of entries at one instant about one region only
 * the last is kept: the others can be nobody's latest.
 *
 * @param scores in order of time, then of id
 * @returns in the same order
 */
export function journalPain(scores: readonly Placed<Held<PainScore>>[]): JournalPain[] {
  const journal: JournalPain[] = [];
  for (const { at, record } of scores) {
    const { pain, bodyRegion, window } = record;
    if (pain === undefined || window !== 'now') continue;
    for (let index = journal.length - 1; journal[index]?.at === at; index--) {
      if (journal[index]!.bodyRegion === bodyRegion) journal.splice(index, 1);
    }
    journal.push(bodyRegion === undefined ? { at, pain } : { at, pain, bodyRegion });
  }
  return journal;
}
