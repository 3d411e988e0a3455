import { describe, expect, it } from 'vitest';
import type { AnonymisedTable } from '../../../../shared/privacy/anonymised-table.ts';
import { anonymisedTable } from '../../../../shared/privacy/differential-privacy/anonymised-release.ts';
import { CLIENTS_PER_QUARTERLY_CLIENT } from '../../../../shared/privacy/differential-privacy/estimates/clients-of-periods.ts';
import { measure } from '../../../../shared/privacy/differential-privacy/noise/measure.ts';
import { USUAL_MIX } from '../../../../shared/privacy/differential-privacy/plan/expected-mix.ts';
import { DESIGNS, type DesignName, usualDesign } from '../../../../shared/privacy/programme/designs.ts';
import { programmeOf } from '../../../../shared/privacy/programme/programme.ts';
import { type PeriodLength, releasePeriod } from '../../../../shared/privacy/programme/release-period.ts';
import { secureRandom } from '../../../../shared/privacy/samplers/secure-random.ts';
import type { ClientContribution } from '../../../../shared/privacy/tally/period-tally.ts';
import { tallyOf } from '../../../../shared/privacy/tally/tally.ts';
import { TECHNIQUES, type Technique } from '../../../../shared/records/catalogue.ts';
import { normalCdf } from '../../../../shared/statistics/distributions/normal-cdf.ts';
import { normalQuantile } from '../../../../shared/statistics/distributions/normal-quantile.ts';
import { DEEP } from '../../../deep.ts';
import {
  faringAnew,
  faringAt,
  type SimulatedProgramme,
  simulatedClients,
  simulatedProgramme,
} from './simulated-programme.ts';

/** Programmes of each size: docs/privacy.md tells of `PROGRAMMES=2000`, which takes a quarter of an hour. */
const PROGRAMMES = Number(process.env['PROGRAMMES'] ?? (DEEP ? 250 : 60));
const POOLED_PROGRAMMES = PROGRAMMES / 2;
/** Fewer of the design that has most rows. */
const programmesOf = (design: DesignName) =>
  design === 'everything-by-quarter' ? PROGRAMMES / 5 : PROGRAMMES;
const [LEAST, MOST] = [0.93, 0.97];
/** By which a share of so many may be off by chance: passed less than once in a million times. */
const STANDARD_ERRORS = 5;
/** Intervals of a kind, below which it is not judged. */
const ENOUGH = 20;
/** Intervals as narrow as this hold more: their ends are rounded outwards to whole hundredths. */
const ROUGH = 0.06;
const PERIODS = { quarter: '2026Q3', 'half-year': '2026H2', year: '2026Y' } as const;

/** A size, and the design that it is published in. */
const CASES: readonly (readonly [clients: number, design: DesignName])[] = [
  [300, usualDesign(300)],
  [800, usualDesign(800)],
  [2000, usualDesign(2000)],
  // Recovery of most techniques is given from here on.
  [2000, 'techniques-by-year'],
  ...(DEEP
    ? ([
        [800, 'everything-by-quarter'],
        [2000, 'everything-by-quarter'],
        [6000, 'groups-by-half-year'],
      ] as const)
    : []),
];

/** Intervals by what they are of: the mean, the responders or those recovered, of a technique or of all. */
type Counted = Map<string, OfOneKind[]>;
/** Of one programme: how many intervals it has published, how many of them hold the truth, and their widths added up. */
type OfOneKind = { held: number; of: number; width: number };

/** Counts what is published of improvement, and how much of it holds the truth. */
function count(counted: Counted, truth: SimulatedProgramme, rows: AnonymisedTable['rows']): void {
  const published = new Map<string, OfOneKind>();
  for (const row of rows) {
    if (row['status'] !== 'a') continue;
    const isOfAll = row['technique'] === 'all';
    const { mean, responders, recovered } = isOfAll ? ofAll(truth) : truth[row['technique'] as Technique];
    const told = row['table'] === 'recovery' ? { recovered_48h: recovered } : { mean, resp: responders };
    for (const [name, value] of Object.entries(told)) {
      const what = `${name}, ${isOfAll ? 'all techniques' : 'a technique'}`;
      const one = published.get(what) ?? { held: 0, of: 0, width: 0 };
      const [low, high] = [Number(row[`${name}_lo`]), Number(row[`${name}_hi`])];
      const isHeld = low <= value && value <= high;
      published.set(what, {
        held: one.held + Number(isHeld),
        of: one.of + 1,
        width: one.width + high - low,
      });
    }
  }
  for (const [what, one] of published) counted.set(what, [...(counted.get(what) ?? []), one]);
}

/** Of clients of any technique, as the usual mix has them; which complaint they come with makes no difference. */
function ofAll(truth: SimulatedProgramme): Record<'mean' | 'responders' | 'recovered', number> {
  const weights = TECHNIQUES.map((technique) => USUAL_MIX.techniques[technique]);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const mixed = (of: 'mean' | 'responders' | 'recovered') =>
    TECHNIQUES.reduce((sum, technique, at) => sum + (weights[at]! / whole) * truth[technique][of], 0);
  return { mean: mixed('mean'), responders: mixed('responders'), recovered: mixed('recovered') };
}

