const DAY_MILLISECONDS = 86_400_000;
/** Dates that fit below a chart of a phone's width. */
const MOST_TICKS = 4;

/**
 * A time axis in whole days, however close together the values lie: from the day of the first to the end of the
 * day of the last, in UTC, with a few dates such as `3 Aug`.
 *
 * @param instants at least one, in any order
 * @param shortDay how a date `2026-08-03` is written below it
 */
export function dayAxis(instants: readonly Date[], shortDay: (date: string) => string = inEnglish) {
  const days = instants.map((instant) => Math.floor(instant.getTime() / DAY_MILLISECONDS));
  const [first, end] = [Math.min(...days), Math.max(...days) + 1];
  const step = Math.ceil((end - first) / (MOST_TICKS - 1));
  const ticks: Date[] = [];
  for (let day = first; day <= end; day += step) ticks.push(dateOf(day));
  return {
    type: 'utc' as const,
    label: null,
    domain: [dateOf(first), dateOf(end)],
    ticks,
    tickFormat: (date: Date) => shortDay(date.toISOString().slice(0, 10)),
  };
}

const dateOf = (day: number) => new Date(day * DAY_MILLISECONDS);
const FORMAT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const inEnglish = (date: string) => FORMAT.format(new Date(date));
