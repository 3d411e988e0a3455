import { dateAfter } from '../records/time/calendar-days.ts';
import type { GoalProgress } from './goal-progress.ts';
import { type GoalReport, goalReport } from './goal-report.ts';
import { goalStanding } from './goal-standing.ts';

/** A goal and whose it is: `client` is the pseudonym, which tells clients apart without naming them. */
export type ClientGoal = { client: string } & GoalReport & {
    /** Attained, and not yet so seven days before. */
    newlyAttained: boolean;
  };

const WEEK_DAYS = 7;

/** A client's goal as it stands on a date. */
export function clientGoal(client: string, progress: GoalProgress, asOf: string): ClientGoal {
  const report = goalReport(progress, asOf);
  const newlyAttained =
    report.status === 'attained' && goalStanding(progress, dateAfter(asOf, -WEEK_DAYS)).status !== 'attained';
  return { client, ...report, newlyAttained };
}

/** Whether the due date has passed: nothing can change any more but by a correction. */
export function isClosed({ asOf, dueOn }: Pick<GoalReport, 'asOf' | 'dueOn'>): boolean {
  return asOf > dueOn;
}

/** Whether a goal still has something to come: it is neither attained nor past its due date. */
export function isOpen(goal: Pick<GoalReport, 'asOf' | 'dueOn' | 'status'>): boolean {
  return !isClosed(goal) && goal.status !== 'attained';
}

export function distinctClients(goals: readonly Pick<ClientGoal, 'client'>[]): number {
  return new Set(goals.map(({ client }) => client)).size;
}
