import { type Care, FIRST_DAY, simulateCare, USUAL_CARE } from '../clinics/care.ts';
import { type Clinic, DAY, score } from '../clinics/clinic.ts';
import type { Draws } from '../clinics/draws.ts';
import type { Pledge, Scenario } from './scenario.ts';

/** Twenty-four months of one clinic, whose months share clients: stable, or with a lasting drop of 1.5 points. */

const MONTHS = 24;
const LAST_DAY = FIRST_DAY + 720 * DAY;
/** The first day of the thirteenth month. */
const DROP = Date.UTC(2026, 0, 1) / 1000;
const DROP_POINTS = 1.5;
const DROP_MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04'];

const NO_SIGNAL: Pledge = {
  claim: 'trend',
  promise: 'shows no signal where nothing changes',
  atLeast: 0.9,
  isKept: ({ claims: { trend } }) => (trend.months < MONTHS / 2 ? null : trend.signals.length === 0),
};
const SEEN: Pledge = {
  claim: 'trend',
  promise: 'shows the drop within 4 months',
  atLeast: 0.8,
  isKept: ({ claims: { trend } }) => trend.signals.some(({ month }) => DROP_MONTHS.includes(month)),
};

const STABLE: Partial<Care> = {
  clients: 260,
  intakeDays: 720,
  client: (draws, index) => ({ ...USUAL_CARE.client(draws, index), level: 6.5 + 1.2 * draws.z() }),
};

export const TREND: readonly Scenario[] = [
  scenario(
    '24 stable months, every client comes often for a few weeks',
    { ...STABLE, clients: 170, gapDays: [2, 4] },
    NO_SIGNAL,
  ),
  scenario('24 stable months, new clients all the time', STABLE, NO_SIGNAL),
  scenario(
    '24 stable months of few clients who stay',
    {
      clients: 30,
      intakeDays: 60,
      client: (draws, index) => ({ ...USUAL_CARE.client(draws, index), visits: draws.integer(30, 60) }),
      gapDays: [7, 16],
    },
    NO_SIGNAL,
  ),
  scenario(
    '24 stable months, skewed clients, unequal months',
    {
      ...STABLE,
      client: (draws, index) => ({
        ...USUAL_CARE.client(draws, index),
        response: 1.1 * (draws.exponential() - 1),
        visits: draws.chance(0.2) ? 20 : draws.integer(1, 4),
      }),
    },
    NO_SIGNAL,
  ),
  {
    name: 'from month 13 on 1.5 points less',
    simulate: (draws) => dropped(stopped(simulateCare(draws, { ...USUAL_CARE, ...STABLE }))),
    pledges: [SEEN],
  },
];

function scenario(name: string, differs: Partial<Care>, pledge: Pledge): Scenario {
  const care = { ...USUAL_CARE, ...differs };
  return { name, simulate: (draws: Draws) => stopped(simulateCare(draws, care)), pledges: [pledge] };
}

function stopped({ sessions, entries }: Clinic): Clinic {
  return { sessions: sessions.filter(({ start }) => start < LAST_DAY), entries };
}

/** What a session does less from then on; a half-point falls to either side by the clock, which is as good as a lot. */
function dropped({ sessions, entries }: Clinic): Clinic {
  return {
    entries,
    sessions: sessions.map((session) => {
      if (session.start < DROP) return session;
      const half = session.start % (2 * 900) < 900 ? 0.5 : -0.5;
      return { ...session, after: score(session.after + DROP_POINTS + half) };
    }),
  };
}
