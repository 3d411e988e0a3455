import { looksLikeTotals } from '../records/files/totals-row.ts';
import type { Refusal } from '../records/refusal.ts';
import type { Table } from '../tables/table.ts';
import { ColumnProfile } from './column-profile.ts';

/** A path into a document may name as many columns as it has entries. */
const MOST_COLUMNS = 500;

/** What is seen of a table in one reading, in memory that does not grow with it. */
export type TableProfile = {
  rows: number;
  columns: readonly ColumnProfile[];
  /** Rows that could not be read, by reason. */
  unreadable: ReadonlyMap<string, { refusal: Refusal; rows: number; first: number }>;
};

/** Reads a table once. @throws FileBroken where the file cannot be read any further */
export async function profileTable({ columns, rows, zones }: Table): Promise<TableProfile> {
  const profiles = new Map((columns ?? []).map((name) => [name, new ColumnProfile(name, zones?.get(name))]));
  const unreadable = new Map<string, { refusal: Refusal; rows: number; first: number }>();
  let count = 0;
  for await (const batch of rows) {
    for (const row of batch) {
      if ('problem' in row) {
        const known = unreadable.get(row.problem.message);
        if (known) known.rows += 1;
        else unreadable.set(row.problem.message, { refusal: row.problem, rows: 1, first: row.line });
        continue;
      }
      count += 1;
      // Sums say nothing of how values are written.
      if (looksLikeTotals(row.cells.values())) continue;
      for (const [name, text] of row.cells) {
        let profile = profiles.get(name);
        if (!profile && profiles.size < MOST_COLUMNS) {
          profile = new ColumnProfile(name);
          profiles.set(name, profile);
        }
        profile?.add(text);
      }
    }
  }
  return { rows: count, columns: [...profiles.values()], unreadable };
}
