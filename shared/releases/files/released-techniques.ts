import { parse } from 'csv-parse/sync';
import type { Given } from './reader-table.ts';

const ALL = 'all';
const SHOWN = 'a';

type Row = Readonly<Record<string, string>>;

/** What a release says of a technique, over all complaints and of each that it gives. */
export type ReleasedMeans = {
  technique: string;
  /** Clients, about; of a pooled edition clients of all its periods. */
  clients: number | undefined;
  mean: Given | undefined;
  /** By complaint or group of them, as far as they are given. */
  complaints: ReadonlyMap<string, Given>;
};

/** The mean improvement of each technique of a published table of either mode, pooled or not, in the table's order. */
export function releasedTechniques(csv: string): ReleasedMeans[] {
  const rows = (parse(csv, { columns: true }) as Row[]).filter(({ table }) => table !== 'recovery');
  return rows
    .filter(({ technique, complaint }) => technique !== ALL && complaint === ALL)
    .map((row) => {
      const cells = rows
        .filter(({ technique, complaint }) => technique === row['technique'] && complaint !== ALL)
        .flatMap((cell) => {
          const given = meanIn(cell);
          return given ? [[cell['complaint']!, given] as const] : [];
        });
      const clients = row['n_consistent'] || row['clients'] || row['n_reconciled'];
      return {
        technique: row['technique']!,
        clients: clients ? Number(clients) : undefined,
        mean: meanIn(row),
        complaints: new Map(cells),
      };
    });
}

/** The mean improvement of each complaint, or group of them, over all techniques, as far as it is given. */
export function releasedComplaints(csv: string): ReadonlyMap<string, Given> {
  const rows = (parse(csv, { columns: true }) as Row[]).filter(({ table }) => table !== 'recovery');
  return new Map(
    rows
      .filter(({ technique, complaint }) => technique === ALL && complaint !== ALL)
      .flatMap((row) => {
        const given = meanIn(row);
        return given ? [[row['complaint']!, given] as const] : [];
      }),
  );
}

function meanIn(row: Row): Given | undefined {
  if (row['status'] !== SHOWN) return undefined;
  const value = row['mean'] || row['mean_improvement'];
  if (!value) return undefined;
  const [low, high] = [row['mean_lo'], row['mean_hi']];
  return { value: Number(value), ...(low && high && { interval: [Number(low), Number(high)] as const }) };
}
