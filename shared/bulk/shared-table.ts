import type { GrowingColumn } from '../statistics/columns/growing-column.ts';
import { OutcomeTable } from '../statistics/table/outcome-table.ts';

/** The sessions and courses of a table in memory that threads share: sent to another one, nothing is copied. */
export type SharedTable = {
  clients: number;
  therapists: string[];
  lastSessionOn: string | null;
  columns: Int32Array[];
};

export function sharedTable(table: OutcomeTable): SharedTable {
  const { clients, therapists, lastSessionOn } = table;
  return {
    clients: clients.size,
    therapists: Array.from({ length: therapists.size }, (_, number) => therapists.textOf(number)),
    lastSessionOn,
    columns: columnsOf(table).map(({ values }) => values),
  };
}

/**
 * The same table in the thread that it was sent to, but for minutes of phases. Clients have other names: nothing
 * depends on them.
 */
export function tableOver({ clients, therapists, lastSessionOn, columns }: SharedTable): OutcomeTable {
  const table = new OutcomeTable({ from: null, to: null });
  for (let client = 0; client < clients; client += 1) table.clients.numberOf(String(client));
  for (const therapist of therapists) table.therapists.numberOf(therapist);
  table.noteSessionOn(lastSessionOn);
  for (const [index, column] of columnsOf(table).entries()) column.adopt(columns[index]!);
  return table;
}

/** Every column of a table, in one order. */
function columnsOf({ sessions, courses }: OutcomeTable): GrowingColumn[] {
  const plain = [sessions, courses].flatMap((group) =>
    Object.entries(group)
      .filter(([name]) => name !== 'recovery' && name !== 'relief')
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, column]) => column as GrowingColumn),
  );
  const times = [sessions.recovery, sessions.relief].flatMap(({ columns }) => Object.values(columns));
  return [...plain, ...times];
}
