import {
  firstPlausibleMonth,
  type MonthRange,
  type MonthsOutside,
  monthsOfRequest,
  monthWindow,
} from '../outcomes/month-window.ts';
import { mapInFlight } from '../storage/aws/in-flight.ts';
import { monthOfStatistics, statisticsPk } from '../storage/keys/keys.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { storedStatistics } from '../views/clinic-month-view.ts';

/** Months that are left out for their dates, told one by one; of more it is told how many there are. */
const MOST_TOLD = 12;
const MONTHS_IN_FLIGHT = 6;

/** Which months an answer is of, and which it is not of. */
export type ShownMonths = {
  /** Undefined where there is no session. */
  range: MonthRange | undefined;
  /** Asked for, and more than one request answers with. */
  rest: MonthRange | undefined;
  /** Where no months were asked for: those with sessions that are not among them. */
  outside: MonthsOutside | undefined;
};

/**
 * The months that somebody is shown: those asked for, as far as one request goes, or else the latest with sessions
 * up to a day, whatever dates the data hold.
 *
 * @param asOf a date such as `2026-11-25`
 * @param openedOn the clinic's first day, if it has said one
 */
export async function shownMonths(
  views: Pick<ViewStore, 'list' | 'liveSortKeys'>,
  clinicId: string,
  asked: MonthRange | undefined,
  asOf: string,
  openedOn?: string,
): Promise<ShownMonths> {
  if (asked) {
    const { now, rest } = monthsOfRequest(asked);
    return { range: now, rest, outside: undefined };
  }
  const months = new Set((await views.liveSortKeys(statisticsPk(clinicId))).map(monthOfStatistics));
  const { shown, earlier, leftOut } = monthWindow([...months], asOf, openedOn);
  const early = openedOn === undefined ? ('before-1990' as const) : ('before-opening' as const);
  const told = await mapInFlight(MONTHS_IN_FLIGHT, leftOut.slice(0, MOST_TOLD), async (month) => ({
    month,
    sessions: await sessionsIn(views, clinicId, month),
    reason: month < firstPlausibleMonth(openedOn) ? early : ('after-as-of' as const),
  }));
  const outside = {
    earlier:
      earlier.length === 0 ? undefined : { from: earlier[0]!, to: earlier.at(-1)!, months: earlier.length },
    leftOutMonths: leftOut.length,
    leftOut: told,
  };
  return { range: shown, rest: undefined, outside };
}

async function sessionsIn(views: Pick<ViewStore, 'list'>, clinicId: string, month: string): Promise<number> {
  const statistics = await storedStatistics(views, { clinicId, month });
  return statistics?.statistics.techniques.reduce((sum, { sessions }) => sum + sessions, 0) ?? 0;
}
