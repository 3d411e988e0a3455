import { dateAsWritten } from '../records/time/instant.ts';
import { monthOfStatistics, statisticsPk } from '../storage/keys/keys.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { clinicGoals } from '../views/clinic-goals.ts';
import type { Timeline } from './timeline.ts';

/**
 * What counts as today where the data have ended, such as a sample's: their last day, for a clinic whose sessions are all of its
 * month or before, and whose goals know of no later day. Where somebody goes on, or begins, that is over: who records a
 * visit, sets a goal or measures one looks for it today.
 *
 * @param lastDay `YYYY-MM-DD`
 * @param today by the clock, in the clinic's time zone
 */
export function todayOfEnded(
  lastDay: string,
  views: Pick<ViewStore, 'liveSortKeys' | 'each'>,
  today: (clinicId: string) => Promise<string>,
): (clinicId: string) => Promise<string> {
  return async (clinicId) => {
    const months = (await views.liveSortKeys(statisticsPk(clinicId))).map(monthOfStatistics).toSorted();
    const latest = months.at(-1);
    const hasEnded = latest !== undefined && latest <= lastDay.slice(0, 'YYYY-MM'.length);
    return hasEnded && !(await goalsGoOn(lastDay, views, clinicId)) ? lastDay : today(clinicId);
  };
}

/** Whether a goal begins after a day, or has a value of a later one. */
async function goalsGoOn(
  lastDay: string,
  views: Pick<ViewStore, 'each'>,
  clinicId: string,
): Promise<boolean> {
  const goals = await clinicGoals(views, clinicId);
  return goals.some(
    ({ progress: { startsOn, points } }) =>
      startsOn > lastDay || points.some(({ at }) => dateAsWritten(at) > lastDay),
  );
}

/** A client of whom something is of a later day than the data's last goes on: he is looked at as of today. */
export function goesOnAfter(
  asOf: string,
  {
    sessions,
    painScores,
    measurements,
    goals,
  }: Pick<Timeline, 'sessions' | 'painScores' | 'measurements' | 'goals'>,
): boolean {
  const days = [
    ...sessions.map(({ startedAt }) => dateAsWritten(startedAt)),
    ...[...painScores, ...measurements].map(({ at }) => dateAsWritten(at)),
    ...goals.map(({ startsOn }) => startsOn),
  ];
  return days.some((day) => day > asOf);
}
