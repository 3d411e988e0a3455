/** How long the periods of a programme are; of the last kind, quarters tell totals and the year tells the rest. */
export const PERIOD_KINDS = ['quarter', 'half-year', 'year', 'quarter-and-year'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** How long one period is. */
export type PeriodLength = Exclude<PeriodKind, 'quarter-and-year'>;

/** A closed calendar period: what one release covers. Each is released once, and periods of one length are disjoint. */
export type ReleasePeriod = {
  /** e.g. `2026Q3`, `2026H2` or `2026Y` */
  period: string;
  /** Its three, six or twelve months, e.g. `2026-07` to `2026-09`; a session lies in the month of its start as written. */
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

const PERIOD = /^(\d{4})(?:Q([1-4])|H([12])|(Y))$/;

/**
 * @param period e.g. `2026Q3`, `2026H2` or `2026Y`
 * @returns undefined when the text is no period
 */
export function releasePeriod(period: string): ReleasePeriod | undefined {
  const match = PERIOD.exec(period);
  if (!match) return undefined;
  const [, year, quarter, half] = match;
  const length = quarter ? 3 : half ? 6 : 12;
  const first = (Number(quarter ?? half ?? 1) - 1) * length;
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

/** How long the periods of a kind are, those that tell most first. */
export function lengthsOf(kind: PeriodKind): readonly PeriodLength[] {
  return kind === 'quarter-and-year' ? ['year', 'quarter'] : [kind];
}

const EXAMPLES: Readonly<Record<PeriodLength, string>> = {
  quarter: 'a quarter such as 2026Q4',
  'half-year': 'a half-year such as 2026H2',
  year: 'a year such as 2026Y',
};

/** A period of a kind, for messages. */
export function periodExample(kind: PeriodKind): string {
  return lengthsOf(kind)
    .map((length) => EXAMPLES[length])
    .join(', or ');
}

/** How long a period is. */
export function lengthOf({ period }: Pick<ReleasePeriod, 'period'>): PeriodLength {
  return period[4] === 'Q' ? 'quarter' : period[4] === 'H' ? 'half-year' : 'year';
}

/** The period of a length that a month such as `2026-08` lies in. */
export function periodOf(length: PeriodLength, month: string): string {
  const [year, number] = [month.slice(0, 4), Number(month.slice(5, 7))];
  if (length === 'year') return `${year}Y`;
  return length === 'quarter' ? `${year}Q${Math.ceil(number / 3)}` : `${year}H${Math.ceil(number / 6)}`;
}

/**
 * Sorts periods of any length by time: by their ends, and of those that end together the shorter one first.
 *
 * @returns text to compare
 */
export function orderOf({ months }: Pick<ReleasePeriod, 'months'>): string {
  return `${months.at(-1)} ${String(months.length).padStart(2, '0')}`;
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
export function isOfKind(kind: PeriodKind, period: Pick<ReleasePeriod, 'period'>): boolean {
  return lengthsOf(kind).includes(lengthOf(period));
}

/** The period of its length that comes next. */
export function periodAfter(period: ReleasePeriod): ReleasePeriod {
  const [year, month] = period.months.at(-1)!.split('-').map(Number) as [number, number];
  const next = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
  return releasePeriod(periodOf(lengthOf(period), next))!;
}

/** The period of its length that came before. */
export function periodBefore(period: ReleasePeriod): ReleasePeriod {
  const [year, month] = period.months[0]!.split('-').map(Number) as [number, number];
  const before = new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7);
  return releasePeriod(periodOf(lengthOf(period), before))!;
}

/**
 * The period of a length whose turn it is when the schedule fires at an instant (ISO 8601).
 *
 * @returns undefined for longer periods when only a quarter ends
 */
export function periodDue(
  step: PeriodStep,
  length: PeriodLength,
  instant: string,
): ReleasePeriod | undefined {
  const quarter = lastQuarter(step, instant);
  const period = releasePeriod(periodOf(length, quarter.months[0]!))!;
  return period[step] === quarter[step] ? period : undefined;
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
