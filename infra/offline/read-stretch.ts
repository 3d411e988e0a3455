import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { RecordScanner } from '../../shared/bulk/record-scanner.ts';
import { FileBroken } from '../../shared/records/files/file-item.ts';
import { LONGEST_LINE_BYTES } from '../../shared/records/files/file-lines.ts';
import { ndjsonItem } from '../../shared/records/files/ndjson-records.ts';
import { readRecordFile } from '../../shared/records/files/record-file.ts';
import type { Stretch } from './read-plan.ts';
import type { RecordIntake, StretchRefusals } from './record-intake.ts';

/** What came of a stretch besides the records that were taken in. */
export type StretchResult = StretchRefusals & {
  /** Lines that begin in it. */
  lines: number;
  /** Of a file that is read item by item: the line of each, the first item first. */
  itemLines?: number[];
  /** Where a file broke that is read as a whole. */
  stoppedAt?: { line: number; reason: string };
};

const LINE_FEED = 10;

/** Reads stretches of files one after the other, with memory that is used again. */
export class StretchReader {
  readonly #intake: RecordIntake;
  readonly #clinic: string | undefined;
  readonly #scanner = new RecordScanner();
  #buffer = Buffer.alloc(0);

  /** @param clinic filled in where a record names none, demanded where it names one */
  constructor(intake: RecordIntake, clinic: string | undefined) {
    this.#intake = intake;
    this.#clinic = clinic;
  }

  async read(stretch: Stretch): Promise<StretchResult> {
    if (stretch.format === 'ndjson') return this.#readNdjson(stretch);
    const result: StretchResult = { lines: 0, counts: {}, first: [], sessions: [] };
    try {
      await (stretch.format === 'csv' ? this.#readCsv(stretch, result) : this.#readItems(stretch, result));
    } catch (error) {
      if (!(error instanceof FileBroken)) throw error;
      result.stoppedAt = { line: error.line, reason: error.reason };
    }
    return result;
  }

  async #readCsv({ path, base }: Stretch, result: StretchResult): Promise<void> {
    const options = { ...(this.#clinic !== undefined && { clinicId: this.#clinic }), withTyped: true };
    for await (const item of readRecordFile(path, createReadStream(path), options))
      this.#intake.takeItem(item, base + item.line, result);
  }

  /** As an import reads it: FHIR by what is in it, another system's file by its mapping. */
  async #readItems({ path, base, mapping }: Stretch, result: StretchResult): Promise<void> {
    // Loaded only where it is needed: readers of workbooks and FHIR take a while.
    const { importItems } = await import('../../shared/imports/import-items.ts');
    const open = async (start: number) => createReadStream(path, { start });
    const lines: number[] = [];
    result.itemLines = lines;
    for await (const item of (await importItems(path, open, {
      clinicId: this.#clinic,
      mapping,
      withTyped: true,
    })) ?? []) {
      lines.push(item.line);
      this.#intake.takeItem(item, base + lines.length, result);
    }
  }

  #readNdjson(stretch: Stretch): StretchResult {
    const { start, end, base } = stretch;
    const result: StretchResult = { lines: 0, counts: {}, first: [], sessions: [] };
    const first = Math.max(start - 1, 0);
    const filled = this.#fill(stretch, first, end - first + LONGEST_LINE_BYTES + 1);
    const buffer = this.#buffer;
    // The byte before the stretch says whether a line begins with it.
    let at = start === 0 ? 0 : buffer.indexOf(LINE_FEED) + 1;
    if (start > 0 && at === 0) return result;
    while (at < filled && first + at < end) {
      result.lines += 1;
      const position = base + first + at;
      if (
        this.#scanner.scan(buffer, at) &&
        this.#isShort(at) &&
        this.#intake.takeScanned(this.#scanner, position)
      ) {
        at = this.#scanner.end + 1;
        continue;
      }
      const next = buffer.indexOf(LINE_FEED, at) + 1;
      const lineEnd = Math.min(next, filled);
      const raw = lineEnd - at > LONGEST_LINE_BYTES ? undefined : buffer.subarray(at, lineEnd);
      // The first line of a file may begin with a byte order mark, no other one.
      const line = first + at === 0 ? 1 : result.lines + 1;
      const item = ndjsonItem({ line, endByte: first + lineEnd, raw }, this.#clinic);
      if (item) item.line = result.lines;
      if (item && 'refusal' in item) item.refusal.line = result.lines;
      if (item && raw) item.typed = () => ({ text: raw.toString() });
      if (item) this.#intake.takeItem(item, position, result);
      at = next;
    }
    return result;
  }

  #isShort(start: number): boolean {
    return this.#scanner.end + 1 - start <= LONGEST_LINE_BYTES;
  }

  /** Reads into the buffer; a line feed follows what was read, also at the end of a file without one. */
  #fill({ path }: Stretch, from: number, most: number): number {
    if (this.#buffer.length < most + 1) this.#buffer = Buffer.allocUnsafeSlow(most + 1);
    const file = openSync(path, 'r');
    let filled = 0;
    try {
      for (let read = -1; read !== 0 && filled < most; filled += read) {
        read = readSync(file, this.#buffer, filled, most - filled, from + filled);
      }
    } finally {
      closeSync(file);
    }
    this.#buffer[filled] = LINE_FEED;
    return filled;
  }
}
