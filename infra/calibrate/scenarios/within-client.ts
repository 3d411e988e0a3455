import { minutesOf, simulateCare, USUAL_CARE } from '../clinics/care.ts';
import { findsNoDifference } from './pledges.ts';
import type { Scenario } from './scenario.ts';

/** Clients choose by how they are; the techniques do not differ. */

const NO_DIFFERENCE = findsNoDifference('within client', 0.93, ({ withinClient }) => withinClient.pairs);

export const WITHIN_CLIENT: readonly Scenario[] = [
  {
    name: 'who improves more chooses one technique more often',
    simulate: (draws) =>
      simulateCare(draws, {
        ...USUAL_CARE,
        clients: 60,
        treatment: (random, { response, therapist }) => ({
          technique: random.chance(response > 0 ? 0.75 : 0.25) ? 'deep-tissue' : 'relaxation',
          therapist,
          minutes: minutesOf(random),
        }),
      }),
    pledges: [NO_DIFFERENCE],
  },
  {
    name: 'clients choose by the pain they come with',
    simulate: (draws) =>
      simulateCare(draws, {
        ...USUAL_CARE,
        clients: 60,
        treatment: (random, { therapist }, { before }) => ({
          technique: random.chance(Math.round(before) >= 6 ? 0.8 : 0.2) ? 'deep-tissue' : 'relaxation',
          therapist,
          minutes: minutesOf(random),
        }),
        effect: (_, __, { flare }) => 1.8 + 0.5 * flare,
      }),
    pledges: [NO_DIFFERENCE],
  },
  {
    name: 'three techniques, clients choose by pain and go to the therapist who gives it',
    simulate: (draws) =>
      simulateCare(draws, {
        ...USUAL_CARE,
        clients: 80,
        treatment: (random, _, { before }) => {
          const which = random.chance(0.3) ? random.integer(0, 2) : before > 7 ? 0 : before > 5 ? 1 : 2;
          const technique = (['deep-tissue', 'sports', 'relaxation'] as const)[which]!;
          return { technique, therapist: random.chance(0.6) ? which + 1 : random.integer(1, 3), minutes: 60 };
        },
        effect: ({ therapist }, __, { flare }) => 1 + 0.4 * therapist + 0.4 * flare,
      }),
    pledges: [NO_DIFFERENCE],
  },
];