/** Says in the deep run what was found; that it is within limits but for chance. */
function expectHeld(counted: Counted, what: string): void {
  for (const [name, programmes] of counted) {
    const all = (value: (one: OfOneKind) => number) => programmes.reduce((sum, one) => sum + value(one), 0);
    const [times, of, width] = [all((one) => one.held), all((one) => one.of), all((one) => one.width)];
    const share = times / of;
    // Rows of one programme err together, where it is the bins that err.
    const ofProgrammes = Math.sqrt(all((one) => (one.held - share * one.of) ** 2)) / of;
    const off = STANDARD_ERRORS * Math.max(ofProgrammes, Math.sqrt((LEAST * (1 - LEAST)) / of));
    const found = `${what}: ${times} of ${of} intervals of ${name} hold the truth (${(100 * share).toFixed(1)} %)`;
    if (DEEP) process.stderr.write(`${found}\n`);
    // Of recovery, which a third report, hardly a row is given of small programmes.
    if (of <= ENOUGH && name.startsWith('recovered')) continue;
    expect(of, found).toBeGreaterThan(ENOUGH);
    expect(share, found).toBeGreaterThan(LEAST - off);
    if (width / of > ROUGH) expect(share, found).toBeLessThan(MOST + off);
  }
}

/** Releases of programmes whose truth is known, and how often what is published of techniques holds it. */
function held(clients: number, design: DesignName): Counted {
  const { period: kind } = DESIGNS[design];
  const length: PeriodLength = kind === 'quarter-and-year' ? 'year' : kind;
  const programme = programmeOf({ programme: 'p', clinics: ['c'], ...DESIGNS[design] });
  const period = releasePeriod(PERIODS[length])!;
  const counted: Counted = new Map();
  for (let run = 0; run < programmesOf(design); run++) {
    const truth = simulatedProgramme(1 + 2.5 * Math.random());
    const came = simulatedClients(truth, clients * CLIENTS_PER_QUARTERLY_CLIENT[length]);
    const noisy = measure(programme, programme.catalogues[0]!, period, tallyOf(came), secureRandom());
    count(counted, truth, anonymisedTable(programme, period, noisy).rows);
  }
  return counted;
}

const QUARTERS = ['2025Q1', '2025Q2', '2025Q3', '2025Q4', '2026Q1', '2026Q2', '2026Q3', '2026Q4'];
/** Of clients of a quarter, those who come in the next. */
const COME_AGAIN = 0.6;
/** Of them, who fare just as they did, the others anew; or what all keep of where they stand among all clients. */
type Likeness = { fareAlike: number } | { keptStanding: number };
type Counting = { client: ClientContribution; kept: number };

/** Eight quarters of a programme whose clients come again, the last release of which adds them up. */
function pooledOver(truth: SimulatedProgramme, clients: number, likeness: Likeness) {
  const programme = programmeOf({ programme: 'p', clinics: ['c'], ...DESIGNS['techniques-by-quarter'] });
  const arrived = (): Counting[] =>
    simulatedClients(truth, clients).map((client) => again(truth, { client, kept: z() }, likeness, true));
  let came = arrived();
  const noisy = QUARTERS.map((name) => {
    const period = releasePeriod(name)!;
    const clientsNow = came.map(({ client }) => client);
    const measured = measure(
      programme,
      programme.catalogues[0]!,
      period,
      tallyOf(clientsNow),
      secureRandom(),
    );
    came = arrived().map((one, at) =>
      Math.random() < COME_AGAIN ? again(truth, came[at]!, likeness, false) : one,
    );
    return measured;
  });
  const last = noisy.at(-1)!;
  return anonymisedTable(programme, releasePeriod(last.period)!, last, undefined, noisy.slice(0, -1)).pooled!;
}

const z = () => normalQuantile(Math.random());

function again(
  truth: SimulatedProgramme,
  { client, kept }: Counting,
  likeness: Likeness,
  isFirst: boolean,
): Counting {
  if ('keptStanding' in likeness) {
    const { keptStanding } = likeness;
    const standing = normalCdf(Math.sqrt(keptStanding) * kept + Math.sqrt(1 - keptStanding) * z());
    return { client: faringAt(truth, client, standing), kept };
  }
  const isAlike = isFirst || Math.random() < likeness.fareAlike;
  return { client: isAlike ? client : faringAnew(truth, client), kept };
}

describe('of what releases publish', () => {
  it.each(CASES)(
    '95 of 100 intervals hold the truth, of %i clients a quarter by %s',
    (clients, design) => expectHeld(held(clients, design), `${design}, ${clients} clients`),
    DEEP ? 1_800_000 : undefined,
  );

  it.each<[string, Likeness]>([
    ['of whom some fare just as they did', { fareAlike: 0.6 }],
    ['who are as much alike each time as intervals take them', { keptStanding: 0.7 }],
  ])(
    'pooled editions of clients who come again hold it as often: %s',
    (name, likeness) => {
      const counted: Counted = new Map();
      for (let run = 0; run < POOLED_PROGRAMMES; run++) {
        const truth = simulatedProgramme(1 + 2.5 * Math.random());
        count(counted, truth, pooledOver(truth, 300, likeness).rows);
      }
      expectHeld(counted, `eight quarters, 300 clients, ${name}`);
    },
    DEEP ? 1_800_000 : undefined,
  );
});
