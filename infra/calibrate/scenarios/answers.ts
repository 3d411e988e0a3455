import { NOISE, simulateCare, USUAL_CARE } from '../clinics/care.ts';
import type { Clinic } from '../clinics/clinic.ts';
import type { Draws } from '../clinics/draws.ts';
import { withPainTwoDaysLater } from '../clinics/follow-up.ts';
import { holdsTruth, ofTechnique } from './pledges.ts';
import type { Scenario } from './scenario.ts';
import { trueMeans } from './truth.ts';

/** Who does not answer is worse: the mean over all who were asked is not that of the answers. */

type Silence = {
  /** Probability of an answer from somebody who improved so many points. */
  answers: (improvement: number) => number;
};

/** Right after the session, worse by one SD of those who answer: as far as the promise goes. */
const STEEP: Silence = { answers: (improvement) => logistic(0.1 + 0.7 * (improvement - 1)) };
/** Worse by 0.9 SD of those who answer. */
const MIDDLING: Silence = { answers: (improvement) => logistic(0.3 + 0.65 * (improvement - 1)) };
/** Worse by 0.6 SD of those who answer. */
const SLIGHT: Silence = { answers: (improvement) => logistic(0.4 + 0.4 * (improvement - 1)) };

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** Over all who were asked: what the silent ones would have said is known here. */
const VALUES = {
  improvement: ({ sessions }: Clinic) => sessions.map(({ before, after }) => before - after),
  lasting: ({ sessions, entries }: Clinic) =>
    sessions.map(({ before }, index) => before - entries[index]!.pain!),
  responders: ({ sessions }: Clinic) =>
    sessions
      .filter(({ before }) => before >= 1)
      .map(({ before, after }) => (10 * (before - after) >= 3 * before ? 1 : 0)),
};

export const ANSWERS: readonly Scenario[] = [
  scenario('the silent are worse by one SD', STEEP, 60),
  scenario('the silent are worse by most of an SD', MIDDLING, 60),
  scenario('the silent are worse by half an SD', SLIGHT, 60),
  scenario('the silent are worse by most of an SD, 25 clients', MIDDLING, 25),
];

function scenario(name: string, { answers }: Silence, clients: number): Scenario {
  const simulate = (draws: Draws): Clinic => {
    const clinic = withPainTwoDaysLater(
      draws,
      simulateCare(draws, {
        ...USUAL_CARE,
        clients,
        client: (random, index) => ({ ...USUAL_CARE.client(random, index), response: NOISE * random.z() }),
        effect: () => 1,
      }),
      0.7,
    );
    const { sessions, entries } = clinic;
    return {
      sessions: sessions.map((session) => ({
        ...session,
        silent: !draws.chance(answers(session.before - session.after)),
      })),
      entries: entries.map((entry, index) => ({
        ...entry,
        silent: !draws.chance(answers(sessions[index]!.before - entry.pain!)),
      })),
    };
  };
  const truth = trueMeans(name, simulate, VALUES);
  return {
    name,
    simulate,
    pledges: [
      ...(['improvement', 'lasting'] as const).map((claim) =>
        holdsTruth(
          'answers',
          0.92,
          (said) => ofTechnique(said, 'deep-tissue', claim)?.missingUpTo ?? null,
          () => truth(claim),
        ),
      ),
      holdsTruth(
        'answers',
        0.93,
        (said) => ofTechnique(said, 'deep-tissue', 'responders')?.bounds ?? null,
        () => truth('responders'),
      ),
    ],
  };
}
