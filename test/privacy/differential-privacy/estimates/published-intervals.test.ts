import { describe, expect, it } from 'vitest';
import { anonymisedTable } from '../../../../shared/privacy/differential-privacy/anonymised-release.ts';
import { measure } from '../../../../shared/privacy/differential-privacy/noise/measure.ts';
import { CLIENTS_PER_QUARTERLY_CLIENT } from '../../../../shared/privacy/differential-privacy/plan/expected-mix.ts';
import { DESIGNS, type DesignName, usualDesign } from '../../../../shared/privacy/programme/designs.ts';
import { programmeOf } from '../../../../shared/privacy/programme/programme.ts';
import { type PeriodLength, releasePeriod } from '../../../../shared/privacy/programme/release-period.ts';
import { secureRandom } from '../../../../shared/privacy/samplers/secure-random.ts';
import { tallyOf } from '../../../../shared/privacy/tally/tally.ts';
import type { Technique } from '../../../../shared/records/catalogue.ts';
import { DEEP } from '../../../deep.ts';
import { simulatedClients, simulatedProgramme } from './simulated-programme.ts';

/** Of each size and design. */
const PROGRAMMES = DEEP ? 2000 : 60;
const [LEAST, MOST] = [0.93, 0.97];
/** By which a share of so many may be off by chance: passed less than once in a million times. */
const STANDARD_ERRORS = 5;
const PERIODS = { quarter: '2026Q3', 'half-year': '2026H2', year: '2026Y' } as const;

/** A size, and the design that it is published in. */
const CASES: readonly (readonly [clients: number, design: DesignName])[] = [
  [300, usualDesign(300)],
  [800, usualDesign(800)],
  [2000, usualDesign(2000)],
  ...(DEEP
    ? ([
        [800, 'everything-by-quarter'],
        [2000, 'everything-by-quarter'],
        [6000, 'groups-by-half-year'],
      ] as const)
    : []),
];

/** Releases of programmes whose truth is known, and how often what is published of techniques holds it. */
function held(clients: number, design: DesignName): Record<'mean' | 'resp', { held: number; of: number }> {
  const { period: kind } = DESIGNS[design];
  const length: PeriodLength = kind === 'quarter-and-year' ? 'year' : kind;
  const programme = programmeOf({ programme: 'p', clinics: ['c'], ...DESIGNS[design] });
  const period = releasePeriod(PERIODS[length])!;
  const counted = { mean: { held: 0, of: 0 }, resp: { held: 0, of: 0 } };
  for (let run = 0; run < PROGRAMMES; run++) {
    const truth = simulatedProgramme(1 + 2.5 * Math.random());
    const came = simulatedClients(truth, clients * CLIENTS_PER_QUARTERLY_CLIENT[length]);
    const noisy = measure(programme, programme.catalogues[0]!, period, tallyOf(came), secureRandom());
    for (const row of anonymisedTable(programme, period, noisy).rows) {
      if (row['technique'] === 'all' || row['mean'] === null) continue;
      const { mean, responders } = truth[row['technique'] as Technique];
      for (const [name, value] of [
        ['mean', mean],
        ['resp', responders],
      ] as const) {
        counted[name].of += 1;
        counted[name].held += Number(
          Number(row[`${name}_lo`]) <= value && value <= Number(row[`${name}_hi`]),
        );
      }
    }
  }
  return counted;
}

describe('of what releases publish', () => {
  it.each(CASES)(
    '95 of 100 intervals hold the truth, of %i clients a quarter by %s',
    (clients, design) => {
      for (const [name, { held: times, of }] of Object.entries(held(clients, design))) {
        const share = times / of;
        const off = DEEP ? 0 : STANDARD_ERRORS * Math.sqrt((LEAST * (1 - LEAST)) / of);
        if (DEEP)
          process.stderr.write(
            `${design}, ${clients} clients: ${times} of ${of} intervals of ${name} hold the truth (${((100 * times) / of).toFixed(1)} %)\n`,
          );
        expect(of).toBeGreaterThan(PROGRAMMES);
        expect(share, `${name}: ${times} of ${of}`).toBeGreaterThan(LEAST - off);
        expect(share, `${name}: ${times} of ${of}`).toBeLessThan(MOST + off);
      }
    },
    DEEP ? 1_800_000 : 30_000,
  );
});
