import type { OutcomeStatistics } from '../claims/contract.ts';
import { goalsNotLookedAt, withGoals } from '../claims/goal-claims.ts';
import { lastSessionAmong } from '../claims/goals-as-of.ts';
import { outcomeStatistics } from '../claims/outcome-statistics.ts';
import type { GoalOfClient } from '../goals/goal-of-client.ts';
import { offsetsOfGoals } from '../goals/offsets-of-goals.ts';
import type { MonthRange, MonthsOutside } from '../outcomes/month-window.ts';
import { joinedOffsets } from '../records/time/written-offsets.ts';
import { withDayNote } from '../statistics/data-quality/day-notes.ts';
import { opensIn, sinceOpening, withOpeningNote } from '../statistics/data-quality/since-opening.ts';
import { filteredOutcomes, type OutcomeFilter } from '../statistics/table/outcome-filter.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import type { ClientOutcomes } from '../views/client-outcomes.ts';
import { clinicGoals } from '../views/clinic-goals.ts';
import { offsetsOf, readMonths } from '../views/clinic-month-outcomes.ts';
import { storedStatistics } from '../views/clinic-month-view.ts';
import type { AskedOutcomes } from './asked-outcomes.ts';
import { outcomesAddress } from './outcomes-address.ts';
import { shownMonths } from './shown-months.ts';

/**
 * The statistics contract; `filter` stands in its head where something narrowed what they are of, and after it which
 * months it is not of.
 */
export type OutcomeReading = { filter?: OutcomeFilter } & OutcomeStatistics & {
    /** The day up to which months are taken and goals judged. */
    asOf: string;
    /** Where the rest of the months is that were asked for: one request answers with a limited number. */
    next?: string;
    /** Where no months were asked for: what else there is, each with its address. */
    outside?: AddressedOutside;
  };

type AddressedOutside = {
  earlier: (NonNullable<MonthsOutside['earlier']> & { link: string }) | null;
  leftOutMonths: number;
  leftOut: (MonthsOutside['leftOut'][number] & { link: string })[];
};

/**
 * The statistics of a clinic over a range of months. One whole month stands ready in the table; a longer window,
 * or a part of the sessions, is computed from the outcomes of the months it covers, since medians and clients
 * who come again cannot be added up from months.
 *
 * @param asked without months: the latest with a session up to the day asked about
 * @param openedOn the clinic's first day: what is dated before it is left out, and told
 */
export async function readOutcomes(
  views: ViewStore,
  clinicId: string,
  { months, filter, asOf }: AskedOutcomes,
  openedOn?: string,
): Promise<OutcomeReading> {
  const [{ range, rest, outside }, goals] = await Promise.all([
    shownMonths(views, clinicId, months, asOf, openedOn),
    clinicGoals(views, clinicId),
  ]);
  const address = (of: MonthRange) => outcomesAddress(of, filter);
  const around = {
    asOf,
    ...(rest && { next: address(rest) }),
    ...(outside && { outside: addressed(outside, address) }),
  };
  const of = { clinicId, from: range?.from ?? null, to: range?.to ?? null };
  const isWhole = filter.complaint === undefined && filter.region === undefined;
  const isOneMonth = range !== undefined && range.from === range.to;
  const opensWithin = range !== undefined && opensIn(range, openedOn);
  const stored =
    isWhole && isOneMonth && !opensWithin && (await storedStatistics(views, { clinicId, month: range.from }));
  const lastSession = stored ? stored.statistics.claims.goals.asOf : null;
  if (stored && (lastSession === null || lastSession <= asOf)) {
    const statistics = withDayNote(stored.statistics, joinedOffsets([stored.offsets, offsetsOfGoals(goals)]));
    return { ...withGoals(statistics, goals, { today: asOf, lastSession }), ...around };
  }
  const held = range ? (await readMonths(views, clinicId, range)).clients() : [];
  const { clients, leftOut } = opensWithin ? sinceOpening(held, openedOn!) : { clients: held, leftOut: 0 };
  const statistics = withOpeningNote(narrowed(of, filter, { clients, goals, asOf }), leftOut, openedOn);
  return { ...statistics, ...around };
}

function addressed(
  { earlier, leftOutMonths, leftOut }: MonthsOutside,
  address: (range: MonthRange) => string,
): AddressedOutside {
  return {
    earlier: earlier ? { ...earlier, link: address(earlier) } : null,
    leftOutMonths,
    leftOut: leftOut.map((one) => ({ ...one, link: address({ from: one.month, to: one.month }) })),
  };
}

/**
 * The statistics of what passes the filter, which they name; a goal belongs to no complaint and passes none. A note says
 * where days and months may not be the clinic's: whoever knows that it has a time zone takes it away again.
 */
export function narrowed(
  range: { clinicId: string; from: string | null; to: string | null },
  filter: OutcomeFilter,
  {
    clients,
    goals,
    asOf,
  }: { clients: readonly ClientOutcomes[]; goals: readonly GoalOfClient[]; asOf: string },
): { filter?: OutcomeFilter } & OutcomeStatistics {
  const passing = filteredOutcomes(clients, filter);
  const statistics = withDayNote(
    outcomeStatistics({ ...range, clients: passing }),
    joinedOffsets([offsetsOf(clients), offsetsOfGoals(goals)]),
  );
  const lastSession = lastSessionAmong(passing, asOf);
  if (Object.keys(filter).length === 0) return withGoals(statistics, goals, { today: asOf, lastSession });
  const { clinicId, from, to, claims, ...rest } = statistics;
  const notByFilter = goalsNotLookedAt(lastSession, 'Goals are not told by complaint or body region.');
  return { clinicId, from, to, filter, ...rest, claims: { ...claims, goals: notByFilter } };
}
