/** The columns in which one client has something, ascending, in memory that is used again: the others add nothing to any sum. */
export class OwnColumns {
  /** The first `count` of them mean something. */
  readonly columns: Int32Array;
  count = 0;
  /** By column: in which turn it was noted last. */
  readonly #notedIn: Int32Array;
  #turn = 1;

  /** @param size how many columns there are in all */
  constructor(size: number) {
    this.columns = new Int32Array(size);
    this.#notedIn = new Int32Array(size);
  }

  /** Turns to another client. */
  clear(): void {
    this.count = 0;
    this.#turn += 1;
  }

  note(column: number): void {
    if (this.#notedIn[column] === this.#turn) return;
    this.#notedIn[column] = this.#turn;
    // There are few, and most come in order.
    let place = this.count;
    for (; place > 0 && this.columns[place - 1]! > column; place -= 1) {
      this.columns[place] = this.columns[place - 1]!;
    }
    this.columns[place] = column;
    this.count += 1;
  }
}
