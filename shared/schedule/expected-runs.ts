/**
 * Days within which each schedule runs again, by the function that it starts: its longest pause and a day. The daily look for
 * what did not happen is not among them: an alarm rings when that one is silent.
 */
export const RUNS_WITHIN_DAYS = {
  'close-period': 93,
  'publish-release': 93,
  'write-digests': 8,
  'write-reports': 32,
} as const;
export type Scheduled = keyof typeof RUNS_WITHIN_DAYS;

export const SCHEDULED = Object.keys(RUNS_WITHIN_DAYS) as Scheduled[];

const MILLISECONDS_A_DAY = 86_400_000;

/**
 * Schedules that should have run and did not.
 *
 * @param ran for which scheduled time each has run last, as ISO instants
 */
export function missedRuns(ran: ReadonlyMap<string, string>, now: Date): Scheduled[] {
  return SCHEDULED.filter((schedule) => {
    const last = ran.get(schedule);
    const days = (now.getTime() - Date.parse(last ?? '')) / MILLISECONDS_A_DAY;
    return days >= RUNS_WITHIN_DAYS[schedule];
  });
}
