import { boundedUtcText } from '../records/bounded-utc-text.ts';
import type { Goal } from '../records/goal.ts';

const DAY_SECONDS = 86_400;

/**
 * Where the records that can feed a goal lie on the UTC time line, both ends inclusive: from its start to
 * the end of its due date, with a day to spare on each side for offsets and for a session that ends on the
 * first day but began the day before.
 *
 * @returns UTC texts `YYYY-MM-DDTHH:MM:SS`
 */
export function goalRange(goal: Pick<Goal, 'startsOn' | 'dueOn'>): { from: string; to: string } {
  const start = Date.parse(`${goal.startsOn}T00:00:00Z`) / 1000;
  const endOfDueDate = Date.parse(`${goal.dueOn}T00:00:00Z`) / 1000 + DAY_SECONDS;
  return { from: boundedUtcText(start - DAY_SECONDS), to: boundedUtcText(endOfDueDate + DAY_SECONDS) };
}
