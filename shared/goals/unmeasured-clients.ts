import { compareText } from '../outcomes/client-order.ts';
import { dayNumber } from '../records/time/calendar-days.ts';
import { dateAsWritten } from '../records/time/instant.ts';
import { type ClientGoal, isOpen } from './client-goal.ts';

/** An open goal is due for a measurement after this many days without one. */
export const UNMEASURED_DAYS = 14;

type UnmeasuredGoal = Pick<ClientGoal, 'goalId' | 'kind' | 'measure' | 'dueOn'> & {
  /** The last measurement; null when there has been none since the goal began. */
  latestAt: string | null;
  /** Since that measurement's day as written, or since the goal's start. */
  days: number;
};

/** A client with open goals that nobody measures; those that somebody does are left out. */
export type UnmeasuredClient = { client: string; goals: UnmeasuredGoal[] };

/**
 * Which clients with an open goal have no measurement of it for some days.
 *
 * @param goals as they stand on `asOf`, in any order
 * @param asOf a date such as `2026-11-25`; that day counts
 * @returns the longest silence first, then by pseudonym; a client's goals likewise
 */
export function unmeasuredClients(
  goals: readonly ClientGoal[],
  asOf: string,
  days = UNMEASURED_DAYS,
): UnmeasuredClient[] {
  const silent = goals
    .filter(isOpen)
    .flatMap(({ client, goalId, kind, measure, startsOn, dueOn, latest }) => {
      const latestAt = latest?.at ?? null;
      const since = dayNumber(asOf) - dayNumber(latestAt === null ? startsOn : dateAsWritten(latestAt));
      return since < days ? [] : [{ client, goal: { goalId, kind, measure, dueOn, latestAt, days: since } }];
    });
  silent.sort(
    (a, b) =>
      b.goal.days - a.goal.days ||
      compareText(a.client, b.client) ||
      compareText(a.goal.goalId, b.goal.goalId),
  );
  return [...Map.groupBy(silent, ({ client }) => client)].map(([client, ofClient]) => ({
    client,
    goals: ofClient.map(({ goal }) => goal),
  }));
}
