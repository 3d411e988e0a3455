/** A closed calendar quarter: what one release covers. Periods are disjoint and are released once. */
export type ReleasePeriod = {
  /** e.g. `2026Q3` */
  period: string;
  /** The three months, e.g. `2026-07` to `2026-09`; a session lies in the month of its start as written. */
  months: [string, string, string];
  /** When it closes, UTC: late reports have until then. The release is dated with this instant. */
  closesAt: string;
};

/** Days after the quarter's end in which late reports still count. */
export const LATE_REPORT_DAYS = 30;

const PERIOD = /^(\d{4})Q([1-4])$/;

/**
 * @param period e.g. `2026Q3`
 * @returns undefined when the text is no quarter
 */
export function releasePeriod(period: string): ReleasePeriod | undefined {
  const match = PERIOD.exec(period);
  if (!match) return undefined;
  const year = Number(match[1]);
  const firstMonth = (Number(match[2]) - 1) * 3;
  const months = [0, 1, 2].map(
    (offset) => `${match[1]}-${String(firstMonth + offset + 1).padStart(2, '0')}`,
  ) as ReleasePeriod['months'];
  const closes = new Date(Date.UTC(year, firstMonth + 3, 1 + LATE_REPORT_DAYS));
  return { period, months, closesAt: closes.toISOString() };
}

/** The quarter that a month such as `2026-08` lies in. */
export function quarterOf(month: string): string {
  return `${month.slice(0, 4)}Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`;
}

/** The latest period that is closed at an instant (ISO 8601). */
export function lastClosedPeriod(instant: string): ReleasePeriod {
  const at = new Date(instant);
  const month = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
  for (;;) {
    const candidate = releasePeriod(quarterOf(month.toISOString().slice(0, 7)))!;
    if (Date.parse(candidate.closesAt) <= at.getTime()) return candidate;
    month.setUTCMonth(month.getUTCMonth() - 1);
  }
}
