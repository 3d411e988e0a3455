import type { AnonymisedTable } from '../../shared/privacy/anonymised-table.ts';
import { anonymisedTable } from '../../shared/privacy/differential-privacy/anonymised-release.ts';
import { sharesOf } from '../../shared/privacy/differential-privacy/budget/release-budget.ts';
import type { NoisyCounts } from '../../shared/privacy/differential-privacy/noise/noisy-counts.ts';
import type { Catalogue, Programme } from '../../shared/privacy/programme/programme.ts';
import { cellKey, RECOVERY_BINS } from '../../shared/privacy/tally/period-tally.ts';
import { PERIOD } from './mechanism.ts';
import { SCALE } from './scale.ts';
import type { Attack, Findings } from './verdict.ts';
import { crowd, programmeWith, session, tallyWith } from './worlds.ts';

/**
 * Attack 10: what a release says without numbers. Rows and columns must be the same whether a cell is empty,
 * holds one client or many; and a partner who takes the published noisy bins alone must come to the same
 * statuses, means and intervals as were published, or something else has decided about them.
 */
export const readThePattern: Attack = (mechanism) => {
  const { programme, catalogue } = programmeWith(2, 3);
  const rows = 2 * 3 + 2 + 3 + 1 + 2; // cells, both margins, the total, recovery
  const worlds = [[], [[session(7, 1, 2)]], crowd(9), crowd(60), crowd(90), crowd(2000)];
  const shapes = new Set<string>();
  const findings = new Set<string>();
  for (const clients of worlds) {
    const tally = tallyWith(mechanism, catalogue, clients);
    for (let look = 0; look < SCALE.looks; look++) {
      const noisy = mechanism.measure(programme, catalogue, PERIOD, tally);
      const table = mechanism.table(programme, PERIOD, noisy, tally);
      shapes.add(shapeOf(table));
      if (shapes.size > 1 || table.rows.length !== rows) return ['rows or columns depend on who is in them'];
      for (const finding of unexplained(programme, catalogue, table)) findings.add(finding);
    }
  }
  return [...findings];
};

function shapeOf({ rows, fields, primaryKey, privacy, method }: AnonymisedTable): string {
  const keys = rows.map((row) => [Object.keys(row), primaryKey.map((name) => row[name])]);
  return JSON.stringify([keys, fields, privacy, method]);
}

/** Columns that do not follow from the published bins. */
function unexplained(programme: Programme, catalogue: Catalogue, table: AnonymisedTable): Findings {
  const again = anonymisedTable(programme, PERIOD, publishedCounts(programme, catalogue, table));
  return table.rows.flatMap((row, at) =>
    table.fields
      .filter(({ name }) => row[name] !== again.rows[at]![name])
      .map(({ name }) => `${name} of a ${row.table} does not follow from what is published`),
  );
}

/** The noisy counts as they can be read from a release. */
function publishedCounts(programme: Programme, catalogue: Catalogue, { rows }: AnonymisedTable): NoisyCounts {
  const binsOf = (wanted: string, key: (row: AnonymisedTable['rows'][number]) => unknown) =>
    Object.fromEntries(
      rows
        .filter(({ table }) => table === wanted)
        .map((row) => [
          String(key(row)),
          RECOVERY_BINS.map((_, bin) => row[`bin_${bin + 1}`]).filter((count) => count !== null) as number[],
        ]),
    );
  return {
    programme: programme.programme,
    period: PERIOD.period,
    catalogue,
    microRho: sharesOf(programme.budget.microRhoPerPeriod),
    counts: {
      cells: binsOf('cell', ({ technique, complaint }) => cellKey(technique as never, complaint as never)),
      techniques: binsOf('technique', ({ technique }) => technique),
      complaints: binsOf('complaint', ({ complaint }) => complaint),
      total: binsOf('total', () => 'all') as { all: number[] },
      recovery: binsOf('recovery', ({ technique }) => technique),
    },
  };
}
