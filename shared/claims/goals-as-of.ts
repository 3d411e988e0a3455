import type { GoalOfClient } from '../goals/goal-of-client.ts';
import type { GoalProgress } from '../goals/goal-progress.ts';
import { lastDayOf } from '../outcomes/months.ts';
import { dateAsWritten } from '../records/instant.ts';

/**
 * The day as of which goals are judged: that of the latest record, a session, a value that was offered to a goal
 * or a goal that was written down, and no later than the last month that was asked about. So files say the same
 * whenever they are read, and a goal that is due after the last record is open, not missed.
 *
 * @param to the last month, such as `2026-08`; null: no bound
 * @param lastSession the day of the latest session; null without one
 * @returns null where there is no record
 */
export function goalsAsOf(
  to: string | null,
  lastSession: string | null,
  goals: readonly GoalOfClient[],
): string | null {
  const latest = [lastSession ?? '', ...goals.map(({ progress }) => lastRecordOn(progress))].reduce((a, b) =>
    a > b ? a : b,
  );
  if (latest === '') return null;
  const end = to === null ? latest : lastDayOf(to);
  return latest < end ? latest : end;
}

/** The latest day of what a goal looked at, taken or refused, and of the goal itself. */
function lastRecordOn({ points, refused, recordedAt }: GoalProgress): string {
  const dates = [
    dateAsWritten(recordedAt),
    ...points.map(({ at }) => dateAsWritten(at)),
    ...Object.values(refused).map((values) => values.at(-1)!.on),
  ];
  return dates.reduce((a, b) => (a > b ? a : b));
}
