import { isSaid } from '../../../shared/claims/contract.ts';
import type { Complaint, Technique } from '../../../shared/records/catalogue.ts';
import { type Care, type Client, NOISE, simulateCare, USUAL_CARE } from '../clinics/care.ts';
import type { Draws } from '../clinics/draws.ts';
import { findsNoDifference } from './pledges.ts';
import type { Pledge, Scenario } from './scenario.ts';

/**
 * Techniques that do not differ, of which more is said than is true where complaint, therapist, minutes and
 * severity differ: what a session does never depends on its technique here, so that every lead is a false one.
 */

const TECHNIQUES: readonly Technique[] = [
  'deep-tissue',
  'myofascial-release',
  'trigger-point-therapy',
  'sports',
  'relaxation',
  'other',
  'prenatal',
];
const COMPLAINTS: readonly Complaint[] = ['neck-pain', 'chronic-low-back-pain', 'stress'];

const NO_FALSE_LEAD: Pledge = {
  claim: 'lead',
  promise: 'names no technique where none is better',
  atLeast: 0.93,
  isKept: ({ claims: { comparison } }) => (comparison.pairs.some(isSaid) ? comparison.lead === null : null),
};
const NO_FALSE_PAIR = findsNoDifference('comparison', 0.93, ({ comparison }) => comparison.pairs);

export const FALSE_LEADS: readonly Scenario[] = [
  ...[2, 3, 5, 7].map((techniques) =>
    scenario(`${techniques} equal techniques, chosen by complaint, therapist and minutes`, {
      clients: 84 + 8 * techniques,
      client: (draws) => differingClient(draws),
      treatment: (draws, client) => chosenByAll(draws, client, techniques),
      effect: ({ therapist, minutes }, client) => whatCounts(therapist, minutes, client),
    }),
  ),
  scenario('2 equal techniques, one for the mild and one for the severe', {
    clients: 120,
    client: (draws, index) => {
      const client = USUAL_CARE.client(draws, index);
      const isSevere = draws.chance(0.5);
      const level = (isSevere ? 7 : 4) + 0.9 * draws.z();
      const isLikely = draws.chance(0.8);
      return { ...client, level, technique: TECHNIQUES[isSevere === isLikely ? 0 : 4]! };
    },
    effect: (_, __, { before }) => 0.35 * before,
  }),
  scenario('2 equal techniques, mild pain ends at 0, severe does not', {
    clients: 120,
    client: (draws, index) => {
      const client = USUAL_CARE.client(draws, index);
      const level = draws.chance(0.5) ? 2.5 + 0.8 * draws.z() : 6.5 + 1.2 * draws.z();
      return { ...client, level, technique: TECHNIQUES[draws.chance(level > 4.5 ? 0.8 : 0.2) ? 0 : 4]! };
    },
    effect: () => 2.2,
  }),
  scenario('2 equal techniques, chosen anew by the pain of the day', {
    clients: 80,
    treatment: (draws, { therapist }, { before }) => ({
      technique: TECHNIQUES[draws.chance(Math.round(before) >= 6 ? 0.75 : 0.25) ? 0 : 4]!,
      therapist,
      minutes: 60,
    }),
    effect: (_, __, { flare }) => 1.8 + 0.6 * flare,
  }),
  scenario('3 equal techniques, skewed clients, few who come often', {
    clients: 90,
    client: (draws) => ({
      ...differingClient(draws),
      response: 1.2 * (draws.exponential() - 1),
      visits: draws.chance(0.15) ? 20 : draws.integer(1, 3),
    }),
    treatment: (draws, client) => chosenByAll(draws, client, 3),
    effect: ({ therapist, minutes }, client) => whatCounts(therapist, minutes, client),
  }),
  scenario('2 equal techniques, a second one in some sessions does the good', {
    clients: 120,
    client: (draws, index) => ({
      ...USUAL_CARE.client(draws, index),
      technique: draws.pick(TECHNIQUES.slice(0, 2)),
    }),
    treatment: (draws, { technique, therapist }) => ({
      technique,
      second: draws.chance(technique === TECHNIQUES[0] ? 0.6 : 0.2) ? 'relaxation' : undefined,
      therapist,
      minutes: 60,
    }),
    effect: ({ second }) => (second ? 2.5 : 1.5),
  }),
];

/** Each complaint has its own severity and answers in its own way; who treats is up to the complaint, too. */
function differingClient(draws: Draws): Client {
  const which = draws.integer(0, 2);
  return {
    complaint: COMPLAINTS[which]!,
    level: 5 + which + 1.1 * draws.z(),
    response: NOISE * draws.z(),
    visits: draws.integer(1, 9),
    therapist: draws.chance(0.6) ? which + 1 : draws.integer(1, 3),
    technique: TECHNIQUES[0]!,
  };
}

/** Every technique is given for every complaint by every therapist, but not equally often, nor equally long. */
function chosenByAll(draws: Draws, client: Client, techniques: number) {
  const whatFor = COMPLAINTS.indexOf(client.complaint);
  const byHabit = draws.chance(0.5) ? whatFor : client.therapist - 1;
  const favourite = Math.floor((byHabit * techniques) / COMPLAINTS.length);
  const which = draws.chance(0.7) ? favourite : draws.integer(0, techniques - 1);
  return {
    technique: TECHNIQUES[which]!,
    therapist: client.therapist,
    minutes: 15 * draws.integer(which % 2 === 0 ? 3 : 2, which % 2 === 0 ? 6 : 4),
  };
}

function whatCounts(therapist: number, minutes: number, { complaint }: Client): number {
  return 0.4 + 0.7 * therapist + 0.9 * COMPLAINTS.indexOf(complaint) + 0.02 * (minutes - 60);
}

function scenario(name: string, differs: Partial<Care>): Scenario {
  const care = { ...USUAL_CARE, ...differs };
  return {
    name,
    simulate: (draws) => simulateCare(draws, care),
    pledges: [NO_FALSE_LEAD, NO_FALSE_PAIR],
  };
}
