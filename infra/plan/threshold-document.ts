import type { ExpectedMix } from '../../shared/privacy/differential-privacy/plan/expected-mix.ts';
import {
  THRESHOLD_DESIGN_NAMES,
  THRESHOLD_DESIGNS,
  usualThresholdDesign,
} from '../../shared/privacy/programme/designs.ts';
import { tableDimensions } from '../../shared/privacy/programme/table-dimensions.ts';
import type { LinearSolver } from '../../shared/privacy/solver/linear-solver.ts';
import { FEWEST_CLIENTS } from '../../shared/privacy/threshold/limits.ts';
import { thresholdPlan } from '../../shared/privacy/threshold/threshold-plan.ts';
import { COMPLAINTS, TECHNIQUES } from '../../shared/records/catalogue.ts';
import { drawnTables, PERIODS_DRAWN } from './drawn-tables.ts';

/** What `npm run release:plan` shows of releases by threshold. */
export type ThresholdDocument = ReturnType<typeof thresholdDocument>;

const ALL = 'all';

/**
 * Every design by threshold over the whole catalogue, a quarter each: which rows would be shown, of how many of their
 * clients, and how precisely.
 *
 * @param clients in a quarter, above 0
 */
export function thresholdDocument(
  { clients, mix }: { clients: number; mix: ExpectedMix },
  solver: LinearSolver,
) {
  const catalogue = { techniques: [...TECHNIQUES], complaints: [...COMPLAINTS] };
  return {
    usualDesign: usualThresholdDesign(clients),
    fewestClients: FEWEST_CLIENTS,
    quartersDrawn: PERIODS_DRAWN,
    designs: THRESHOLD_DESIGN_NAMES.map((design) => {
      const dimensions = tableDimensions(THRESHOLD_DESIGNS[design]);
      const plan = thresholdPlan(catalogue, dimensions, clients, mix);
      const drawn = drawnTables(plan, solver);
      const rows = plan.rows.map((row, at) => ({ ...row, ...drawn[at]! }));
      const counted = rows.filter(({ isSum }) => !isSum);
      const techniques = rows.filter(({ technique, complaint }) => technique !== ALL && complaint === ALL);
      return {
        design,
        tellsApart: dimensions,
        rowsCounted: counted.length,
        /** Expected numbers: the chances of all of them, added up. */
        rowsShown: round(sumOf(counted.map(({ shown }) => shown)), 1),
        techniquesOf: techniques.length,
        techniquesShown: round(sumOf(techniques.map(({ shown }) => shown)), 1),
        /** What share of all clients the rows shown hold. */
        standsFor: round(rows.at(-1)!.standsFor ?? 0, 2),
        rows: rows.map(({ clients: expected, largeEnough, meanHalfWidth, shown, standsFor, ...row }) => ({
          ...row,
          clients: Math.round(expected),
          ...(largeEnough !== undefined && { largeEnough: round(largeEnough, 2) }),
          shown: round(shown, 2),
          standsFor: standsFor === null ? null : round(standsFor, 2),
          ...(meanHalfWidth &&
            expected >= 1 && {
              meanHalfWidth: {
                rounding: meanHalfWidth.rounding,
                sampling: round(meanHalfWidth.sampling, 2),
              },
            }),
        })),
      };
    }),
  };
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const round = (value: number, digits: number) => Number(value.toFixed(digits));
