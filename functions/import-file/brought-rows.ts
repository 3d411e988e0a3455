import type { BroughtRow } from '../../shared/imports/brought-row.ts';
import { broughtRowsKey } from '../../shared/storage/keys/import-keys.ts';
import { RowParts } from './row-parts.ts';

/** Keeps beside a file what each of its rows has brought, so that its import can be undone when the file is gone. */
export class BroughtRows {
  readonly #rows: RowParts;
  #next: number;

  /**
   * @param importName rows of another version of the file are others
   * @param run who writes
   * @param rowsBefore how many have been read in earlier stretches
   */
  constructor(
    {
      key,
      importName,
      run,
      rowsBefore,
    }: { key: string; importName: string; run: string; rowsBefore: number },
    write: (key: string, text: string) => Promise<void>,
  ) {
    this.#rows = new RowParts((first) => broughtRowsKey(key, importName, run, first), write);
    this.#next = rowsBefore + 1;
  }

  /** The next row of the file: each is told, so that they are counted by their places. */
  add(row: BroughtRow): void {
    this.#rows.add(this.#next, row);
    this.#next += 1;
  }

  async flush(when: 'full' | 'always'): Promise<void> {
    await this.#rows.flush(when);
  }
}
