/** How long the periods of a programme are. */
export type PeriodKind = 'quarter' | 'half-year';

/** A closed calendar period: what one release covers. Periods are disjoint and are released once. */
export type ReleasePeriod = {
  /** e.g. `2026Q3` or `2026H2` */
  period: string;
  /** Its three or six months, e.g. `2026-07` to `2026-09`; a session lies in the month of its start as written. */
  months: readonly string[];
  /** When it closes, UTC: late reports have until then. */
  closesAt: string;
  /** When its input is frozen, UTC, whether or not anything came. */
  freezesAt: string;
  /** When it is published, UTC, whether or not anything is in it. The release is dated with this instant. */
  publishesAt: string;
};

/** What happens to a period at an instant of its own. */
export type PeriodStep = 'closesAt' | 'freezesAt' | 'publishesAt';

/** Days after the period's end in which late reports still count. */
export const LATE_REPORT_DAYS = 30;

/**
 * Freezing is at 06:00 UTC on the first of February, May, August and November. A period closes 30 days after
 * its end, as 31 January, 1 May, 31 July or 31 October begins: the first of a month is never before that, at
 * most a day after it, and an instant that one cron expression can name for all of them. Publishing comes two
 * days later, which leaves time to mend a tally that failed without the release being late.
 */
export const FREEZE_CRON = 'cron(0 6 1 2,5,8,11 ? *)';
export const PUBLISH_CRON = 'cron(0 6 3 2,5,8,11 ? *)';
const FREEZE_DAY = 1;
const PUBLISH_DAY = 3;
const HOUR = 6;

const PERIOD = /^(\d{4})(?:Q([1-4])|H([12]))$/;

/**
 * @param period e.g. `2026Q3` or `2026H2`
 * @returns undefined when the text is neither a quarter nor a half-year
 */
export function releasePeriod(period: string): ReleasePeriod | undefined {
  const match = PERIOD.exec(period);
  if (!match) return undefined;
  const [, year, quarter, half] = match;
  const length = quarter ? 3 : 6;
  const first = (Number(quarter ?? half) - 1) * length;
  const months = Array.from(
    { length },
    (_, offset) => `${year}-${String(first + offset + 1).padStart(2, '0')}`,
  );
  const after = (month: number, day: number, hour: number) =>
    new Date(Date.UTC(Number(year), first + length + month, day, hour)).toISOString();
  return {
    period,
    months,
    closesAt: after(0, 1 + LATE_REPORT_DAYS, 0),
    freezesAt: after(1, FREEZE_DAY, HOUR),
    publishesAt: after(1, PUBLISH_DAY, HOUR),
  };
}

/** The period of a kind that a month such as `2026-08` lies in. */
export function periodOf(kind: PeriodKind, month: string): string {
  const [year, number] = [month.slice(0, 4), Number(month.slice(5, 7))];
  return kind === 'quarter' ? `${year}Q${Math.ceil(number / 3)}` : `${year}H${Math.ceil(number / 6)}`;
}

/** Whether a period has closed: it has ended, and late reports of it count no more. */
export function hasClosed({ closesAt }: Pick<ReleasePeriod, 'closesAt'>, now: Date): boolean {
  return Date.parse(closesAt) <= now.getTime();
}

/**
 * The latest quarter of data that has closed.
 *
 * @param first month of the data, such as `2026-05`, and `last`
 * @returns undefined when all of the data are in quarters that have not closed
 */
export function closedQuarter(first: string, last: string, now: Date): ReleasePeriod | undefined {
  const quarter = releasePeriod(periodOf('quarter', last))!;
  if (hasClosed(quarter, now)) return quarter;
  const closed = periodDue('closesAt', 'quarter', now.toISOString())!;
  return first <= closed.months.at(-1)! ? closed : undefined;
}

/** Whether a period is of the kind. */
export function isOfKind(kind: PeriodKind, { period }: ReleasePeriod): boolean {
  return period[4] === (kind === 'quarter' ? 'Q' : 'H');
}

/** The period of its kind that comes next. */
export function periodAfter({ period, months }: ReleasePeriod): ReleasePeriod {
  const kind = period[4] === 'Q' ? 'quarter' : 'half-year';
  const [year, month] = months.at(-1)!.split('-').map(Number) as [number, number];
  return releasePeriod(periodOf(kind, new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7)))!;
}

/**
 * The period of a kind whose turn it is when the schedule fires at an instant (ISO 8601).
 *
 * @returns undefined for half-years when only a quarter ends
 */
export function periodDue(step: PeriodStep, kind: PeriodKind, instant: string): ReleasePeriod | undefined {
  const quarter = lastQuarter(step, instant);
  if (kind === 'quarter') return quarter;
  const half = releasePeriod(periodOf('half-year', quarter.months[0]!))!;
  return half[step] === quarter[step] ? half : undefined;
}

function lastQuarter(step: PeriodStep, instant: string): ReleasePeriod {
  const at = new Date(instant);
  const month = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
  for (;;) {
    const candidate = releasePeriod(periodOf('quarter', month.toISOString().slice(0, 7)))!;
    if (Date.parse(candidate[step]) <= at.getTime()) return candidate;
    month.setUTCMonth(month.getUTCMonth() - 1);
  }
}
