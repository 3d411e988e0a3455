import type { GoalOfClient } from '../goals/goal-of-client.ts';
import type { GoalProgress } from '../goals/goal-progress.ts';
import { lastDayOf } from '../outcomes/months.ts';
import { dateOfDay, dayNumber } from '../records/time/calendar-days.ts';
import { dateAsWritten } from '../records/time/instant.ts';
import type { ClientSessions, OutcomeTable } from '../statistics/table/outcome-table.ts';

const DAY_MINUTES = 24 * 60;
const LAST_DAY = '9999-12-31';

/**
 * The day on which the latest session of a table began, of those up to a day where one is given: the clinic's day,
 * or UTC's where a later session has to be passed over. Null without sessions.
 */
export function lastSessionOn(
  { lastSessionOn: day, sessions }: OutcomeTable,
  today: string | null = null,
): string | null {
  if (day === null || today === null || day <= today) return day;
  const until = (dayNumber(today) + 1) * DAY_MINUTES;
  const latest = sessions.start.values.reduce(
    (a, b) => (b < until ? Math.max(a, b) : a),
    Number.NEGATIVE_INFINITY,
  );
  return latest === Number.NEGATIVE_INFINITY ? null : dateOfDay(Math.floor(latest / DAY_MINUTES));
}

/** The same of outcomes: the clinic's day on which the latest session up to a day began. */
export function lastSessionAmong(clients: readonly ClientSessions[], today: string): string | null {
  let latest: string | null = null;
  for (const { sessions } of clients) {
    for (const { startedAt } of sessions) {
      const day = dateAsWritten(startedAt);
      if (day <= today && (latest === null || day > latest)) latest = day;
    }
  }
  return latest;
}

/**
 * The day as of which goals are judged: that of the latest record, a session, a value that was offered to a goal
 * or a goal that was written down, and no later than the last month that was asked about. So files say the same
 * whenever they are read, and a goal that is due after the last record is open, not missed. A record that is dated
 * after today is left aside: it says nothing of how late it is.
 *
 * @param to the last month, such as `2026-08`; null: no bound
 * @param lastSession the day of the latest session, up to today; null without one
 * @param today the reader's day; null: every record counts
 * @returns null where there is no record
 */
export function goalsAsOf(
  to: string | null,
  lastSession: string | null,
  goals: readonly GoalOfClient[],
  today: string | null = null,
): string | null {
  const records = goals.map(({ progress }) => lastRecordOn(progress, today ?? LAST_DAY));
  const latest = [lastSession ?? '', ...records].reduce((a, b) => (a > b ? a : b));
  if (latest === '') return null;
  const end = to === null ? latest : lastDayOf(to);
  return latest < end ? latest : end;
}

/** The latest day, up to today, of what a goal looked at, taken or refused, and of the goal itself; or ''. */
function lastRecordOn({ points, refused, recordedAt }: GoalProgress, today: string): string {
  const dates = [
    dateAsWritten(recordedAt),
    ...points.map(({ at }) => dateAsWritten(at)),
    ...Object.values(refused).flatMap((values) => values.map(({ on }) => on)),
  ];
  return dates.reduce((a, b) => (b <= today && b > a ? b : a), '');
}
