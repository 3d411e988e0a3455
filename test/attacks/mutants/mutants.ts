import { rational } from '../../../shared/privacy/samplers/rational.ts';
import { uniformFrom } from '../../../shared/privacy/samplers/uniform.ts';
import { type ClientContribution, cellKey } from '../../../shared/privacy/tally/period-tally.ts';
import { faultyMeasure } from '../../privacy/differential-privacy/noise/faulty-measure.ts';
import type { ATTACKS } from '../attacks.ts';
import { type Mechanism, REAL } from '../mechanism.ts';
import {
  gaussianOfSigma,
  logarithmLaplace,
  moduloUniform,
  samplersOver,
  samplersWithTwoNoughts,
  seededBytes,
  soundUniform,
} from './faulty-samplers.ts';

const sound = samplersOver(soundUniform);
const gaussian = (sigmaSquared: Parameters<typeof sound.discreteGaussian>[0]) =>
  Number(sound.discreteGaussian(sigmaSquared));

/** Contributions to each cell that a client came to, up to so many. */
const inCells =
  (most: number): Mechanism['contributions'] =>
  (sessions, catalogue) =>
    [...Map.groupBy(sessions, ({ technique, complaint }) => cellKey(technique, complaint)).values()]
      .flatMap((inCell): ClientContribution[] => REAL.contributions(inCell, catalogue))
      .slice(0, most);

/** A mechanism with one fault, and the attacks that each have to notice it. */
export type Mutant = { mechanism: Mechanism; noticedBy: readonly (keyof typeof ATTACKS)[] };

const mutant = (fault: Partial<Mechanism>, ...noticedBy: Mutant['noticedBy']): Mutant => ({
  mechanism: { ...REAL, ...fault },
  noticedBy,
});

export const MUTANTS: Readonly<Record<string, Mutant>> = {
  'adds half the noise': mutant(
    {
      measure: faultyMeasure(
        () =>
          ({ numerator, denominator }) =>
            gaussian(rational(numerator, 4n * denominator)),
      ),
    },
    'tells a member from one release',
    'tells a member from all releases of a lifetime',
    'tells which value a known member has',
    'tells the only other client of a cell',
    'subtracts releases, margins and cells',
    'measures the noise',
  ),
  'adds no noise': mutant(
    { measure: faultyMeasure(() => () => 0) },
    'rebuilds a block of clients',
    'measures the noise',
  ),
  'counts a client in every cell he came to': mutant(
    { contributions: inCells(Number.POSITIVE_INFINITY) },
    'weighs heavily with hundreds of sessions',
  ),
  'counts a client in two cells with the noise for one': mutant(
    { contributions: inCells(2) },
    'weighs heavily with hundreds of sessions',
  ),
  'counts a client in every period': mutant(
    { mayCount: () => true },
    'tells a member from all releases of a lifetime',
  ),
  'decides about a row by its true count': mutant(
    {
      table: (programme, period, noisy, exact) => {
        const table = REAL.table(programme, period, noisy, exact);
        const rows = table.rows.map((row) => {
          const cell = exact.improvement[cellKey(row.technique as never, row.complaint as never)] ?? [];
          const clients = cell.reduce((sum, count) => sum + count, 0);
          return row.table === 'cell' ? { ...row, status: clients >= 11 ? 'a' : 'u' } : row;
        });
        return { ...table, rows };
      },
    },
    'reads the pattern of rows and statuses',
  ),
  'leaves out rows of nobody': mutant(
    {
      table: (programme, period, noisy, exact) => {
        const table = REAL.table(programme, period, noisy, exact);
        const rows = table.rows.filter(
          (row) =>
            row.table !== 'cell' ||
            cellKey(row.technique as never, row.complaint as never) in exact.improvement,
        );
        return { ...table, rows };
      },
    },
    'reads the pattern of rows and statuses',
  ),
  'takes margins from true data': mutant(
    {
      measure: faultyMeasure(
        () => (sigmaSquared, family) =>
          family === 'techniques' || family === 'complaints' ? 0 : gaussian(sigmaSquared),
      ),
    },
    'subtracts releases, margins and cells',
    'measures the noise',
  ),
  'seeds the generator': mutant(
    {
      measure: faultyMeasure((period) => {
        const samplers = samplersOver(uniformFrom(seededBytes(period)));
        return (sigmaSquared) => Number(samplers.discreteGaussian(sigmaSquared));
      }),
    },
    'subtracts releases, margins and cells',
  ),
  'uses the same noise for every cell': mutant(
    {
      measure: faultyMeasure(() => {
        const drawn = new Map<string, number>();
        return (sigmaSquared, family) => {
          if (!drawn.has(family)) drawn.set(family, gaussian(sigmaSquared));
          return drawn.get(family)!;
        };
      }),
    },
    'subtracts releases, margins and cells',
  ),
  'adds a logarithm of Math.random': mutant(
    { measure: faultyMeasure(() => logarithmLaplace) },
    'looks at digits and remainders',
  ),
  'rounds a logarithm of Math.random': mutant(
    { measure: faultyMeasure(() => (sigmaSquared) => Math.round(logarithmLaplace(sigmaSquared))) },
    'measures the noise',
  ),
  'draws by remainder': mutant({ samplers: samplersOver(moduloUniform) }, 'draws many times'),
  'counts minus nought as nought': mutant(
    {
      samplers: samplersWithTwoNoughts,
      measure: faultyMeasure(
        () => (sigmaSquared) => Number(samplersWithTwoNoughts.discreteGaussian(sigmaSquared)),
      ),
    },
    'draws many times',
    'measures the noise',
  ),
  'takes sigma for sigma squared': mutant(
    {
      samplers: { ...sound, discreteGaussian: gaussianOfSigma },
      measure: faultyMeasure(() => (sigmaSquared) => Number(gaussianOfSigma(sigmaSquared))),
    },
    'draws many times',
    'measures the noise',
    'tells a member from one release',
  ),
  'lists cells in the order in which clients came': mutant(
    {
      tallyOf: (contributions) => {
        const all = [...contributions];
        const { improvement, recovery } = REAL.tallyOf(all);
        const asTheyCame = all.flatMap((one) => (one ? [cellKey(one.technique, one.complaint)] : []));
        const keys = [...new Set(asTheyCame)];
        return { improvement: Object.fromEntries(keys.map((key) => [key, improvement[key]!])), recovery };
      },
    },
    'changes the order of clients and shards',
  ),
  'forgets the noise in its intervals': mutant(
    { mean: (counts, values) => REAL.mean(counts, values, 0) },
    'doubts the intervals',
  ),
};
