import type { AnonymisedTable } from '../../shared/privacy/anonymised-table.ts';
import { anonymisedTable } from '../../shared/privacy/differential-privacy/anonymised-release.ts';
import { sharesOf } from '../../shared/privacy/differential-privacy/budget/release-budget.ts';
import type { NoisyCounts } from '../../shared/privacy/differential-privacy/noise/noisy-counts.ts';
import { askedIn } from '../../shared/privacy/programme/asked-in.ts';
import { askedFamilies, domainOf } from '../../shared/privacy/programme/questions.ts';
import { cellKey, RECOVERY_BINS } from '../../shared/privacy/tally/period-tally.ts';
import { SCALE } from './scale.ts';
import type { Attack, Findings } from './verdict.ts';
import { type Asking, crowd, programmeWith, session, tallyWith } from './worlds.ts';

/**
 * Attack 10: what a release says without numbers. Rows and columns must be the same whether a cell is empty,
 * holds one client or many; and a partner who takes the published noisy bins alone must come to the same
 * statuses, means and intervals as were published, or something else has decided about them.
 */
export const readThePattern: Attack = (mechanism) => {
  const asking = programmeWith(mechanism, 2, 3);
  const { programme, catalogue, period } = asking;
  const rows = rowsOf(asking);
  const worlds = [[], [[session(7, 1, 2)]], crowd(9), crowd(60), crowd(90), crowd(2000)];
  const shapes = new Set<string>();
  const findings = new Set<string>();
  for (const clients of worlds) {
    const tally = tallyWith(mechanism, catalogue, clients);
    for (let look = 0; look < SCALE.looks; look++) {
      const noisy = mechanism.measure(programme, catalogue, period, tally);
      const table = mechanism.table(programme, period, noisy, tally);
      shapes.add(shapeOf(table));
      if (shapes.size > 1 || table.rows.length !== rows) return ['rows or columns depend on who is in them'];
      for (const finding of unexplained(asking, table)) findings.add(finding);
    }
  }
  return [...findings];
};

/** A row for each cell, technique, complaint or group, the total and recovery, as far as they are asked. */
function rowsOf({ programme, catalogue, period }: Asking): number {
  const { questions } = askedIn(programme, period);
  const { techniques, complaints } = domainOf(catalogue, questions);
  const [t, c] = [techniques.length, complaints.length];
  const rows = { cells: t * c, techniques: t, complaints: c, total: 1, recovery: t };
  return askedFamilies(questions).reduce((sum, family) => sum + rows[family], 0);
}

function shapeOf({ rows, fields, primaryKey, privacy, method }: AnonymisedTable): string {
  const keys = rows.map((row) => [Object.keys(row), primaryKey.map((name) => row[name])]);
  return JSON.stringify([keys, fields, privacy, method]);
}

/** Columns that do not follow from the published bins. */
function unexplained(asking: Asking, table: AnonymisedTable): Findings {
  const again = anonymisedTable(asking.programme, asking.period, publishedCounts(asking, table));
  return table.rows.flatMap((row, at) =>
    table.fields
      .filter(({ name }) => row[name] !== again.rows[at]![name])
      .map(({ name }) => `${name} of a ${row.table} does not follow from what is published`),
  );
}

/** The noisy counts as they can be read from a release. */
function publishedCounts({ programme, catalogue, period }: Asking, { rows }: AnonymisedTable): NoisyCounts {
  const { questions, microRho } = askedIn(programme, period);
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
    period: period.period,
    catalogue: { version: catalogue.version, ...domainOf(catalogue, questions) },
    microRho: sharesOf(microRho, questions.percent),
    counts: {
      cells: binsOf('cell', ({ technique, complaint }) => cellKey(technique as never, complaint as never)),
      techniques: binsOf('technique', ({ technique }) => technique),
      complaints: binsOf('complaint', ({ complaint }) => complaint),
      total: binsOf('total', () => 'all') as { all: number[] },
      recovery: binsOf('recovery', ({ technique }) => technique),
    },
  };
}
