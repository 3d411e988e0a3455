import type { AnonymisedTable } from '../../../shared/privacy/anonymised-table.ts';
import { budgetSchema } from '../../../shared/privacy/audit/publication/declared-budget.ts';
import { rulesSchema } from '../../../shared/privacy/audit/publication/declared-rules.ts';
import type {
  NoisyPublication,
  PublishedRelease,
  ThresholdPublication,
} from '../../../shared/privacy/audit/publication/published-release.ts';
import { anonymisedTable } from '../../../shared/privacy/differential-privacy/anonymised-release.ts';
import { measure } from '../../../shared/privacy/differential-privacy/noise/measure.ts';
import { type Programme, programmeOf } from '../../../shared/privacy/programme/programme.ts';
import { releasePeriod } from '../../../shared/privacy/programme/release-period.ts';
import type { TableDimensions } from '../../../shared/privacy/programme/table-dimensions.ts';
import { secureRandom } from '../../../shared/privacy/samplers/secure-random.ts';
import { loadSolver } from '../../../shared/privacy/solver/highs-solver.ts';
import type { PeriodTally } from '../../../shared/privacy/tally/period-tally.ts';
import {
  type ThresholdRelease,
  thresholdRelease,
} from '../../../shared/privacy/threshold/threshold-release.ts';
import { thresholdTable } from '../../../shared/privacy/threshold/threshold-table.ts';
import { CATALOGUE, tallyOfCells } from '../tally/tally-of-cells.ts';

export const SOLVER = await loadSolver();

/** Which release a table is published as. */
export type Which = { programme?: string; period?: string; revision?: number; label?: string };

/** A programme with the small catalogue of the threshold tests. */
export function programmeNamed(programme: string, mode: Programme['mode']): Programme {
  return programmeOf({
    programme,
    clinics: ['clinic-a'],
    mode,
    catalogues: [{ from: '2020Q1', ...CATALOGUE }],
  });
}

/** What a partner reads of a table: its rows, its schema and what it declares. */
export function publicationOf(table: AnonymisedTable, which: Which = {}): PublishedRelease {
  const { programme = 'spine-study', period = '2026Q3', revision = 1, label = 'somewhere' } = which;
  const schema = table.privacy['mode'] === 'threshold' ? rulesSchema : budgetSchema;
  return {
    label,
    programme,
    period,
    revision,
    primaryKey: table.primaryKey,
    categories: Object.fromEntries(
      table.fields.flatMap(({ name, categories }) => (categories ? [[name, categories]] : [])),
    ),
    rows: table.rows,
    privacy: schema.parse(table.privacy),
  };
}

/** A sound release by threshold, and what is kept of it for the next one. */
export function byThreshold(
  cells: Parameters<typeof tallyOfCells>[0],
  which: Which = {},
  earlier: readonly ThresholdRelease[] = [],
  dimensions: TableDimensions = { techniques: true, complaints: 'each' },
): { published: ThresholdPublication; kept: ThresholdRelease } {
  const terms = { period: which.period ?? '2026Q3', catalogue: CATALOGUE, dimensions };
  const kept = thresholdRelease(terms, tallyOfCells(cells), earlier, SOLVER);
  return { published: publicationOf(thresholdTable(terms, kept), which) as ThresholdPublication, kept };
}

/** A sound release with differential privacy. */
export function withNoise(tally: PeriodTally, which: Which = {}): NoisyPublication {
  const { programme: name = 'spine-study', period: of = '2026Q3' } = which;
  const programme = programmeNamed(name, 'differential-privacy');
  const period = releasePeriod(of)!;
  const noisy = measure(programme, programme.catalogues[0]!, period, tally, secureRandom());
  const { revision } = which;
  const spending = revision === undefined ? {} : { revision };
  return publicationOf(anonymisedTable(programme, period, noisy, spending), which) as NoisyPublication;
}
