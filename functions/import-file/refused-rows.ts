import type { KeptRow } from '../../shared/records/files/file-item.ts';
import { refusedRowsKey } from '../../shared/storage/keys/import-keys.ts';
import { RowParts } from './row-parts.ts';

/** Keeps refused rows beside their file. */
export class RefusedRows {
  readonly parts: string[];
  readonly #rows: RowParts;

  /**
   * @param run who writes
   * @param parts those that earlier stretches have written
   */
  constructor(
    { key, run, parts }: { key: string; run: string; parts: readonly string[] },
    write: (key: string, text: string) => Promise<void>,
  ) {
    this.#rows = new RowParts((firstLine) => refusedRowsKey(key, run, firstLine), write);
    this.parts = [...parts];
  }

  add(row: KeptRow): void {
    this.#rows.add(row.line, row);
  }

  /** Writes a part if it is full, or whatever there is. */
  async flush(when: 'full' | 'always'): Promise<void> {
    const part = await this.#rows.flush(when);
    if (part !== undefined) this.parts.push(part);
  }
}
