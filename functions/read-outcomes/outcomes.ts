import type { OutcomeStatistics } from '../../shared/claims/contract.ts';
import { goalsNotLookedAt, withGoals } from '../../shared/claims/goal-claims.ts';
import { outcomeStatistics } from '../../shared/claims/outcome-statistics.ts';
import type { GoalOfClient } from '../../shared/goals/goal-of-client.ts';
import { offsetsOfGoals } from '../../shared/goals/offsets-of-goals.ts';
import { joinedOffsets } from '../../shared/records/written-offsets.ts';
import { withDayNote } from '../../shared/statistics/day-notes.ts';
import { filteredOutcomes, type OutcomeFilter } from '../../shared/statistics/outcome-filter.ts';
import { mapInFlight } from '../../shared/storage/in-flight.ts';
import { monthOfStatistics, statisticsPk } from '../../shared/storage/keys.ts';
import type { ViewStore } from '../../shared/storage/view-store.ts';
import { clinicGoals } from '../../shared/views/clinic-goals.ts';
import {
  type ClientOutcomes,
  clinicMonthOutcomes,
  offsetsOf,
  storedStatistics,
} from '../../shared/views/clinic-month-view.ts';
import type { AskedOutcomes } from './asked-outcomes.ts';
import { type MonthRange, monthsOf } from './months.ts';

const MONTHS_IN_FLIGHT = 6;

/** The statistics contract; `filter` stands in its head where something narrowed what they are of. */
export type OutcomeReading = { filter?: OutcomeFilter } & OutcomeStatistics;

/**
 * The statistics of a clinic over a range of months. One whole month stands ready in the table; a longer window,
 * or a part of the sessions, is computed from the outcomes of the months it covers, since medians and clients
 * who come again cannot be added up from months.
 *
 * @param asked without months: from the first to the last month with a session
 */
export async function readOutcomes(
  views: ViewStore,
  clinicId: string,
  { months, filter }: AskedOutcomes,
): Promise<OutcomeReading> {
  const [range, goals] = await Promise.all([
    months ?? monthsWithSessions(views, clinicId),
    clinicGoals(views, clinicId),
  ]);
  if (!range) return narrowed({ clinicId, from: null, to: null }, filter, { clients: [], goals });
  const whole = filter.complaint === undefined && filter.region === undefined;
  const stored =
    whole && range.from === range.to && (await storedStatistics(views, { clinicId, month: range.from }));
  if (stored) {
    return withDayNote(
      withGoals(stored.statistics, goals),
      joinedOffsets([stored.offsets, offsetsOfGoals(goals)]),
    );
  }
  const clients = await clientOutcomes(views, clinicId, range);
  return narrowed({ clinicId, ...range }, filter, { clients, goals });
}

/** What became of a clinic's clients in a range of months. */
export async function clientOutcomes(
  views: Pick<ViewStore, 'list'>,
  clinicId: string,
  range: MonthRange,
): Promise<ClientOutcomes[]> {
  const months = await mapInFlight(MONTHS_IN_FLIGHT, monthsOf(range), (month) =>
    clinicMonthOutcomes(views, { clinicId, month }),
  );
  return months.flat();
}

/**
 * The statistics of what passes the filter, which they name; a goal belongs to no complaint and passes none. A note says
 * where days and months may not be the clinic's: whoever knows that it has a time zone takes it away again.
 */
export function narrowed(
  range: { clinicId: string; from: string | null; to: string | null },
  filter: OutcomeFilter,
  { clients, goals }: { clients: readonly ClientOutcomes[]; goals: readonly GoalOfClient[] },
): OutcomeReading {
  const statistics = withDayNote(
    outcomeStatistics({ ...range, clients: filteredOutcomes(clients, filter) }),
    joinedOffsets([offsetsOf(clients), offsetsOfGoals(goals)]),
  );
  if (Object.keys(filter).length === 0) return withGoals(statistics, goals);
  const { clinicId, from, to, claims, ...rest } = statistics;
  const notByFilter = goalsNotLookedAt(claims.goals.asOf, 'Goals are not told by complaint or body region.');
  return { clinicId, from, to, filter, ...rest, claims: { ...claims, goals: notByFilter } };
}

/** First and last month with a session, from the keys of the statistics items. */
export async function monthsWithSessions(
  views: Pick<ViewStore, 'liveSortKeys'>,
  clinicId: string,
): Promise<MonthRange | undefined> {
  const months = (await views.liveSortKeys(statisticsPk(clinicId))).map(monthOfStatistics);
  return months.length === 0 ? undefined : { from: months[0]!, to: months.at(-1)! };
}
