import type { FileRefusal, RefusedRow, TypedRow } from '../../shared/records/file-item.ts';
import { refusedRowsKey } from '../../shared/storage/import-keys.ts';

const PART_BYTES = 4 * 1024 * 1024;
/** Letters of a row, as JSON. */
const LONGEST_TYPED = 8_192;

/**
 * Collects refused rows and writes them in parts of bounded size, so that a file of nothing but refused
 * rows fits the memory too. Parts are named by their first line: the same import writes the same parts.
 */
export class RefusedRows {
  readonly parts: string[];
  #lines: string[] = [];
  #bytes = 0;
  #firstLine = 0;
  readonly #key: string;
  readonly #write: (key: string, text: string) => Promise<void>;

  /** @param parts those that earlier stretches have written */
  constructor(key: string, parts: readonly string[], write: (key: string, text: string) => Promise<void>) {
    this.#key = key;
    this.parts = [...parts];
    this.#write = write;
  }

  /** @param typed the row itself, by which it can be mended; a very long one is not kept */
  add(refusal: FileRefusal, typed: TypedRow | undefined): void {
    const isShort = typed !== undefined && JSON.stringify(typed).length <= LONGEST_TYPED;
    const row: RefusedRow = { ...refusal, ...(isShort && { typed }) };
    const line = `${JSON.stringify(row)}\n`;
    if (this.#lines.length === 0) this.#firstLine = refusal.line;
    this.#lines.push(line);
    this.#bytes += Buffer.byteLength(line);
  }

  /** Writes a part if it is full, or whatever there is. */
  async flush(when: 'full' | 'always'): Promise<void> {
    if (this.#lines.length === 0 || (when === 'full' && this.#bytes < PART_BYTES)) return;
    const part = refusedRowsKey(this.#key, this.#firstLine);
    await this.#write(part, this.#lines.join(''));
    if (!this.parts.includes(part)) this.parts.push(part);
    this.#lines = [];
    this.#bytes = 0;
  }
}
