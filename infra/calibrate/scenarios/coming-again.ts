import type { Technique } from '../../../shared/records/catalogue.ts';
import { type Care, minutesOf, NOISE, simulateCare, USUAL_CARE } from '../clinics/care.ts';
import type { Clinic, SimulatedSession } from '../clinics/clinic.ts';
import type { Draws } from '../clinics/draws.ts';
import { withNeighbours, withPainTwoDaysLater } from '../clinics/follow-up.ts';
import { holdsTruth, ofTechnique } from './pledges.ts';
import type { Scenario } from './scenario.ts';
import { trueMeans } from './truth.ts';

/**
 * Improvement, lasting, course and responders where clients come again: sessions of one client say much the same,
 * so that an interval over sessions is too narrow. Whole numbers and the floor at 0 skew what is left.
 */

const JUDGED: Technique = 'deep-tissue';
const isJudged = ({ technique }: SimulatedSession) => technique === JUDGED;
const improvementOf = ({ before, after }: SimulatedSession) => before - after;
const SHARE_LEFT = 0.6;

const VALUES = {
  improvement: ({ sessions }: Clinic) => sessions.filter(isJudged).map(improvementOf),
  lasting: ({ sessions, entries }: Clinic) =>
    sessions.flatMap((session, index) => (isJudged(session) ? [session.before - entries[index]!.pain!] : [])),
  course: courseImprovements,
  responders: ({ sessions }: Clinic) =>
    sessions
      .filter((session) => isJudged(session) && session.before >= 1)
      .map((session) => (10 * improvementOf(session) >= 3 * session.before ? 1 : 0)),
};

export const COMING_AGAIN: readonly Scenario[] = [
  scenario('clients come 1 to 12 times', {}),
  scenario('15 clients come 1 to 12 times', { clients: 15 }),
  scenario('skewed clients', {
    client: (draws, index) => ({
      ...USUAL_CARE.client(draws, index),
      response: NOISE * (draws.exponential() - 1),
    }),
  }),
  scenario('one visit for most, thirty for some', {
    client: (draws, index) => ({
      ...USUAL_CARE.client(draws, index),
      visits: draws.chance(0.15) ? 30 : draws.integer(1, 2),
    }),
    gapDays: [4, 9],
  }),
  scenario('who improves less stays away', {
    client: (draws, index) => {
      const client = USUAL_CARE.client(draws, index);
      return { ...client, visits: draws.integer(1, client.response > 0 ? 12 : 4) };
    },
  }),
  scenario('mild pain that ends at 0', {
    client: (draws, index) => ({ ...USUAL_CARE.client(draws, index), level: 2.5 + 1.2 * draws.z() }),
  }),
  scenario('the technique changes from visit to visit', {
    treatment: (draws, { therapist }) => ({
      technique: draws.chance(0.5) ? JUDGED : 'relaxation',
      therapist,
      minutes: minutesOf(draws),
    }),
  }),
];

function scenario(name: string, differs: Partial<Care>): Scenario {
  const care = { ...USUAL_CARE, ...differs };
  const simulate = (draws: Draws) => withPainTwoDaysLater(draws, simulateCare(draws, care), SHARE_LEFT);
  const truth = trueMeans(name, simulate, VALUES);
  return {
    name,
    simulate,
    pledges: (['improvement', 'lasting', 'course', 'responders'] as const).map((claim) =>
      holdsTruth(
        claim,
        0.93,
        (said) => ofTechnique(said, JUDGED, claim)?.ci95 ?? null,
        () => truth(claim),
      ),
    ),
  };
}

function courseImprovements({ sessions, entries }: Clinic): number[] {
  const improvements: number[] = [];
  let first = sessions[0]!;
  for (const [index, [session, { isFirst, isLast }]] of withNeighbours(sessions).entries()) {
    if (isFirst) first = session;
    if (isLast && isJudged(first)) improvements.push(first.before - entries[index]!.pain!);
  }
  return improvements;
}
