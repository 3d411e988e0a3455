import { parse } from 'csv-parse/sync';
import { type Given, givenIn } from './reader-table.ts';

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
  const rows = improvementRows(csv);
  return rows
    .filter(({ technique, complaint }) => technique !== ALL && complaint === ALL)
    .map((row) => {
      return {
        technique: row['technique']!,
        clients: clientsIn(row),
        mean: meanIn(row),
        complaints: new Map(
          complaintsOf(rows, row['technique']!).map(({ complaint, mean }) => [complaint, mean]),
        ),
      };
    });
}

/** What a release says of a complaint, or a group of them, over all techniques. */
export type ReleasedComplaint = { complaint: string } & Pick<ReleasedMeans, 'clients'> & { mean: Given };

/** The mean improvement of each complaint, or group of them, as far as it is given. */
export const releasedComplaints = (csv: string): ReleasedComplaint[] =>
  complaintsOf(improvementRows(csv), ALL);

const improvementRows = (csv: string): Row[] =>
  (parse(csv, { columns: true }) as Row[]).filter(({ table }) => table !== 'recovery');

function complaintsOf(rows: readonly Row[], of: string): ReleasedComplaint[] {
  return rows
    .filter(({ technique, complaint }) => technique === of && complaint !== ALL)
    .flatMap((row) => {
      const mean = meanIn(row);
      return mean ? [{ complaint: row['complaint']!, clients: clientsIn(row), mean }] : [];
    });
}

function clientsIn(row: Row): number | undefined {
  const clients = row['n_consistent'] || row['clients'] || row['n_reconciled'];
  return clients ? Number(clients) : undefined;
}

/** With an interval where noise was drawn; a threshold gives none. */
function meanIn(row: Row): Given | undefined {
  if (row['status'] !== SHOWN) return undefined;
  const ofThreshold = row['mean_improvement'];
  return givenIn(row, 'mean') ?? (ofThreshold ? { value: Number(ofThreshold) } : undefined);
}
