import type { TimeToEvent } from '../../outcomes/session-outcome.ts';
import { GrowingColumn } from '../columns/growing-column.ts';
import { type Brackets, OPEN } from '../turnbull/brackets.ts';

/** Stands for a session without the outcome. */
const NONE = -1;

/** What a TimeColumn is made of: by row, but for all gaps one after the other. */
type Parts<Part> = { after: Part; by: Part; gaps: Part; firstGap: Part };

type Rows = Int32Array | readonly number[];

/** One kind of time to an event, a row for every session, and the gaps between the reports it rests on. */
export class TimeColumn {
  readonly #after = new GrowingColumn();
  readonly #by = new GrowingColumn();
  readonly #gaps = new GrowingColumn();
  readonly #firstGap = new GrowingColumn();

  /** @param reports seconds of the reports in the session's window, in order of time */
  push(outcome: TimeToEvent | undefined, reports: readonly number[]): void {
    this.#after.push(!outcome ? NONE : outcome.event ? outcome.after : outcome.last);
    this.#by.push(!outcome ? NONE : outcome.event ? outcome.by : OPEN);
    this.#firstGap.push(this.#gaps.length);
    for (let index = 1; index < reports.length; index++) {
      this.#gaps.push(reports[index]! - reports[index - 1]!);
    }
  }

  /** Adds the rows of another one, given by the values of its columns. */
  append({ after, by, gaps, firstGap }: Parts<Int32Array>): void {
    const before = this.#gaps.length;
    this.#after.append(after);
    this.#by.append(by);
    this.#gaps.append(gaps);
    this.#firstGap.append(firstGap.map((gap) => before + gap));
  }

  get columns(): Parts<GrowingColumn> {
    return { after: this.#after, by: this.#by, gaps: this.#gaps, firstGap: this.#firstGap };
  }

  has(row: number): boolean {
    return this.#by.at(row) !== NONE;
  }

  at(row: number): TimeToEvent | undefined {
    if (!this.has(row)) return undefined;
    const [after, by] = [this.#after.at(row), this.#by.at(row)];
    return by === OPEN ? { event: false, last: after } : { event: true, after, by };
  }

  /** Puts rows in an order that depends on their brackets alone. */
  compare(a: number, b: number): number {
    return this.#after.at(a) - this.#after.at(b) || this.#by.at(a) - this.#by.at(b);
  }

  bracketsOf(rows: Rows): Brackets {
    const brackets = { after: new Int32Array(rows.length), by: new Int32Array(rows.length) };
    let known = 0;
    for (const row of rows) {
      if (!this.has(row)) continue;
      brackets.after[known] = this.#after.at(row);
      brackets.by[known] = this.#by.at(row);
      known += 1;
    }
    return { after: brackets.after.subarray(0, known), by: brackets.by.subarray(0, known) };
  }

  /** Seconds between successive reports, over the windows of those rows that have the outcome. */
  gapsOf(rows: Rows): Int32Array {
    let length = 0;
    for (const row of rows) length += this.has(row) ? this.#lastGap(row) - this.#firstGap.at(row) : 0;
    const gaps = new Int32Array(length);
    let filled = 0;
    for (const row of rows) {
      if (!this.has(row)) continue;
      const last = this.#lastGap(row);
      for (let gap = this.#firstGap.at(row); gap < last; gap++) {
        gaps[filled] = this.#gaps.at(gap);
        filled += 1;
      }
    }
    return gaps;
  }

  #lastGap(row: number): number {
    return row + 1 < this.#firstGap.length ? this.#firstGap.at(row + 1) : this.#gaps.length;
  }
}
