/** A row that is told of by itself. Type: index in RECORD_TYPES. */
export type LoggedRow = { type: number; id: string; position: number };

/** How many such rows each file has, and the first of them. */
export type RowsOfFiles<Row> = { count: number; first: Row[] }[];

/** Counts rows of one kind by file and keeps the first ones: there may be as many as there are rows. */
export class RowLog<Row extends LoggedRow> {
  readonly files: RowsOfFiles<Row>;
  readonly #fileStarts: readonly number[];
  readonly #kept: number;

  /**
   * @param fileStarts the smallest position in each file, in order
   * @param kept how many rows of each file are wanted
   */
  constructor(fileStarts: readonly number[], kept: number) {
    this.#fileStarts = fileStarts;
    this.#kept = kept;
    this.files = fileStarts.map(() => ({ count: 0, first: [] }));
  }

  /** @param row made only where it is kept */
  add(position: number, row: () => Row): void {
    const ofFile = this.files[this.#fileAt(position)]!;
    ofFile.count += 1;
    this.#keep(ofFile.first, position, row);
  }

  /** Takes over what another log of the same files has found. */
  merge(other: RowsOfFiles<Row>): void {
    for (const [file, { count, first }] of other.entries()) {
      this.files[file]!.count += count;
      for (const row of first) this.#keep(this.files[file]!.first, row.position, () => row);
    }
  }

  #keep(first: Row[], position: number, row: () => Row): void {
    if (first.length >= this.#kept && first.at(-1)!.position < position) return;
    const place = first.findIndex((kept) => kept.position > position);
    first.splice(place === -1 ? first.length : place, 0, row());
    if (first.length > this.#kept) first.pop();
  }

  #fileAt(position: number): number {
    return this.#fileStarts.findLastIndex((start) => start <= position);
  }
}
