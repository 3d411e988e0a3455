import { goesOn } from '../access/handed-care.ts';
import type { CarePeriod } from '../access/in-care.ts';
import type { Door } from '../records/arrival.ts';
import type { TakeOverReason } from '../records/care.ts';
import type { CareReader } from '../storage/care/care-store.ts';
import type { Therapist } from '../storage/clinics/therapists.ts';
import type { HeldCare } from '../storage/held/care-item.ts';
import {
  type ClientKey,
  parseTakeOverItem,
  TAKE_OVERS_SK_PREFIX,
  takeOversPk,
} from '../storage/keys/keys.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { type TakeOver, takeOverOf } from '../views/take-over-view.ts';
import type { ClientReading } from './client-reading.ts';
import { type Reader, visibleClients } from './therapist.ts';
import { type ClientReadDeps, visibleRecords } from './visible-records.ts';

/** In whose care a client is, or was. */
export type CareOfClient = {
  therapistId: string;
  from: string;
  until: string | null;
  /** From when later sessions or goals say that it goes on after its end. */
  again?: string;
  /** Whether it follows from sessions and goals, without a word about it. */
  implied: boolean;
  reason?: TakeOverReason;
  /** How it came, where that was kept. */
  door?: Door;
  arrivedAt?: string;
};

/** In whose care a client is, and was, in order of therapist. @throws NotFoundError as readHeldCare does */
export async function readCare(...asked: Parameters<typeof readHeldCare>): Promise<CareOfClient[]> {
  return (await readHeldCare(...asked)).map(careOfClient);
}

/**
 * The same as it is held, with its arrival: whether it is in force follows from that too.
 *
 * @throws NotFoundError alike for a client of whom nothing is held and for a client of somebody else
 */
export async function readHeldCare(
  deps: ClientReadDeps & { care: Pick<CareReader, 'ofClient'> },
  reader: Reader,
  owner: ClientKey,
): Promise<HeldCare[]> {
  const visible = await visibleClients(deps.inCare, reader, [owner.client]);
  const care = visible.has(owner.client) ? await deps.care.ofClient(owner) : [];
  // Of a client in nobody's care something else may be held.
  if (care.length === 0) await visibleRecords(deps, reader, owner);
  return care;
}

/**
 * Who can hand a client over on a day, and to whom: of a therapist herself, of an owner everybody whose care goes on.
 *
 * @param care all care of the client
 */
export async function readHandOver(
  { therapists }: Pick<ClientReading, 'therapists'>,
  reader: Reader,
  care: readonly (CarePeriod & { therapistId: string })[],
  on: string,
): Promise<{ from: Therapist[]; to: Therapist[] }> {
  const all = await therapists.ofClinic(reader.clinicId);
  const called = (therapistId: string) =>
    all.find((each) => each.therapistId === therapistId) ?? { therapistId };
  const having = goesOn(care, on);
  const hers = reader.role === 'therapist' ? [reader.therapistId] : undefined;
  const from = (hers ?? having.map(({ therapistId }) => therapistId)).map(called);
  const mayGo = ({ therapistId }: Therapist) => from.length > 1 || therapistId !== from[0]?.therapistId;
  return { from, to: all.filter(mayGo) };
}

function careOfClient({ arrival, ...care }: HeldCare): CareOfClient {
  return { ...care, ...(arrival && { door: arrival.door, arrivedAt: arrival.at }) };
}

/** `client` is the pseudonym. */
export type TakeOverOfClient = TakeOver & { therapistId: string; client: string };

/** What therapists of a clinic have taken over and the clinic has not confirmed or ended yet, the latest first. */
export async function readTakeOvers(
  views: Pick<ViewStore, 'each'>,
  clinicId: string,
): Promise<TakeOverOfClient[]> {
  const found: TakeOverOfClient[] = [];
  for await (const { key, content } of views.each(takeOversPk(clinicId), TAKE_OVERS_SK_PREFIX)) {
    const { therapistId, client } = parseTakeOverItem(key);
    found.push({ therapistId, client, ...takeOverOf(content!) });
  }
  return found.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}
