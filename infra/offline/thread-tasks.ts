import { OffsetMonths } from '../../shared/bulk/offset-months.ts';
import { partitionOutcomes } from '../../shared/bulk/partition-outcomes.ts';
import { type Chunk, JoinedRows } from '../../shared/bulk/row-chunks.ts';
import { RowLogs, type ToldRows } from '../../shared/bulk/row-logs.ts';
import { type SharedTable, tableOver } from '../../shared/bulk/shared-table.ts';
import { buffersOf, type TableColumns, tableColumns } from '../../shared/bulk/table-columns.ts';
import { ClientFindings, type FindingsOfClients } from '../../shared/checks/client-findings.ts';
import { type ChangeStatistics, changeStatistics } from '../../shared/claims/claims.ts';
import type { OutcomeStatistics } from '../../shared/claims/contract.ts';
import { type DurationClaims, durationClaims } from '../../shared/claims/duration-claims.ts';
import type { RefusedSessions } from '../../shared/claims/technique-claims.ts';
import type { GoalOfClient } from '../../shared/goals/goal-of-client.ts';
import type { RowAccount } from '../../shared/records/files/row-account.ts';
import type { WrittenOffsets } from '../../shared/records/time/written-offsets.ts';
import { complaintGroups } from '../../shared/statistics/groups/outcome-groups.ts';
import { OutcomeTable } from '../../shared/statistics/table/outcome-table.ts';
import type { Stretch } from './read-plan.ts';
import { StretchReader, type StretchResult } from './read-stretch.ts';
import { type Intake, RecordIntake, SHOWN_PER_FILE } from './record-intake.ts';
import { noteHeld } from './refused-sessions.ts';

/** What a thread is started with. */
export type ThreadStart = {
  partitions: number;
  clinic: string | undefined;
  months: Months;
  /** When the files arrive, for records that do not say when they were written; absent where nothing is read. */
  arrivedAt?: string;
  timeZone: string | undefined;
};

/** First and last month that is asked for, `YYYY-MM`; null: no bound. */
export type Months = { from: string | null; to: string | null };

/** What a thread can be asked, one thing at a time. */
export type ThreadTask =
  | { do: 'read'; stretch: Stretch }
  /** Hand over all rows that were read. */
  | { do: 'finish' }
  /** Derive the outcomes of the clients of one partition. */
  | { do: 'derive'; chunks: Chunk[]; fileStarts: number[]; refused: ReadonlySet<string> }
  /** Work out parts of the statistics of a table, one after the other. */
  | {
      do: 'statistics';
      parts: readonly StatisticsPart[];
      table: SharedTable;
      refusedSessions: RefusedSessions | undefined;
    };

/** For threads that read nothing. */
const NOTHING_ARRIVES = '1970-01-01T00:00:00Z';

export type StatisticsPart = keyof StatisticsParts;

/** Parts of the statistics that do not need one another. */
export type StatisticsParts = {
  changes: ChangeStatistics;
  durations: DurationClaims;
  complaints: OutcomeStatistics['complaints'];
};

type Derived = {
  columns: TableColumns;
  goals: GoalOfClient[];
  account: RowAccount;
  told: ToldRows;
  /** Ids of refused rows of which a session is held after all. */
  held: ReadonlySet<string>;
  findings: FindingsOfClients;
  offsets: WrittenOffsets;
};
export type TaskResult = {
  read: StretchResult;
  finish: Intake;
  derive: Derived;
  statistics: Partial<StatisticsParts>;
};

/** Does what a thread is asked; the buffers in an answer may be given away. */
export class TaskRunner {
  readonly #intake: RecordIntake;
  readonly #reader: StretchReader;

  readonly #joined = new JoinedRows();
  readonly #months: Months;
  readonly #timeZone: string | undefined;

  constructor({ partitions, clinic, months, arrivedAt, timeZone }: ThreadStart) {
    this.#months = months;
    this.#timeZone = timeZone;
    this.#intake = new RecordIntake({
      partitions,
      clinic,
      arrivedAt: arrivedAt ?? NOTHING_ARRIVES,
      timeZone,
    });
    this.#reader = new StretchReader(this.#intake, clinic);
  }

  async run(task: ThreadTask): Promise<{ result: TaskResult[ThreadTask['do']]; transfer: ArrayBuffer[] }> {
    if (task.do === 'read') return { result: await this.#reader.read(task.stretch), transfer: [] };
    if (task.do === 'finish') {
      return { result: this.#intake.finish(), transfer: [] };
    }
    if (task.do === 'statistics') return { result: partsOfStatistics(task), transfer: [] };
    const table = new OutcomeTable(this.#months);
    const logs = new RowLogs(task.fileStarts, SHOWN_PER_FILE);
    const goals: GoalOfClient[] = [];
    const held = new Set<string>();
    const found = new ClientFindings();
    const offsets = new OffsetMonths();
    const account = partitionOutcomes(task.chunks, this.#joined, logs, this.#timeZone, {
      client: (outcomes) => {
        table.add(outcomes);
        noteHeld(outcomes, task.refused, held);
        found.add(outcomes);
      },
      goals: (ofClient) => goals.push(...ofClient),
      offsets,
    });
    const columns = tableColumns(table);
    return {
      result: {
        ...{ columns, goals, account, told: logs.told, held },
        findings: found.findings,
        offsets: offsets.offsets,
      },
      transfer: buffersOf(columns),
    };
  }
}

function partsOfStatistics({
  parts,
  table: shared,
  refusedSessions,
}: Extract<ThreadTask, { do: 'statistics' }>): Partial<StatisticsParts> {
  const table = tableOver(shared);
  const work = {
    changes: () => changeStatistics(table, refusedSessions),
    durations: () => durationClaims(table),
    complaints: () => complaintGroups(table),
  };
  return Object.fromEntries(parts.map((part) => [part, work[part]()]));
}
