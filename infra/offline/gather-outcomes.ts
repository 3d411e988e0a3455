import { OffsetMonths } from '../../shared/bulk/offset-months.ts';
import { partitionOutcomes } from '../../shared/bulk/partition-outcomes.ts';
import { type Chunk, JoinedRows } from '../../shared/bulk/row-chunks.ts';
import { RowLogs } from '../../shared/bulk/row-logs.ts';
import { type RefusedReassignment, settleShared } from '../../shared/bulk/settle-shared.ts';
import { appendColumns } from '../../shared/bulk/table-columns.ts';
import { ClientFindings, type FindingsOfClients } from '../../shared/checks/client-findings.ts';
import type { RefusedSessions } from '../../shared/claims/technique-claims.ts';
import type { GoalOfClient } from '../../shared/goals/goal-of-client.ts';
import { offsetsOfGoals } from '../../shared/goals/offsets-of-goals.ts';
import { type RowAccount, RowTally } from '../../shared/records/files/row-account.ts';
import type { RecordType } from '../../shared/records/record.ts';
import { joinedOffsets, type WrittenOffsets } from '../../shared/records/time/written-offsets.ts';
import type { ToldRow } from '../../shared/reports/terminal/account-text.ts';
import type { RefusedRows } from '../../shared/reports/terminal/refusal-table.ts';
import { type ClientSessions, OutcomeTable } from '../../shared/statistics/table/outcome-table.ts';
import { readPlan, STRETCH_BYTES, type Stretch } from './read-plan.ts';
import { StretchReader, type StretchResult } from './read-stretch.ts';
import { type Intake, RecordIntake, SHOWN_PER_FILE } from './record-intake.ts';
import type { RecordPath } from './record-paths.ts';
import { RefusedLines } from './refused-lines.ts';
import { noteHeld, refusedSessions } from './refused-sessions.ts';
import { RowPlaces } from './row-places.ts';
import { ThreadPool } from './thread-pool.ts';
import type { Months } from './thread-tasks.ts';
import { toldRows } from './told-rows.ts';

/** What the files hold of one clinic: the outcomes of its clients, and what became of the rows. */
export type Gathered = {
  table: OutcomeTable;
  /** In no particular order. */
  goals: GoalOfClient[];
  /** Of valid records; more than one only where none was asked for. */
  clinics: string[];
  records: Partial<Record<RecordType, number>>;
  /** What became of every row, but for those of other clinics. */
  account: RowAccount;
  /** The first rows of each file that a person should look at. */
  told: ToldRow[];
  otherClinics: number;
  refused: RefusedRows[];
  /** Refused rows of sessions, by technique. */
  refusedSessions: RefusedSessions;
  /** What cannot be among the sessions of single clients. */
  findings: FindingsOfClients;
  /** Of sessions, scores and values of goals, where no time zone was given. */
  offsets: WrittenOffsets;
};

export type GatherOptions = {
  clinic: string | undefined;
  months: Months;
  /** When the files arrive, for records that do not say when they were written. */
  arrivedAt: string;
  /** The clinic's; undefined: days and months are as each instant was written. */
  timeZone?: string | undefined;
  /** 0: everything in this thread. */
  threads: number;
  stretchBytes?: number;
  onProgress?: (step: 'reading' | 'deriving', done: number, of: number) => void;
};

/** A partition's rows, put together, should fit into a processor's caches more or less. */
const PARTITION_BYTES = 16 << 20;
const MOST_PARTITIONS = 128;

/** Reads files and derives the outcomes of every client with a session. */
export async function gatherOutcomes(
  files: readonly RecordPath[],
  options: GatherOptions,
): Promise<Gathered> {
  const plan = readPlan(files, options.stretchBytes ?? STRETCH_BYTES);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const partitions = Math.min(Math.ceil((bytes + 1) / PARTITION_BYTES), MOST_PARTITIONS);
  const parts: Parts = {
    table: new OutcomeTable(options.months),
    goals: [],
    results: new Array<StretchResult>(plan.length),
    intakes: [],
    tally: new RowTally(),
    reassignments: [],
    held: new Set(),
    findings: new ClientFindings(),
    offsets: [],
    fileStarts: plan.filter(({ start }) => start === 0).map(({ base }) => base),
  };
  const logs = new RowLogs(parts.fileStarts, SHOWN_PER_FILE);
  await (options.threads === 0 ? gatherHere : gatherInThreads)(plan, partitions, options, parts, logs);
  const { table, goals, results, intakes, tally } = parts;
  for (const { counts, skipped = {} } of results) {
    for (const [code, rows] of Object.entries(counts)) tally.add({ fate: 'refused', code }, rows);
    for (const [code, rows] of Object.entries(skipped)) tally.add({ fate: 'skipped', code }, rows);
  }
  const places = new RowPlaces(
    files.map(({ label }) => label),
    plan,
    results,
  );
  return {
    table,
    goals,
    clinics: [...new Set(intakes.flatMap(({ clinics }) => clinics))],
    records: recordsOf(intakes),
    otherClinics: intakes.reduce((sum, { otherClinics }) => sum + otherClinics, 0),
    refused: new RefusedLines(places, plan, results).ofFiles(logs, parts.reassignments),
    account: tally.toJSON(),
    told: toldRows(places, logs),
    refusedSessions: refusedSessions(
      results.flatMap(({ sessions }) => sessions),
      parts.held,
      options.months,
    ),
    findings: parts.findings.findings,
    offsets: options.timeZone === undefined ? joinedOffsets([...parts.offsets, offsetsOfGoals(goals)]) : {},
  };
}

