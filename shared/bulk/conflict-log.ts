/** A row that was refused because another version of the same instant is held. Type: index in RECORD_TYPES. */
export type Conflict = { type: number; id: string; position: number; heldPosition: number };

/** How many rows of each file were refused so, and the first of them. */
export type ConflictsOfFiles = { count: number; first: Conflict[] }[];

/** Counts conflicts by file and keeps the first ones: there may be as many as there are rows. */
export class ConflictLog {
  readonly files: ConflictsOfFiles;
  readonly #fileStarts: readonly number[];
  readonly #kept: number;

  /**
   * @param fileStarts the smallest position in each file, in order
   * @param kept how many conflicts of each file are wanted
   */
  constructor(fileStarts: readonly number[], kept: number) {
    this.#fileStarts = fileStarts;
    this.#kept = kept;
    this.files = fileStarts.map(() => ({ count: 0, first: [] }));
  }

  /** @param conflict made only where it is kept */
  add(position: number, conflict: () => Conflict): void {
    const ofFile = this.files[this.#fileAt(position)]!;
    ofFile.count += 1;
    this.#keep(ofFile.first, position, conflict);
  }

  /** Takes over what another log of the same files has found. */
  merge(other: ConflictsOfFiles): void {
    for (const [file, { count, first }] of other.entries()) {
      this.files[file]!.count += count;
      for (const conflict of first) this.#keep(this.files[file]!.first, conflict.position, () => conflict);
    }
  }

  #keep(first: Conflict[], position: number, conflict: () => Conflict): void {
    const place = first.findIndex((kept) => kept.position > position);
    if (place === -1 && first.length >= this.#kept) return;
    first.splice(place === -1 ? first.length : place, 0, conflict());
    if (first.length > this.#kept) first.pop();
  }

  #fileAt(position: number): number {
    return this.#fileStarts.findLastIndex((start) => start <= position);
  }
}
