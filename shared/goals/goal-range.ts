import type { Goal } from '../records/goal.ts';
import { boundedUtcText } from '../records/time/bounded-utc-text.ts';
import { dayNumber } from '../records/time/calendar-days.ts';
import { LOOK_AROUND_DAYS } from './goal-points.ts';

const DAY_SECONDS = 86_400;

/**
 * Where the records that a goal looks at lie on the UTC time line, both ends inclusive: LOOK_AROUND_DAYS
 * before its start to as many after its due date, with a day to spare on each side for offsets and for a
 * session that ends on the first day but began the day before. Whatever a client has beyond that is not read.
 *
 * @param versions of one goal: the range covers them all
 * @returns UTC texts `YYYY-MM-DDTHH:MM:SS`
 */
export function goalRange(versions: readonly Pick<Goal, 'startsOn' | 'dueOn'>[]): {
  from: string;
  to: string;
} {
  const first = Math.min(...versions.map(({ startsOn }) => dayNumber(startsOn)));
  const last = Math.max(...versions.map(({ dueOn }) => dayNumber(dueOn)));
  const days = (day: number) => boundedUtcText(day * DAY_SECONDS);
  return { from: days(first - LOOK_AROUND_DAYS - 1), to: days(last + LOOK_AROUND_DAYS + 2) };
}
