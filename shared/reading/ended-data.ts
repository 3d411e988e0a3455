import { monthOfStatistics, statisticsPk } from '../storage/keys.ts';
import type { ViewStore } from '../storage/view-store.ts';

/**
 * What counts as today where the data have ended, such as a sample's: their last day, for a clinic whose sessions are all of its
 * month or before. Where somebody goes on, or begins, that is over: who records a visit looks for it today.
 *
 * @param lastDay `YYYY-MM-DD`
 * @param today by the clock, in the clinic's time zone
 */
export function todayOfEnded(
  lastDay: string,
  views: Pick<ViewStore, 'liveSortKeys'>,
  today: (clinicId: string) => Promise<string>,
): (clinicId: string) => Promise<string> {
  return async (clinicId) => {
    const months = (await views.liveSortKeys(statisticsPk(clinicId))).map(monthOfStatistics).toSorted();
    const latest = months.at(-1);
    return latest !== undefined && latest <= lastDay.slice(0, 'YYYY-MM'.length) ? lastDay : today(clinicId);
  };
}
