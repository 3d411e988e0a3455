import { comparedSessions } from '../../../shared/statistics/comparison/compared-sessions.ts';
import { comparisons } from '../../../shared/statistics/comparison/comparisons.ts';
import type { OutcomeTable } from '../../../shared/statistics/table/outcome-table.ts';
import { minutesOf, simulateCare, USUAL_CARE } from '../clinics/care.ts';
import type { Clinic } from '../clinics/clinic.ts';
import type { Draws } from '../clinics/draws.ts';
import { holdsTruth } from './pledges.ts';
import type { Scenario } from './scenario.ts';
import { trueMeans } from './truth.ts';

/**
 * Standardised means: what a technique would do to clients with the scores before that all compared ones had. The
 * weights of the strata are those of the file, as the interval takes them; the mean within each is the truth's.
 */

const NAME = 'clients come 1 to 12 times, the severe more often for deep tissue';
const STRATA = [
  [1, 3],
  [4, 6],
  [7, 10],
] as const;

const simulate = (draws: Draws) =>
  simulateCare(draws, {
    ...USUAL_CARE,
    clients: 60,
    client: (random, index) => ({
      ...USUAL_CARE.client(random, index),
      level: 5.5 + 1.6 * random.z(),
    }),
    treatment: (random, { level, therapist }) => ({
      technique: random.chance(level > 5.5 ? 0.7 : 0.3) ? 'deep-tissue' : 'relaxation',
      therapist,
      minutes: minutesOf(random),
    }),
    effect: (_, __, { before }) => 0.3 * before,
  });

const truth = trueMeans(
  NAME,
  simulate,
  Object.fromEntries(STRATA.map(([low, high]) => [low, improvementsWithin(low, high)])),
);

export const STANDARDISED: readonly Scenario[] = [
  {
    name: NAME,
    simulate,
    pledges: [
      holdsTruth(
        'standardised',
        0.93,
        ({ table }) => {
          const [first] = comparisons(comparedSessions(table)).standardised;
          return first && first.mean !== null ? first.ci95 : null;
        },
        ({ table }) =>
          weightsOf(table).reduce((sum, weight, index) => sum + weight * truth(String(STRATA[index]![0])), 0),
      ),
    ],
  },
];

function improvementsWithin(low: number, high: number) {
  return ({ sessions }: Clinic) =>
    sessions
      .filter(({ technique, before }) => technique === 'deep-tissue' && before >= low && before <= high)
      .map(({ before, after }) => before - after);
}

/** Shares of the sessions with a score of 1 or more; every session here has both scores and a compared technique. */
function weightsOf({ sessions }: OutcomeTable): number[] {
  const counts = STRATA.map(
    ([low, high]) => sessions.before.values.filter((before) => before >= low && before <= high).length,
  );
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}
