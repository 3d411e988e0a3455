import { NOISE, simulateCare, USUAL_CARE } from '../clinics/care.ts';
import type { Clinic } from '../clinics/clinic.ts';
import type { Draws } from '../clinics/draws.ts';
import { withPainTwoDaysLater } from '../clinics/follow-up.ts';
import { holdsTruth, ofTechnique } from '../pledges.ts';
import type { Scenario } from '../scenario.ts';
import { trueMean } from '../truth.ts';

/** Who does not answer is worse: the mean over all who were asked is not that of the answers. */

type Silence = {
  /** Probability of an answer from somebody who improved so many points. */
  answers: (improvement: number) => number;
};

const STEEP: Silence = { answers: (improvement) => logistic(0.9 * (improvement - 1)) };
const SLIGHT: Silence = { answers: (improvement) => logistic(0.4 + 0.4 * (improvement - 1)) };

export const ANSWERS: readonly Scenario[] = [
  scenario('silence after sessions that did little, steeply', STEEP, 60),
  scenario('silence after sessions that did little, slightly', SLIGHT, 60),
  scenario('silence after sessions that did little, 25 clients', STEEP, 25),
];

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

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
  const truths = {
    improvement: trueMean(`${name} improvement`, simulate, ({ sessions }) =>
      sessions.map(({ before, after }) => before - after),
    ),
    lasting: trueMean(`${name} lasting`, simulate, ({ sessions, entries }) =>
      sessions.map(({ before }, index) => before - entries[index]!.pain!),
    ),
  };
  const share = trueMean(`${name} responders`, simulate, ({ sessions }) =>
    sessions
      .filter(({ before }) => before >= 1)
      .map(({ before, after }) => (10 * (before - after) >= 3 * before ? 1 : 0)),
  );
  return {
    name,
    simulate,
    pledges: [
      ...(['improvement', 'lasting'] as const).map((claim) =>
        holdsTruth(
          'answers',
          0.92,
          (said) => ofTechnique(said, 'deep-tissue', claim)?.missingUpTo ?? null,
          truths[claim],
        ),
      ),
      holdsTruth(
        'answers',
        0.93,
        (said) => ofTechnique(said, 'deep-tissue', 'responders')?.bounds ?? null,
        share,
      ),
    ],
  };
}
