import { monthsBetween } from '../outcomes/months.ts';
import { type WrittenOffsets, writtenOffsets } from '../records/time/written-offsets.ts';
import { mapInFlight } from '../storage/aws/in-flight.ts';
import { MONTH_SK_PREFIX } from '../storage/keys/gathered-keys.ts';
import { CLIENT_SK_PREFIX, type ClinicMonthKey, monthPk, parseMonthSk } from '../storage/keys/keys.ts';
import type { StoredView, ViewStore } from '../storage/views/view-store.ts';
import { clientMonthOf } from './client-month-view.ts';
import type { ClientOutcomes } from './client-outcomes.ts';
import { coursesIn } from './courses-view.ts';
import { clientsInParts, gatheredMonths } from './gathered-months.ts';

const MONTHS_IN_FLIGHT = 6;

/** The items that a clinic-month is made of: session outcomes and courses of its clients, one partition. */
export async function clinicMonthItems(
  store: Pick<ViewStore, 'list'>,
  key: ClinicMonthKey,
): Promise<StoredView[]> {
  const items = await store.list(monthPk(key), MONTH_SK_PREFIX);
  return items.filter(({ content }) => content !== null);
}

/** Reads what they say; a client may come in two parts. */
export function outcomesIn(items: readonly StoredView[]): ClientOutcomes[] {
  return items.map(({ key: { sk }, content }) => {
    const client = parseMonthSk(sk);
    if (!sk.startsWith(CLIENT_SK_PREFIX)) return { client, sessions: [], courses: coursesIn(content!) };
    const { sessions, journal, own } = clientMonthOf(content!);
    return { client, sessions, courses: [], journal: journal.length > 0, ...(own && { own }) };
  });
}

/** Reads what became of a clinic's clients in a month, as it stands; a client may come in two parts. */
export const clinicMonthOutcomes = async (store: Pick<ViewStore, 'list'>, key: ClinicMonthKey) =>
  outcomesIn(await clinicMonthItems(store, key));

/** What became of a clinic's clients in some months, and the revisions of the items that say so. */
export type MonthsRead = { revisions: string; clients(): ClientOutcomes[] };

/**
 * Reads a range of months, as it stood a moment ago: for what is shown, not for what is derived. Clients come in order of
 * month, then as the items of a month lie.
 */
export async function readMonths(
  store: Pick<ViewStore, 'listLately'>,
  clinicId: string,
  { from, to }: { from: string; to: string },
): Promise<MonthsRead> {
  const gathered = await gatheredMonths(store, clinicId, from, to);
  const months = await mapInFlight(MONTHS_IN_FLIGHT, monthsBetween(from, to), async (month) => {
    const parts = gathered.get(month);
    if (parts) return { items: parts, clients: () => clientsInParts(parts) };
    const all = `${MONTH_SK_PREFIX}\uffff`;
    const items = await store.listLately(monthPk({ clinicId, month }), MONTH_SK_PREFIX, all);
    return { items, clients: () => outcomesIn(items) };
  });
  return {
    revisions: months.flatMap(({ items }) => items.map(({ revision }) => revision)).join(),
    clients: () => months.flatMap(({ clients }) => clients()),
  };
}

/** The offsets in which the starts of sessions are written. */
export function offsetsOf(clients: readonly ClientOutcomes[]): WrittenOffsets {
  return writtenOffsets(clients.flatMap(({ sessions }) => sessions.map(({ startedAt }) => startedAt)));
}
