import { isSaid } from '../../../shared/claims/contract.ts';
import type { Draws } from '../clinics/draws.ts';
import {
  type Asking,
  AT_RANDOM,
  DAILY,
  MORNINGS,
  simulateSoreness,
  THREE_A_DAY,
} from '../clinics/soreness.ts';
import { holdsTruth, orWithheld, saysNothing } from './pledges.ts';
import type { Pledge, Said, Scenario } from './scenario.ts';

/** How long soreness stays, of clinics that ask at other hours: the answer must not move with the asking. */

const CLIENTS = 60;
/** SD of the logarithm of hours: between clients, and between sessions of one. Correlation 0.5. */
const SPREAD = 0.35;
/** Soreness that has gone within a day is hardly seen by who is asked once a day. */
const A_DAY = 24;
const MEDIANS = [8, 20, 34];
const ASKINGS: readonly (readonly [string, Asking])[] = [
  ['asked daily', DAILY],
  ['asked three times a day', THREE_A_DAY],
  ['asked at random', AT_RANDOM],
];

export const RECOVERY: readonly Scenario[] = [
  ...MEDIANS.flatMap((median) =>
    ASKINGS.flatMap(([words, asking]) =>
      [0, 0.3].map((neverSore) =>
        scenario(`sore ${median} h, ${words}, ${100 * neverSore} % never sore`, {
          asking,
          neverSore,
          median,
          logHours: logNormal(median),
          mayBeWithheld: asking === DAILY && median < A_DAY,
        }),
      ),
    ),
  ),
  scenario('sore 34 h, asked each morning, 30 % never sore', {
    asking: MORNINGS,
    neverSore: 0.3,
    median: 34,
    logHours: logNormal(34),
  }),
  scenario('sore 30 h, Weibull with a rising rate, asked daily, 30 % never sore', {
    asking: DAILY,
    neverSore: 0.3,
    median: 30,
    logHours: weibull(30, 2),
  }),
  scenario('sore 30 h, exponential, asked three times a day, none never sore', {
    asking: THREE_A_DAY,
    neverSore: 0,
    median: 30,
    logHours: weibull(30, 1),
  }),
  scenario('sore 34 h, comes up within twelve hours, asked three times a day', {
    asking: THREE_A_DAY,
    neverSore: 0.2,
    median: 34,
    logHours: logNormal(34),
    onsetHours: 12,
  }),
  scenario('sore 34 h, clients who differ much, asked daily', {
    asking: DAILY,
    neverSore: 0.2,
    median: 34,
    logHours: (draws, client) => Math.log(34) + 0.6 * client + 0.2 * draws.z(),
  }),
  {
    name: 'asked after twenty minutes, never again',
    simulate: askedTooEarly,
    pledges: [
      saysNothing('recovery', ({ techniques }) =>
        techniques.every(({ soreness }) => !isSaid(soreness.recovery) && !isSaid(soreness.everSore)),
      ),
    ],
  },
];

type Soreness = {
  asking: Asking;
  neverSore: number;
  median: number;
  logHours: LogHours;
  onsetHours?: number;
  /** Asked so seldom that reports may not tell: saying so is right, too. */
  mayBeWithheld?: boolean;
};
type LogHours = (draws: Draws, client: number) => number;

function logNormal(median: number): LogHours {
  return (draws, client) => Math.log(median) + SPREAD * (client + draws.z());
}

/** Another family, with clients who do not differ. */
function weibull(median: number, shape: number): LogHours {
  return (draws) => Math.log(median) + (Math.log(draws.exponential()) - Math.log(Math.LN2)) / shape;
}

function scenario(
  name: string,
  { asking, neverSore, median, logHours, onsetHours = 0, mayBeWithheld = false }: Soreness,
): Scenario {
  return {
    name,
    simulate: (draws) =>
      simulateSoreness(draws, {
        clients: CLIENTS,
        of: () => ({ technique: 'deep-tissue', asking }),
        logHours,
        neverSore,
        onsetHours,
      }),
    pledges: [mayBeWithheld ? orWithheld(medianPledge(median)) : medianPledge(median)],
  };
}

function medianPledge(median: number): Pledge {
  return holdsTruth('recovery', 0.92, recoveryInterval, () => median);
}

function recoveryInterval({ claims }: Said) {
  const recovery = claims.techniques[0]?.soreness.recovery;
  return recovery && isSaid(recovery) ? recovery.ci95 : null;
}

function askedTooEarly(draws: Draws) {
  const clinic = simulateSoreness(draws, {
    clients: 12,
    of: () => ({ technique: 'deep-tissue', asking: { hours: [] } }),
    logHours: logNormal(34),
    neverSore: 0,
  });
  const entries = clinic.sessions
    .filter(({ client }) => client < 10)
    .map(({ client, start, minutes }) => ({ client, at: start + (minutes + 35) * 60, soreness: 0 }));
  return { ...clinic, entries };
}
