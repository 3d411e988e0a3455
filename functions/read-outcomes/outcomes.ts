import type { OutcomeStatistics } from '../../shared/statistics/contract.ts';
import { outcomeStatistics } from '../../shared/statistics/outcome-statistics.ts';
import { mapInFlight } from '../../shared/storage/in-flight.ts';
import { monthOfStatistics, statisticsPk } from '../../shared/storage/keys.ts';
import type { ViewStore } from '../../shared/storage/view-store.ts';
import { clinicMonthOutcomes, storedStatistics } from '../../shared/views/clinic-month-view.ts';
import { type MonthRange, monthsOf } from './months.ts';

const MONTHS_IN_FLIGHT = 6;

/**
 * The statistics of a clinic over a range of months. One month stands ready in the table; a longer window
 * is computed from the outcomes of the months it covers, since medians and clients who come again cannot be
 * added up from months.
 *
 * @param asked undefined: from the first to the last month with a session
 */
export async function readOutcomes(
  views: ViewStore,
  clinicId: string,
  asked: MonthRange | undefined,
): Promise<OutcomeStatistics> {
  const range = asked ?? (await monthsWithSessions(views, clinicId));
  if (!range) return outcomeStatistics({ clinicId, from: null, to: null, clients: [] });
  const stored = range.from === range.to && (await storedStatistics(views, { clinicId, month: range.from }));
  if (stored) return stored;
  const months = await mapInFlight(MONTHS_IN_FLIGHT, monthsOf(range), (month) =>
    clinicMonthOutcomes(views, { clinicId, month }),
  );
  return outcomeStatistics({ clinicId, ...range, clients: months.flat() });
}

/** First and last month with a session, from the keys of the statistics items. */
async function monthsWithSessions(views: ViewStore, clinicId: string): Promise<MonthRange | undefined> {
  const months = (await views.liveSortKeys(statisticsPk(clinicId))).map(monthOfStatistics);
  return months.length === 0 ? undefined : { from: months[0]!, to: months.at(-1)! };
}
