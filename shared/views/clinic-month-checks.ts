import type { Finding } from '../checks/finding.ts';
import { implausibleDates, type Plausible } from '../checks/implausible-dates.ts';
import { type MonthFindings, monthFindings } from '../checks/month-findings.ts';
import type { SessionOutcome } from '../outcomes/session-outcome.ts';
import {
  CHECKED_MONTH_SK_PREFIX,
  CLIENT_SK_PREFIX,
  type ClinicMonthKey,
  checksPk,
  monthOfChecks,
  monthPk,
  parseMonthSk,
} from '../storage/keys/keys.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { clientMonthOf } from './client-month-view.ts';

/** A month that has been looked at: every month with a session or a journal entry. */
export type CheckedMonth = { month: string } & MonthFindings;

/**
 * The content of a clinic-month's checks item, null of a month without sessions and journal. It does not count
 * what it holds, so that another journal entry changes nothing in it.
 */
export function clinicMonthChecks(
  clients: readonly { client: string; sessions: readonly SessionOutcome[]; journal?: boolean }[],
): string | null {
  const isEmpty = !clients.some(({ sessions, journal }) => sessions.length > 0 || journal);
  return isEmpty ? null : JSON.stringify(monthFindings(clients));
}

/** The months of a clinic that have been looked at, in order. */
export async function checkedMonths(
  views: Pick<ViewStore, 'each'>,
  clinicId: string,
): Promise<CheckedMonth[]> {
  const months: CheckedMonth[] = [];
  for await (const { key, content } of views.each(checksPk(clinicId), CHECKED_MONTH_SK_PREFIX)) {
    months.push({ month: monthOfChecks(key.sk), ...(JSON.parse(content!) as MonthFindings) });
  }
  return months;
}

/** What of a month lies outside the plausible: for months that can hold such, as the whole month is read. */
export async function implausibleInMonth(
  views: Pick<ViewStore, 'each'>,
  key: ClinicMonthKey,
  plausible: Plausible,
): Promise<Finding[]> {
  const clients = [];
  for await (const { key: item, content } of views.each(monthPk(key), CLIENT_SK_PREFIX)) {
    const { sessions, journal } = clientMonthOf(content!);
    clients.push({ client: parseMonthSk(item.sk), sessions, journal });
  }
  return implausibleDates(clients, plausible);
}
