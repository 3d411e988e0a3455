import { type Care, NOISE, simulateCare, USUAL_CARE } from '../clinics/care.ts';
import { type Clinic, endOf, HOUR, type JournalEntry, score } from '../clinics/clinic.ts';
import type { Draws } from '../clinics/draws.ts';
import { holdsTruth, ofTechnique } from './pledges.ts';
import type { Scenario } from './scenario.ts';

/**
 * A massage that lasts one hour: pain falls on the table, and is what it was, give or take, whenever anybody asks
 * later. Nothing lasts, of a session or of a course.
 */

const CARE: Care = {
  ...USUAL_CARE,
  client: (draws, index) => ({
    ...USUAL_CARE.client(draws, index),
    level: 5 + 0.8 * draws.z(),
    visits: draws.integer(2, 8),
  }),
  effect: () => 2.5,
};

export const ONE_HOUR: readonly Scenario[] = [
  scenario('massage that lasts one hour', (draws) => withJournal(draws, simulateCare(draws, CARE))),
  scenario('massage that lasts one hour, no journal, often again on the third day', (draws) =>
    simulateCare(draws, { ...CARE, gapDays: [2, 10] }),
  ),
];

function scenario(name: string, simulate: Scenario['simulate']): Scenario {
  return {
    name,
    simulate,
    pledges: (['course', 'lasting'] as const).map((claim) =>
      holdsTruth(
        claim,
        0.93,
        (said) => ofTechnique(said, 'deep-tissue', claim)?.ci95 ?? null,
        () => 0,
      ),
    ),
  };
}

/** Some entries in the first hour, when pain is down, and some two days later, when it is what it was. */
function withJournal(draws: Draws, clinic: Clinic): Clinic {
  const entries: JournalEntry[] = [];
  for (const session of clinic.sessions) {
    const { client, after, level } = session;
    if (draws.chance(0.5)) entries.push({ client, at: endOf(session) + 1800, pain: after });
    if (!draws.chance(0.6)) continue;
    entries.push({
      client,
      at: endOf(session) + draws.integer(30, 70) * HOUR,
      pain: score(level + NOISE * draws.z()),
    });
  }
  return { ...clinic, entries };
}
