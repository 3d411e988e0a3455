import type { WrittenOffsets } from '../records/time/written-offsets.ts';
import { instantText, offsetSeconds, packedOffset } from './instant-bytes.ts';

const MEAN_MONTH_SECONDS = (365.2425 * 86_400) / 12;
/** Months are noted from 1900 on for two centuries; what lies outside counts in the first or the last of them. */
const FIRST_SECONDS = Date.parse('1900-01-01T00:00:00Z') / 1000;
const MONTHS = 12 * 200;
const FIRST_MONTH = 12 * 1900 + 1;

/** records/time/written-offsets.ts for millions of rows: which offsets there are, and in which months, near enough. */
export class OffsetMonths {
  /** By seconds ahead of UTC: `-00:00` is UTC too. */
  readonly #seen = new Map<number, Uint8Array<ArrayBuffer>>();
  #offset = -1;
  #months = new Uint8Array(0);

  /** @param offset as a row holds it */
  note(seconds: number, offset: number): void {
    if (offset !== this.#offset) this.#turnTo(offset);
    const month = Math.floor((seconds + offsetSeconds(offset) - FIRST_SECONDS) / MEAN_MONTH_SECONDS);
    this.#months[Math.min(Math.max(month, 0), MONTHS - 1)] = 1;
  }

  #turnTo(offset: number): void {
    const seconds = offsetSeconds(offset);
    let months = this.#seen.get(seconds);
    if (months === undefined) {
      months = new Uint8Array(MONTHS);
      this.#seen.set(seconds, months);
    }
    this.#offset = offset;
    this.#months = months;
  }

  get offsets(): WrittenOffsets {
    return Object.fromEntries(
      [...this.#seen].map(([seconds, months]) => [
        instantText(0, 0, packedOffset(seconds / 60)).slice(-6),
        [...months.keys()].filter((month) => months[month] === 1).map((month) => FIRST_MONTH + month),
      ]),
    );
  }
}
