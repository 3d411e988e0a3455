import { isSaid } from '../../../shared/claims/contract.ts';
import { simulateCare, USUAL_CARE } from '../clinics/care.ts';
import type { Clinic, SimulatedSession } from '../clinics/clinic.ts';
import type { Draws } from '../clinics/draws.ts';
import type { Pledge, Said, Scenario } from './scenario.ts';
import { trueMeans } from './truth.ts';

/** The share of responders is told as a whole number in a hundred, the fall in tenths of a point. */
const NEAR_SHARE = 0.06;
const NEAR_FALL = 0.5;
const CLIENTS = 60;

/**
 * What would be seen were every change noise. Nothing lasts in these clinics, so that a score before and the next one
 * differ by noise alone, and the truth is what happens from each to the next, forwards, over hundreds of clinics.
 */
export const REGRESSION: readonly Scenario[] = [
  scenario('clients who differ little and go up and down much', { between: 0.4, within: 1.6 }),
  scenario('clients who differ much and go up and down little', { between: 1.6, within: 0.6 }),
];

type Spread = { between: number; within: number };

function scenario(name: string, { between, within }: Spread): Scenario {
  const simulate = (draws: Draws): Clinic =>
    simulateCare(draws, {
      ...USUAL_CARE,
      clients: CLIENTS,
      client: (random, index) => ({
        ...USUAL_CARE.client(random, index),
        level: 5.5 + between * random.z(),
      }),
      noise: within,
    });
  const truth = trueMeans(name, simulate, {
    responders: (clinic) =>
      changes(clinic).map(({ first, next }) => (10 * (first - next) >= 3 * first ? 1 : 0)),
    severe: (clinic) =>
      changes(clinic)
        .filter(({ first }) => first >= 7)
        .map(({ first, next }) => first - next),
  });
  return {
    name,
    simulate,
    pledges: [
      near('tells the share of responders by noise', NEAR_SHARE, responders, () => truth('responders')),
      near('tells the fall of severe pain by noise', NEAR_FALL, fallOfSevere, () => truth('severe')),
    ],
  };
}

/** A number without an interval of its own: promised is that what is told is near. */
function near(
  promise: string,
  within: number,
  told: (said: Said) => number | null,
  truth: () => number,
): Pledge {
  return {
    claim: 'regression',
    promise: `${promise}, to ${within},`,
    atLeast: 0.93,
    isKept(said) {
      const value = told(said);
      return value === null ? null : Math.abs(value - truth()) <= within;
    },
  };
}

function responders({ claims: { regression } }: Said): number | null {
  return isSaid(regression) ? regression.responders : null;
}

function fallOfSevere({ claims: { regression } }: Said): number | null {
  if (!isSaid(regression)) return null;
  return regression.byBaseline.find(({ stratum }) => stratum === '7-10')!.fall;
}

/** From each score before to the client's next one; a first score of 0 cannot fall. */
function changes({ sessions }: Clinic): { first: number; next: number }[] {
  return sessions.flatMap((session, index) => {
    const following: SimulatedSession | undefined = sessions[index + 1];
    if (following?.client !== session.client || session.before < 1) return [];
    return [{ first: session.before, next: following.before }];
  });
}
