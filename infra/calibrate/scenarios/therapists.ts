import { type Care, simulateCare, USUAL_CARE } from '../clinics/care.ts';
import { saidAmong } from './pledges.ts';
import type { Pledge, Said, Scenario } from './scenario.ts';

/** Therapists who are equal, whose clients come again and differ; and one who is truly two points worse. */

const WORSE_ID = 't-1';

const NO_FLAG: Pledge = {
  claim: 'therapists',
  promise: 'flags nobody where all are equal',
  atLeast: 0.93,
  isKept: (said) => {
    const rows = saidOf(said);
    return rows.length === 0 ? null : !rows.some(({ outside }) => outside);
  },
};
const FLAGGED: Pledge = {
  claim: 'therapists',
  promise: 'flags the one who is 2 points worse',
  atLeast: 0.9,
  isKept: (said) =>
    saidOf(said).some(
      ({ therapistId, outside, difference }) => therapistId === WORSE_ID && outside && difference < 0,
    ),
};

export const THERAPISTS: readonly Scenario[] = [
  ...[2, 3, 12].map((therapists) => scenario(`${therapists} equal therapists`, therapists, 20, {}, NO_FLAG)),
  scenario('5 equal therapists, skewed clients', 5, 15, { skewed: true }, NO_FLAG),
  scenario('12 equal therapists, some with 12 clients, some with 40', 12, 20, { uneven: true }, NO_FLAG),
  scenario(
    '3 equal therapists, whose clients differ in complaint, severity and technique',
    3,
    40,
    { mixed: true },
    NO_FLAG,
  ),
  scenario(
    '12 equal therapists, whose clients differ in complaint, severity and technique',
    12,
    25,
    { mixed: true },
    NO_FLAG,
  ),
  ...[2, 3, 12].map((therapists) =>
    scenario(
      `one of ${therapists} therapists is 2 points worse`,
      therapists,
      100,
      { worse: true, fewVisits: true },
      FLAGGED,
    ),
  ),
];

type Traits = { uneven?: boolean; skewed?: boolean; mixed?: boolean; worse?: boolean; fewVisits?: boolean };

function scenario(name: string, therapists: number, each: number, traits: Traits, pledge: Pledge): Scenario {
  const care: Care = {
    ...USUAL_CARE,
    clients: therapists * each,
    client: (draws, index) => {
      const therapist = traits.uneven ? unevenly(draws.uniform(), therapists) : 1 + (index % therapists);
      const client = USUAL_CARE.client(draws, index);
      // Pain is high enough that two points fewer can be told at all.
      const response = traits.skewed ? 1.2 * (draws.exponential() - 1) : client.response;
      const usual = { ...client, therapist, response, level: client.level + 1 };
      const visits = traits.fewVisits ? draws.integer(1, 2) : client.visits;
      if (!traits.mixed) return { ...usual, visits };
      const isOften = draws.chance(therapist % 2 === 0 ? 0.7 : 0.3);
      return {
        ...usual,
        complaint: isOften ? 'stress' : 'neck-pain',
        level: (isOften ? 5 : 7) + draws.z(),
        technique: draws.chance(isOften ? 0.7 : 0.3) ? 'relaxation' : 'deep-tissue',
      };
    },
    effect: ({ therapist, technique }, { complaint }) =>
      2 +
      (traits.worse ? (therapist === 1 ? -1.5 : 0.5) : 0) +
      (traits.mixed && complaint === 'stress' ? 0.8 : 0) +
      (traits.mixed && technique === 'relaxation' ? -0.6 : 0),
  };
  return { name, simulate: (draws) => simulateCare(draws, care), pledges: [pledge] };
}

/** The first of them are gone to thrice as often as the last. */
function unevenly(uniform: number, therapists: number): number {
  return uniform < 0.75
    ? 1 + Math.floor((uniform / 0.75) * (therapists / 2))
    : 1 + Math.floor(therapists / 2 + ((uniform - 0.75) / 0.25) * (therapists / 2));
}

function saidOf({ claims }: Said) {
  return saidAmong(claims.therapists.rows);
}
