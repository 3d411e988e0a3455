import { isSaid } from '../../../shared/claims/contract.ts';
import { minutesOf, simulateCare, USUAL_CARE } from '../clinics/care.ts';
import type { Pledge, Scenario } from './scenario.ts';

/** What the data cannot tell apart from a technique is said, and never silently solved. */

const CONFOUNDING_IS_SAID: Pledge = {
  claim: 'comparison',
  promise: 'withholds the pair',
  atLeast: 0.99,
  isKept: ({ claims: { comparison } }) => comparison.pairs.length > 0 && !comparison.pairs.some(isSaid),
};
const NO_LEAD: Pledge = {
  claim: 'lead',
  promise: 'names no technique where none is better',
  atLeast: 0.93,
  isKept: ({ claims: { comparison } }) => comparison.lead === null,
};

export const CONFOUNDED: readonly Scenario[] = [
  {
    name: 'each of two equal techniques is given by a therapist who gives nothing else',
    simulate: (draws) =>
      simulateCare(draws, {
        ...USUAL_CARE,
        clients: 80,
        client: (random, index) => ({ ...USUAL_CARE.client(random, index), therapist: 1 + (index % 2) }),
        treatment: (random, { therapist }) => ({
          technique: therapist === 1 ? 'deep-tissue' : 'relaxation',
          therapist,
          minutes: minutesOf(random),
        }),
        effect: ({ therapist }) => 1 + 1.2 * therapist,
      }),
    pledges: [NO_LEAD, CONFOUNDING_IS_SAID],
  },
  {
    name: 'each of two equal techniques is for a complaint that gets nothing else',
    simulate: (draws) =>
      simulateCare(draws, {
        ...USUAL_CARE,
        clients: 80,
        client: (random, index) => ({
          ...USUAL_CARE.client(random, index),
          complaint: index % 2 === 0 ? 'neck-pain' : 'stress',
        }),
        treatment: (random, { therapist, complaint }) => ({
          technique: complaint === 'stress' ? 'deep-tissue' : 'relaxation',
          therapist,
          minutes: minutesOf(random),
        }),
        effect: (_, { complaint }) => (complaint === 'stress' ? 2.6 : 1.4),
      }),
    pledges: [NO_LEAD, CONFOUNDING_IS_SAID],
  },
];
