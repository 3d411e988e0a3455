import { gatheredItem, gatheredPk, monthOfGathered } from '../storage/keys/gathered-keys.ts';
import { hashOfId } from '../storage/keys/hash-of-id.ts';
import { type ClinicMonthKey, type ItemKey, monthSkPrefix } from '../storage/keys/keys.ts';
import type { StoredView, ViewStore } from '../storage/views/view-store.ts';
import type { ClientOutcomes } from './client-outcomes.ts';

/**
 * What became of a clinic's clients in a month, once more: so many clients an item that a year costs a few reads, and so few
 * that another session costs a kilobyte or two of writing. A client's item of the month is half keys and names, and what is
 * compressed for itself hardly shrinks.
 */
type Part = { of: number; clients: ClientOutcomes[] };

/** With some twelve sessions of 100 bytes compressed. */
const CLIENTS_A_PART = 12;
/** A clinic of 5,000 clients a month writes 8 kB for each session; it has no like. */
const MOST_PARTS = 64;

/** Every item that the parts of a month can take. */
export const partItems = (key: ClinicMonthKey): ItemKey[] =>
  Array.from({ length: MOST_PARTS }, (_, part) => gatheredItem(key, part));

/**
 * The contents of a month's parts, in the order of `partItems`. A client stays in his part while their number stays, which
 * is a power of two, and all parts say how many they are: whoever reads while it changes notices.
 *
 * @param clients in the order in which they are to be read again
 */
export function partContents(clients: readonly ClientOutcomes[]): (string | null)[] {
  const count = partsFor(new Set(clients.map(({ client }) => client)).size);
  const parts = Map.groupBy(clients, ({ client }) => hashOfId(client) % count);
  return Array.from({ length: MOST_PARTS }, (_, part) =>
    part < count ? JSON.stringify({ of: count, clients: parts.get(part) ?? [] } satisfies Part) : null,
  );
}

/**
 * The parts of a clinic's months that have been gathered, by month, as they stood a moment ago. A month of which some parts are
 * missing, as before it was first gathered or while their number changes, is not among them.
 */
export async function gatheredMonths(
  store: Pick<ViewStore, 'listLately'>,
  clinicId: string,
  from: string,
  to: string,
): Promise<Map<string, StoredView[]>> {
  const items = await store.listLately(
    gatheredPk(clinicId),
    monthSkPrefix(from),
    `${monthSkPrefix(to)}\uffff`,
  );
  const byMonth = Map.groupBy(items, ({ key }) => monthOfGathered(key.sk));
  return new Map([...byMonth].filter(([, parts]) => parts.every((part) => partsSaid(part) === parts.length)));
}

/** How many parts there are, which stands first: to be asked of more parts than are read. */
const partsSaid = ({ content }: StoredView) => Number.parseInt(content!.slice('{"of":'.length), 10);

/** What the parts of a month say, as the items of the month lie: sessions by client, then courses by client. */
export function clientsInParts(parts: readonly StoredView[]): ClientOutcomes[] {
  const clients = parts.flatMap(({ content }) => (JSON.parse(content!) as Part).clients);
  const isCourses = ({ journal }: ClientOutcomes) => journal === undefined;
  return clients.toSorted(
    (one, other) => Number(isCourses(one)) - Number(isCourses(other)) || (one.client < other.client ? -1 : 1),
  );
}

function partsFor(clients: number): number {
  if (clients === 0) return 0;
  return Math.min(2 ** Math.ceil(Math.log2(Math.max(1, clients / CLIENTS_A_PART))), MOST_PARTS);
}
