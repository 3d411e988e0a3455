const PART_BYTES = 4 * 1024 * 1024;

/**
 * Collects what is kept of rows, a line each, and writes it in parts of bounded size, so that a file of any length fits the
 * memory. Parts are named by the row that they begin with.
 */
export class RowParts {
  #lines: string[] = [];
  #bytes = 0;
  #first = 0;
  readonly #keyOf: (first: number) => string;
  readonly #write: (key: string, text: string) => Promise<void>;

  /** @param keyOf where the part lies whose first row has this place */
  constructor(keyOf: (first: number) => string, write: (key: string, text: string) => Promise<void>) {
    this.#keyOf = keyOf;
    this.#write = write;
  }

  add(place: number, row: object): void {
    const line = `${JSON.stringify(row)}\n`;
    if (this.#lines.length === 0) this.#first = place;
    this.#lines.push(line);
    this.#bytes += Buffer.byteLength(line);
  }

  /** Writes a part if it is full, or whatever there is. @returns its key, where one was written */
  async flush(when: 'full' | 'always'): Promise<string | undefined> {
    if (this.#lines.length === 0 || (when === 'full' && this.#bytes < PART_BYTES)) return undefined;
    const key = this.#keyOf(this.#first);
    await this.#write(key, this.#lines.join(''));
    this.#lines = [];
    this.#bytes = 0;
    return key;
  }
}
