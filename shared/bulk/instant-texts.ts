import { hasYear, type ZoneOffsets, zoneOffsets } from '../records/time/time-zone.ts';
import { instantText, offsetSeconds, packedOffset } from './instant-bytes.ts';

const DAY_SECONDS = 86_400;
const MOST_DAYS = 4_096;
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
const CLOCK = Array.from(
  { length: 1_440 },
  (_, minute) => `T${TWO_DIGITS[Math.floor(minute / 60)]}:${TWO_DIGITS[minute % 60]}:`,
);

/**
 * instantText for many instants: days and offsets come again and again. Where the clinic has a time zone, an instant is
 * written as the clinic's clocks show it, as records/time/in-zone.ts does.
 */
export class InstantTexts {
  readonly #days = new Map<number, string>();
  readonly #offsets = new Map<number, string>();
  readonly #zone: ZoneOffsets | undefined;

  /** @param timeZone undefined: instants are written as they were sent */
  constructor(timeZone?: string) {
    this.#zone = timeZone === undefined ? undefined : zoneOffsets(timeZone);
  }

  /** @param sentOffset as the row holds it */
  textOf(seconds: number, nanos: number, sentOffset: number): string {
    const offset = this.#zone ? this.#offsetAt(this.#zone, seconds, sentOffset) : sentOffset;
    if (nanos !== 0) return instantText(seconds, nanos, offset);
    const local = seconds + offsetSeconds(offset);
    const day = Math.floor(local / DAY_SECONDS);
    const second = local - day * DAY_SECONDS;
    const minute = Math.floor(second / 60);
    return this.#dayText(day) + CLOCK[minute]! + TWO_DIGITS[second - minute * 60]! + this.#offsetText(offset);
  }

  #offsetAt(zone: ZoneOffsets, seconds: number, sentOffset: number): number {
    const offset = packedOffset(zone.minutesAt(seconds));
    return hasYear(seconds + offsetSeconds(offset)) ? offset : sentOffset;
  }

  #dayText(day: number): string {
    let text = this.#days.get(day);
    if (text === undefined) {
      text = instantText(day * DAY_SECONDS, 0, 0).slice(0, 10);
      if (this.#days.size >= MOST_DAYS) this.#days.clear();
      this.#days.set(day, text);
    }
    return text;
  }

  #offsetText(offset: number): string {
    let text = this.#offsets.get(offset);
    if (text === undefined) {
      text = instantText(0, 0, offset).slice(19);
      this.#offsets.set(offset, text);
    }
    return text;
  }
}
