import type { TimeToEvent } from '../outcomes/session-outcome.ts';
import { PHASES, type Phase } from '../records/catalogue.ts';
import type { GrowingColumn } from '../statistics/growing-column.ts';
import type { OutcomeTable } from '../statistics/outcome-table.ts';

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
type TimeName = (typeof TIME_COLUMNS)[number];

/** Times to an event: kind and times of each row, how many gaps between reports it has, and all gaps. */
type TimeColumns = { kind: Column; after: Column; by: Column; gapCount: Column; gaps: Column };
const [NONE, EVENT, CENSORED] = [0, 1, 2];

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
    times: recordOf(TIME_COLUMNS, (name) => timeColumns(table, name)),
    courses: recordOf([...GROUP_COLUMNS, 'client'], (name) => courses[name].values.slice()),
    phases: recordOf(PHASES, (phase) => Float64Array.from([...phaseMinutes.get(phase)!].flat())),
  };
}

function timeColumns({ sessions }: OutcomeTable, name: TimeName): TimeColumns {
  const times = sessions[name];
  const [kind, after, by, gapCount] = [NONE, NONE, NONE, NONE].map(() => new Int32Array(sessions.length));
  const gaps: number[] = [];
  for (let row = 0; row < sessions.length; row += 1) {
    const outcome = times.at(row);
    if (!outcome) continue;
    kind![row] = outcome.event ? EVENT! : CENSORED!;
    after![row] = outcome.event ? outcome.after : outcome.last;
    by![row] = outcome.event ? outcome.by : 0;
  }
  for (let row = 0; row < sessions.length; row += 1) {
    const ofRow = times.gapsOf([row]);
    gapCount![row] = ofRow.length;
    for (let index = 0; index < ofRow.length; index += 1) gaps.push(ofRow[index]!);
  }
  return { kind: kind!, after: after!, by: by!, gapCount: gapCount!, gaps: Int32Array.from(gaps) };
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
  for (const column of SESSION_COLUMNS) pushAll(sessions[column], columns.sessions[column]);
  for (const client of columns.sessions.client) sessions.client.push(clients[client]!);
  for (const therapist of columns.sessions.therapist) sessions.therapist.push(therapists[therapist]!);
  for (const column of TIME_COLUMNS) appendTimes(table, column, columns.times[column]);
  for (const column of GROUP_COLUMNS) pushAll(courses[column], columns.courses[column]);
  for (const client of columns.courses.client) courses.client.push(clients[client]!);
  for (const phase of PHASES) {
    const counts = table.phaseMinutes.get(phase)!;
    const pairs = columns.phases[phase];
    for (let index = 0; index < pairs.length; index += 2) {
      counts.set(pairs[index]!, (counts.get(pairs[index]!) ?? 0) + pairs[index + 1]!);
    }
  }
}

function pushAll(column: GrowingColumn, values: Column): void {
  for (let row = 0; row < values.length; row += 1) column.push(values[row]!);
}

function appendTimes({ sessions }: OutcomeTable, name: TimeName, columns: TimeColumns): void {
  const { kind, after, by, gapCount, gaps } = columns;
  const reports: number[] = [];
  let gap = 0;
  for (let row = 0; row < kind.length; row += 1) {
    // Reports that have these gaps between them; where the first of them lies is in another column.
    reports.length = 0;
    if (gapCount[row]! > 0) reports.push(0);
    for (let index = 0; index < gapCount[row]!; index += 1) reports.push(reports[index]! + gaps[gap++]!);
    sessions[name].push(timeToEvent(kind[row]!, after[row]!, by[row]!), reports);
  }
}

function timeToEvent(kind: number, after: number, by: number): TimeToEvent | undefined {
  if (kind === NONE) return undefined;
  return kind === EVENT ? { event: true, after, by } : { event: false, last: after };
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
