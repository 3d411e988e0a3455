import type { Technique } from '../../../shared/records/catalogue.ts';
import { simulateCare, USUAL_CARE } from '../clinics/care.ts';
import type { Clinic } from '../clinics/clinic.ts';
import type { Draws } from '../clinics/draws.ts';
import { holdsTruth, saidAmong } from './pledges.ts';
import type { Pledge, Scenario } from './scenario.ts';
import { trueMeans } from './truth.ts';

/** One technique is truly a point better than each other one, of 60 clients each. */

const TECHNIQUES: readonly Technique[] = ['deep-tissue', 'sports', 'relaxation'];
const CLIENTS_EACH = 60;

const FOUND: Pledge = {
  claim: 'lead',
  promise: 'finds the technique that is better',
  atLeast: 0.8,
  isKept: ({ claims: { comparison } }) => comparison.lead?.technique === TECHNIQUES[0],
};

export const TRUE_LEADS: readonly Scenario[] = [2, 3].map(scenario);

function scenario(techniques: number): Scenario {
  const name = `one of ${techniques} techniques is 1 point better`;
  const simulate = (draws: Draws) =>
    simulateCare(draws, {
      ...USUAL_CARE,
      clients: techniques * CLIENTS_EACH,
      client: (random, index) => ({
        ...USUAL_CARE.client(random, index),
        technique: TECHNIQUES[index % techniques]!,
        therapist: random.integer(1, 2),
        level: 6.5 + random.z(),
      }),
      effect: ({ technique }) => (technique === TECHNIQUES[0] ? 2.5 : 1.5),
    });
  // Clients are spread by lot: the difference of means is that of the techniques, whatever is adjusted for.
  const truth = trueMeans(name, simulate, { best: improvementsOf(0), second: improvementsOf(1) });
  const interval = holdsTruth(
    'comparison',
    0.93,
    ({ claims }) => saidAmong(claims.comparison.pairs)[0]?.ci95 ?? null,
    () => truth('best') - truth('second'),
  );
  return { name, simulate, pledges: [FOUND, interval] };
}

function improvementsOf(which: number) {
  return ({ sessions }: Clinic) =>
    sessions
      .filter(({ technique }) => technique === TECHNIQUES[which])
      .map(({ before, after }) => before - after);
}
