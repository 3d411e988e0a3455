import type { OutcomeStatistics } from '../../shared/claims/contract.ts';
import { outcomeStatistics } from '../../shared/claims/outcome-statistics.ts';
import type { Technique } from '../../shared/records/catalogue.ts';
import { PairTally } from '../../shared/statistics/change/pair-tally.ts';
import { pairedChange } from '../../shared/statistics/change/paired-change.ts';
import type { Change, Group, TimeToEventStatistics } from '../../shared/statistics/contract.ts';
import type { ScorePair } from '../../shared/statistics/summaries/transitions.ts';
import type { ClientSessions } from '../../shared/statistics/table/outcome-table.ts';
import { timeToEventStatistics } from '../../shared/statistics/time-to-event/time-to-event.ts';
import { MAGNET, PLACEBO } from '../statistics/change/vallbona-1997.ts';
import { client, outcome } from '../statistics/outcomes.ts';

/** Statistics to print: of the trial of 1997, of small clinics, and parts of their own. */

export const statisticsOf = (clients: readonly ClientSessions[]): OutcomeStatistics =>
  outcomeStatistics({ clinicId: 'riverside', from: null, to: null, clients });

/** One session of each of the 50 clients of Vallbona 1997. */
export const VALLBONA: OutcomeStatistics = statisticsOf([
  ...oneSessionEach('trigger-point-therapy', MAGNET),
  ...oneSessionEach('relaxation', PLACEBO),
]);

/** One session of a client of her own for each pair. */
export function oneSessionEach(technique: Technique, pairs: readonly ScorePair[]): ClientSessions[] {
  return pairs.map(({ before, after }, index) =>
    client(`${technique}-${index}`, [
      outcome({ technique, combination: [technique], painBefore: before, painAfter: after }),
    ]),
  );
}

export const NO_CHANGE: Change = pairedChange(new PairTally());

export const NO_TIMES: TimeToEventStatistics = timeToEventStatistics(
  { after: new Int32Array(), by: new Int32Array() },
  new Int32Array(),
);

/** A group with nothing but its counts. */
export function group(fields: Partial<Group> = {}): Group {
  return {
    technique: 'trigger-point-therapy',
    sessions: 30,
    clients: 12,
    completeness: { withBefore: 30, withAfter: 29, withBoth: 29, withSustained: 0, withRecovery: 12 },
    immediate: NO_CHANGE,
    sustained: NO_CHANGE,
    course: NO_CHANGE,
    recovery: NO_TIMES,
    relief: NO_TIMES,
    expectedRecoveryHours: null,
    notes: [],
    ...fields,
  };
}

export const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));
