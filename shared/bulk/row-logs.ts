import type { UnusedReason } from '../records/files/row-account.ts';
import { MOVABLE, type MovableType } from '../records/move.ts';
import { type LoggedRow, RowLog, type RowsOfFiles } from './row-log.ts';

/** A row that was refused because of another one that is held. */
export type ConflictRow = LoggedRow & { heldPosition: number };
/** A row of a record that is another client's. */
export type OtherClientRow = ConflictRow & { client: string; holder: string };
/** A version that another one replaced; `was`: when it was and what it said, in a few words. */
type ReplacedRow = LoggedRow & { by: number; was: string };
/** A row in force of which nothing is made yet. */
type UnusedRow = LoggedRow & { reason: UnusedReason };

type Rows = {
  conflict: ConflictRow;
  /** Replaced by a version of the same day, or of another one: perhaps two visits under one id. */
  replaced: ReplacedRow;
  replacedByOtherDay: ReplacedRow;
  unused: UnusedRow;
} & Record<`other-client ${MovableType}`, OtherClientRow>;

const KINDS: readonly (keyof Rows)[] = [
  ...(['conflict', 'replaced', 'replacedByOtherDay', 'unused'] as const),
  ...MOVABLE.map((type) => `other-client ${type}` as const),
];

/** What is told row by row, of the first ones of each file. */
export type ToldRows = { [Kind in keyof Rows]: RowsOfFiles<Rows[Kind]> };
type Logs = { [Kind in keyof Rows]: RowLog<Rows[Kind]> };

/** The logs of all kinds of rows that are told one by one. */
export class RowLogs {
  readonly #logs: Logs;

  constructor(fileStarts: readonly number[], kept: number) {
    this.#logs = Object.fromEntries(KINDS.map((kind) => [kind, new RowLog(fileStarts, kept)])) as Logs;
  }

  of<Kind extends keyof Rows>(kind: Kind): RowLog<Rows[Kind]> {
    return this.#logs[kind];
  }

  get told(): ToldRows {
    return Object.fromEntries(KINDS.map((kind) => [kind, this.#logs[kind].files])) as ToldRows;
  }

  merge(told: ToldRows): void {
    for (const kind of KINDS) (this.#logs[kind] as RowLog<LoggedRow>).merge(told[kind]);
  }
}
