import { isSaid } from '../../../shared/claims/contract.ts';
import { simulateCare, USUAL_CARE } from '../clinics/care.ts';
import { withPainTwoDaysLater } from '../clinics/follow-up.ts';
import { saysNothing } from './pledges.ts';
import type { Scenario } from './scenario.ts';

/** Ten clients or nothing, however often they come. */
export const TWO_CLIENTS: readonly Scenario[] = [
  {
    name: 'two clients who come ten times',
    simulate: (draws) =>
      withPainTwoDaysLater(
        draws,
        simulateCare(draws, {
          ...USUAL_CARE,
          clients: 2,
          client: (random, index) => ({ ...USUAL_CARE.client(random, index), visits: 10 }),
        }),
        0.5,
      ),
    pledges: [
      saysNothing('improvement', ({ techniques }) =>
        techniques.every(
          ({ improvement, lasting, course, responders }) =>
            ![improvement, lasting, course, responders].some((claim) => isSaid(claim)),
        ),
      ),
    ],
  },
];
