const EASTERNMOST_MINUTES = 14 * 60;
const WESTERNMOST_MINUTES = -12 * 60;
const FIRST_SECONDS = Date.parse('0001-01-01T00:00:00Z') / 1000;
const LAST_SECONDS = Date.parse('9999-12-31T23:59:59Z') / 1000;
/**
 * A place, as the database names them: `America/Chicago`. An abbreviation such as `CST` or `EST`, or an offset, which
 * Intl takes too, may mean several zones or one that knows no summer time.
 */
const NAME = /^(?:UTC|[A-Z][A-Za-z_]*(?:\/[A-Za-z0-9_+-]+)+)$/;

/**
 * Whether the text names a time zone of the IANA database by its place, such as `America/Chicago`, in the case that
 * the database writes it in; or `UTC`.
 */
export function isTimeZone(text: string): boolean {
  if (!NAME.test(text)) return false;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
    // Engines answer an older name by a newer one, or the other way round; only its case can be compared.
    return known.toLowerCase() !== text.toLowerCase() || known === text;
  } catch {
    return false;
  }
}

const DAY_SECONDS = 86_400;
/** A Map of more would cost more memory than it saves time: eighty years. */
const MOST_DAYS = 30_000;

/** Minutes ahead of UTC on one day: all day, or up to an instant and from it on. */
type OffsetsOfDay = number | { before: number; changes: number; after: number };

/**
 * How far a time zone is ahead of UTC, minute by minute. Intl is asked twice for each day that comes up, and more
 * often only for a day on which clocks change; all else is looked up.
 */
export class ZoneOffsets {
  readonly #format: Intl.DateTimeFormat;
  readonly #days = new Map<number, OffsetsOfDay>();

  /** @param timeZone as isTimeZone knows it */
  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  }

  /**
   * Minutes ahead of UTC at an instant, negative in the west. Seconds of local mean time, which nobody has kept since
   * 1972, are left out, and what is further away than any civil time is brought back to it: the text of an instant
   * has no place for either, and means the same instant without.
   *
   * @param seconds since 1970-01-01T00:00:00Z
   */
  minutesAt(seconds: number): number {
    const day = Math.floor(seconds / DAY_SECONDS);
    let offsets = this.#days.get(day);
    if (offsets === undefined) {
      offsets = this.#offsetsOf(day);
      if (this.#days.size >= MOST_DAYS) this.#days.clear();
      this.#days.set(day, offsets);
    }
    if (typeof offsets === 'number') return offsets;
    return seconds < offsets.changes ? offsets.before : offsets.after;
  }

  #offsetsOf(day: number): OffsetsOfDay {
    let [low, high] = [day * DAY_SECONDS, (day + 1) * DAY_SECONDS - 1];
    const [before, after] = [this.#ask(low), this.#ask(high)];
    if (before === after) return before;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.#ask(middle) === before) low = middle;
      else high = middle;
    }
    return { before, changes: high, after };
  }

  #ask(seconds: number): number {
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(this.#format.format(seconds * 1000)) ?? [];
    if (sign === undefined) return 0;
    const ahead = Number(hours) * 60 + Number(minutes);
    return sign === '-' ? Math.max(-ahead, WESTERNMOST_MINUTES) : Math.min(ahead, EASTERNMOST_MINUTES);
  }
}

const zones = new Map<string, ZoneOffsets>();

/** The offsets of a time zone, which all who ask share. */
export function zoneOffsets(timeZone: string): ZoneOffsets {
  let offsets = zones.get(timeZone);
  if (offsets === undefined) {
    offsets = new ZoneOffsets(timeZone);
    zones.set(timeZone, offsets);
  }
  return offsets;
}

/** Whether local time, in seconds as if it were UTC, lies in a year that the text of an instant can say. */
export function hasYear(localSeconds: number): boolean {
  return localSeconds >= FIRST_SECONDS && localSeconds <= LAST_SECONDS;
}