/** What is gathered piece by piece. */
type Parts = {
  table: OutcomeTable;
  goals: GoalOfClient[];
  results: StretchResult[];
  intakes: Intake[];
  /** Of valid rows. */
  tally: RowTally;
  /** Moves and merges that were refused. */
  reassignments: RefusedReassignment[];
  /** Ids of refused rows of which a session is held after all. */
  held: Set<string>;
  findings: ClientFindings;
  offsets: WrittenOffsets[];
  /** The smallest position in each file. */
  fileStarts: number[];
};

async function gatherHere(
  plan: readonly Stretch[],
  partitions: number,
  { clinic, arrivedAt, timeZone, onProgress }: GatherOptions,
  parts: Parts,
  logs: RowLogs,
): Promise<void> {
  const { table, goals, results, intakes, tally, held, findings, offsets } = parts;
  const intake = new RecordIntake({ partitions, clinic, arrivedAt, timeZone });
  const reader = new StretchReader(intake, clinic);
  for (const [index, stretch] of plan.entries()) {
    results[index] = await reader.read(stretch);
    onProgress?.('reading', index + 1, plan.length);
  }
  intakes.push(intake.finish());
  const joined = new JoinedRows();
  const refused = refusedIds(results);
  const seen = new OffsetMonths();
  for (const chunks of rowsOfPartitions(intakes, partitions, parts, logs)) {
    const take = {
      client: (outcomes: ClientSessions) => {
        table.add(outcomes);
        noteHeld(outcomes, refused, held);
        findings.add(outcomes);
      },
      goals: (ofClient: readonly GoalOfClient[]) => goals.push(...ofClient),
      offsets: seen,
    };
    tally.addAll(partitionOutcomes(chunks, joined, logs, timeZone, take));
  }
  offsets.push(seen.offsets);
}

async function gatherInThreads(
  plan: readonly Stretch[],
  partitions: number,
  { clinic, months, arrivedAt, timeZone, threads, onProgress }: GatherOptions,
  parts: Parts,
  logs: RowLogs,
): Promise<void> {
  const { table, goals, results, intakes, tally, held, findings, offsets, fileStarts } = parts;
  const pool = new ThreadPool(threads, { partitions, clinic, months, arrivedAt, timeZone });
  try {
    const stretches = plan.entries();
    let read = 0;
    await pool.each(async (thread) => {
      for (const [index, stretch] of stretches) {
        results[index] = await thread.ask({ do: 'read', stretch });
        read += 1;
        onProgress?.('reading', read, plan.length);
      }
    });
    await pool.each(async (thread) => {
      intakes.push(await thread.ask({ do: 'finish' }));
    });
    const rest = rowsOfPartitions(intakes, partitions, parts, logs);
    const refused = refusedIds(results);
    let derivedPartitions = 0;
    await pool.each(async (thread) => {
      for (let chunks = rest.pop(); chunks; chunks = rest.pop()) {
        const derived = await thread.ask({ do: 'derive', chunks, fileStarts, refused });
        tally.addAll(derived.account);
        logs.merge(derived.told);
        for (const goal of derived.goals) goals.push(goal);
        for (const id of derived.held) held.add(id);
        findings.merge(derived.findings);
        offsets.push(derived.offsets);
        derivedPartitions += 1;
        onProgress?.('deriving', derivedPartitions, partitions);
        appendColumns(table, derived.columns, String(derivedPartitions));
      }
    });
  } finally {
    await pool.stop();
  }
}

function refusedIds(results: readonly StretchResult[]): ReadonlySet<string> {
  return new Set(results.flatMap(({ sessions }) => sessions.flatMap(({ id }) => id ?? [])));
}

function recordsOf(intakes: readonly Intake[]): Gathered['records'] {
  const records: Gathered['records'] = {};
  for (const intake of intakes) {
    for (const [type, count] of Object.entries(intake.records) as [RecordType, number][]) {
      records[type] = (records[type] ?? 0) + count;
    }
  }
  return records;
}

/** The rows of each partition; the intakes let go of them, so that their memory is free when they are done. */
function rowsOfPartitions(
  intakes: readonly Intake[],
  partitions: number,
  { tally, reassignments }: Parts,
  logs: RowLogs,
): Chunk[][] {
  const rows = Array.from({ length: partitions }, (_, partition) =>
    intakes.flatMap((intake) => intake.partitions[partition]!),
  );
  const ids = intakes.map((intake) => intake.ids);
  const moves = intakes.flatMap((intake) => intake.reassignments);
  reassignments.push(...settleShared(rows, ids, moves, tally, logs));
  for (const intake of intakes) Object.assign(intake, { partitions: [], ids: [] });
  return rows;
}
