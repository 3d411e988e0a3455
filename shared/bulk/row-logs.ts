import type { UnusedReason } from '../records/row-account.ts';
import { type LoggedRow, RowLog, type RowsOfFiles } from './row-log.ts';

/** A row that was refused because of another one that is held. */
export type RefusedRow = LoggedRow & { heldPosition: number };
/** A version that another one replaced; `was`: when it was and what it said, in a few words. */
export type ReplacedRow = LoggedRow & { by: number; was: string };
/** A row in force of which nothing is made yet. */
export type UnusedRow = LoggedRow & { reason: UnusedReason };
/** A row of a record that is another client's. */
export type OtherClientRow = RefusedRow & { client: string; holder: string };

/** What is told row by row, of the first ones of each file. */
type Rows = {
  conflict: RefusedRow;
  /** Of another client: sessions, goals. */
  sessionOfOther: OtherClientRow;
  goalOfOther: OtherClientRow;
  /** Replaced by a version of the same day, or of another one: perhaps two visits under one id. */
  replaced: ReplacedRow;
  replacedByOtherDay: ReplacedRow;
  unused: UnusedRow;
};
export type ToldRows = { [Kind in keyof Rows]: RowsOfFiles<Rows[Kind]> };

/** The logs of all kinds of rows that are told one by one. */
export class RowLogs {
  readonly conflict: RowLog<RefusedRow>;
  readonly sessionOfOther: RowLog<OtherClientRow>;
  readonly goalOfOther: RowLog<OtherClientRow>;
  readonly replaced: RowLog<ReplacedRow>;
  readonly replacedByOtherDay: RowLog<ReplacedRow>;
  readonly unused: RowLog<UnusedRow>;

  constructor(fileStarts: readonly number[], kept: number) {
    this.conflict = new RowLog(fileStarts, kept);
    this.sessionOfOther = new RowLog(fileStarts, kept);
    this.goalOfOther = new RowLog(fileStarts, kept);
    this.replaced = new RowLog(fileStarts, kept);
    this.replacedByOtherDay = new RowLog(fileStarts, kept);
    this.unused = new RowLog(fileStarts, kept);
  }

  get told(): ToldRows {
    return {
      conflict: this.conflict.files,
      sessionOfOther: this.sessionOfOther.files,
      goalOfOther: this.goalOfOther.files,
      replaced: this.replaced.files,
      replacedByOtherDay: this.replacedByOtherDay.files,
      unused: this.unused.files,
    };
  }

  merge(told: ToldRows): void {
    this.conflict.merge(told.conflict);
    this.sessionOfOther.merge(told.sessionOfOther);
    this.goalOfOther.merge(told.goalOfOther);
    this.replaced.merge(told.replaced);
    this.replacedByOtherDay.merge(told.replacedByOtherDay);
    this.unused.merge(told.unused);
  }
}
