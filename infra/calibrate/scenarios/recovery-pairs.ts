import type { Technique } from '../../../shared/records/catalogue.ts';
import {
  type Asking,
  AT_RANDOM,
  DAILY,
  MORNINGS,
  simulateSoreness,
  THREE_A_DAY,
} from '../clinics/soreness.ts';
import { findsNoDifference, holdsTruth, orWithheld, saidAmong } from './pledges.ts';
import type { Pledge, Scenario } from './scenario.ts';

/** Two techniques after which soreness stays equally long, or not, and whose clients are asked otherwise. */

const SPREAD = 0.35;

const NO_DIFFERENCE = findsNoDifference('recovery pairs', 0.93, ({ recovery }) => recovery.pairs);

export const RECOVERY_PAIRS: readonly Scenario[] = [
  // Who is asked once a day, or in the morning only, can hardly tell hours that are fewer than a day.
  scenario(
    'equally sore 8 h, one asked daily, one three times a day',
    [8, 8],
    [DAILY, THREE_A_DAY],
    orWithheld(NO_DIFFERENCE),
  ),
  scenario(
    'equally sore 20 h, one asked mornings, one evenings',
    [20, 20],
    [MORNINGS, DAILY],
    orWithheld(NO_DIFFERENCE),
  ),
  equal('equally sore 8 h, one asked three times a day, one at random', 8, [THREE_A_DAY, AT_RANDOM]),
  equal('equally sore 20 h, one asked daily, one three times a day', 20, [DAILY, THREE_A_DAY]),
  equal('equally sore 34 h, one asked daily, one three times a day', 34, [DAILY, THREE_A_DAY]),
  equal('equally sore 34 h, one asked daily, one at random', 34, [DAILY, AT_RANDOM]),
  equal('equally sore 34 h, one asked mornings, one evenings', 34, [MORNINGS, DAILY]),
  different('sore 20 h and 34 h, asked otherwise', [20, 34], [DAILY, THREE_A_DAY]),
];

function equal(name: string, hours: number, askings: readonly [Asking, Asking]): Scenario {
  return scenario(name, [hours, hours], askings, NO_DIFFERENCE);
}

function different(
  name: string,
  hours: readonly [number, number],
  askings: readonly [Asking, Asking],
): Scenario {
  return scenario(
    name,
    hours,
    askings,
    holdsTruth(
      'recovery pairs',
      0.92,
      ({ claims }) => saidAmong(claims.recovery.pairs)[0]?.ci95 ?? null,
      () => hours[0] / hours[1],
    ),
  );
}

function scenario(
  name: string,
  hours: readonly [number, number],
  askings: readonly [Asking, Asking],
  pledge: Pledge,
): Scenario {
  const techniques: readonly Technique[] = ['deep-tissue', 'relaxation'];
  return {
    name,
    simulate: (draws) => {
      const clinics = techniques.map((technique, which) =>
        simulateSoreness(draws, {
          clients: 60,
          of: () => ({ technique, asking: askings[which]! }),
          logHours: (random, client) => Math.log(hours[which]!) + SPREAD * (client + random.z()),
          neverSore: 0.2,
        }),
      );
      return together(clinics);
    },
    pledges: [pledge],
  };
}

type Clinics = ReturnType<typeof simulateSoreness>[];

/** Clinics under one roof: the clients of the second are others than those of the first. */
function together(clinics: Clinics): Clinics[number] {
  const all: Clinics[number] = { sessions: [], entries: [] };
  let before = 0;
  for (const { sessions, entries } of clinics) {
    const moved = <Row extends { client: number }>(row: Row) => ({ ...row, client: row.client + before });
    all.sessions.push(...sessions.map(moved));
    all.entries.push(...entries.map(moved));
    before += 1000;
  }
  return all;
}
