import { simulateCare, USUAL_CARE } from '../clinics/care.ts';
import { type Clinic, DAY, endOf, HOUR, type JournalEntry, score } from '../clinics/clinic.ts';
import type { Draws } from '../clinics/draws.ts';
import { holdsTruth, ofTechnique } from './pledges.ts';
import type { Scenario } from './scenario.ts';

/** Hours until pain is back where it was, of clients who are asked once or three times a day. */

const MEDIAN_HOURS = 40;
const SPREAD = 0.35;
const DAYS_ASKED = 7;

export const RELIEF: readonly Scenario[] = [
  scenario('pain is back after 40 h, asked daily', [20]),
  scenario('pain is back after 40 h, asked three times a day', [8, 14, 21]),
];

function scenario(name: string, hours: readonly number[]): Scenario {
  return {
    name,
    simulate: (draws) => simulateRelief(draws, hours),
    pledges: [
      holdsTruth(
        'relief',
        0.92,
        (said) => ofTechnique(said, 'deep-tissue', 'relief')?.ci95 ?? null,
        () => MEDIAN_HOURS,
      ),
    ],
  };
}

/** Everybody is relieved, for as long as the logarithm of hours has it; pain below that before says so. */
function simulateRelief(draws: Draws, hours: readonly number[]): Clinic {
  const { sessions } = simulateCare(draws, {
    ...USUAL_CARE,
    clients: 60,
    client: (random, index) => ({ ...USUAL_CARE.client(random, index), visits: random.integer(1, 4) }),
    gapDays: [DAYS_ASKED + 1, 21],
  });
  const entries: JournalEntry[] = [];
  const effects = new Map<number, number>();
  for (const session of sessions) {
    session.before = Math.max(4, session.before);
    session.after = session.before - draws.integer(2, 3);
    const effect = effects.get(session.client) ?? draws.z();
    effects.set(session.client, effect);
    const end = endOf(session);
    const back = end + HOUR * MEDIAN_HOURS * Math.exp(SPREAD * (effect + draws.z()));
    const midnight = end - (end % DAY);
    for (let day = 0; day < DAYS_ASKED; day += 1) {
      for (const hour of hours) {
        const at = Math.round(midnight + day * DAY + (hour + 0.5 * draws.z()) * HOUR);
        if (at <= end || draws.chance(0.15)) continue;
        const pain =
          at < back ? session.before - draws.integer(1, 2) : score(session.before + draws.integer(0, 1));
        entries.push({ client: session.client, at, pain });
      }
    }
  }
  return { sessions, entries };
}
