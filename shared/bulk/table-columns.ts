import { PHASES, type Phase } from '../records/catalogue.ts';
import type { OutcomeTable } from '../statistics/table/outcome-table.ts';

type Column = Int32Array<ArrayBuffer>;

const GROUP_COLUMNS = ['technique', 'combination', 'complaint', 'before', 'after'] as const;
const SESSION_COLUMNS = [
  ...GROUP_COLUMNS,
  'month',
  'handsOn',
  'start',
  'sustained',
  'lasting',
  'firstSore',
  'lastSoreness',
  'firstReport',
] as const;
const TIME_COLUMNS = ['recovery', 'relief'] as const;
const TIME_PARTS = ['after', 'by', 'gaps', 'firstGap'] as const;
type TimeName = (typeof TIME_COLUMNS)[number];

/** The columns of a TimeColumn. */
type TimeColumns = Record<(typeof TIME_PARTS)[number], Column>;

/** All that an outcome table holds, in columns that one thread can give to another. */
export type TableColumns = {
  /** How many clients there are; they are numbered from 0. */
  clients: number;
  therapists: string[];
  lastSessionOn: string | null;
  sessions: Record<(typeof SESSION_COLUMNS)[number] | 'client' | 'therapist', Column>;
  times: Record<TimeName, TimeColumns>;
  courses: Record<(typeof GROUP_COLUMNS)[number] | 'client', Column>;
  /** Minutes and how many sessions recorded them, in turn. */
  phases: Record<Phase, Float64Array<ArrayBuffer>>;
};

export function tableColumns(table: OutcomeTable): TableColumns {
  const { sessions, courses, clients, therapists, lastSessionOn, phaseMinutes } = table;
  return {
    clients: clients.size,
    therapists: Array.from({ length: therapists.size }, (_, number) => therapists.textOf(number)),
    lastSessionOn,
    sessions: recordOf([...SESSION_COLUMNS, 'client', 'therapist'], (name) => sessions[name].values.slice()),
    times: recordOf(TIME_COLUMNS, (name) =>
      recordOf(TIME_PARTS, (part) => sessions[name].columns[part].values.slice()),
    ),
    courses: recordOf([...GROUP_COLUMNS, 'client'], (name) => courses[name].values.slice()),
    phases: recordOf(PHASES, (phase) => Float64Array.from([...phaseMinutes.get(phase)!].flat())),
  };
}

/**
 * Adds the rows of another table, whose clients are others than those of this one.
 *
 * @param name tells the other table apart from any that was added before
 */
export function appendColumns(table: OutcomeTable, columns: TableColumns, name: string): void {
  const { sessions, courses } = table;
  const clients = Array.from({ length: columns.clients }, (_, number) =>
    table.clients.numberOf(`${name} ${number}`),
  );
  const therapists = columns.therapists.map((therapist) => table.therapists.numberOf(therapist));
  table.noteSessionOn(columns.lastSessionOn);
  for (const column of SESSION_COLUMNS) sessions[column].append(columns.sessions[column]);
  sessions.client.append(columns.sessions.client.map((client) => clients[client]!));
  sessions.therapist.append(columns.sessions.therapist.map((therapist) => therapists[therapist]!));
  for (const column of TIME_COLUMNS) sessions[column].append(columns.times[column]);
  for (const column of GROUP_COLUMNS) courses[column].append(columns.courses[column]);
  courses.client.append(columns.courses.client.map((client) => clients[client]!));
  for (const phase of PHASES) {
    const counts = table.phaseMinutes.get(phase)!;
    const pairs = columns.phases[phase];
    for (let index = 0; index < pairs.length; index += 2) {
      counts.set(pairs[index]!, (counts.get(pairs[index]!) ?? 0) + pairs[index + 1]!);
    }
  }
}

function recordOf<Name extends string, Value>(
  names: readonly Name[],
  make: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;
}

/** The memory of the columns, which may be given away instead of copied. */
export function buffersOf({ sessions, times, courses, phases }: TableColumns): ArrayBuffer[] {
  const columns = [sessions, ...Object.values(times), courses, phases].flatMap((group) =>
    Object.values(group),
  );
  return columns.map(({ buffer }) => buffer);
}
