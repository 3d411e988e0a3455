import { refusalToReplace } from '../access/may-replace.ts';
import type { ClinicSettings } from '../clinics/clinic-settings.ts';
import { type Arrival, arrivalInstant } from '../records/arrival.ts';
import { type PlausibleTimes, plausibleTimes, refusalOfTimes } from '../records/plausible-times.ts';
import { pseudonym } from '../records/pseudonym.ts';
import { isReassignment, type SentRecord } from '../records/record.ts';
import { utcSortKey } from '../records/time/instant.ts';
import type { ClinicKeys } from '../storage/clinics/clinic-keys.ts';
import { type AddressedRecord, addressOf, type Storable } from '../storage/held/record-store.ts';
import type { ClientKey } from '../storage/keys/keys.ts';
import type { RecordWriter } from '../storage/record-writer.ts';
import { erasureReceipt } from './erasure-receipt.ts';
import { reassign } from './reassign.ts';
import type { RecordResult } from './record-result.ts';
import { resultOf } from './write-result.ts';

/**
 * Takes validated records of one clinic, which arrived together, into the Records table; one result per record, in
 * order.
 *
 * @param firstPlace the place of the first among all that arrived together; of the others at least one more each
 */
export type TakeIn = (
  clinicId: string,
  records: readonly SentRecord[],
  arrival: Arrival,
  firstPlace?: number,
) => Promise<RecordResult[]>;

/** What a clinic says of itself that its records are judged by. */
export type SettingsOf = (clinicId: string) => Promise<Pick<ClinicSettings, 'openedOn' | 'timeZone'>>;

type TakingWriter = Pick<RecordWriter, 'write' | 'erase' | 'keepReceipt' | 'move' | 'merge'>;

export type TakeInDeps = {
  writer: TakingWriter;
  keyOfClinic: ClinicKeys;
  settingsOf: SettingsOf;
  /** Hears what became of records that came together. */
  tell?(results: readonly RecordResult[]): void;
};

/**
 * The one way in, behind every door: client ids become pseudonyms, then versions are decided and written.
 */
export function createTakeIn({ writer, keyOfClinic, settingsOf, tell }: TakeInDeps): TakeIn {
  return async (clinicId, records, arrival, firstPlace = 0) => {
    const key = await keyOfClinic(clinicId);
    const pseudonyms = new Map<string, string>();
    const pseudonymOf = (clientId: string) => {
      const client = pseudonyms.get(clientId) ?? pseudonym(key, clientId);
      pseudonyms.set(clientId, client);
      return client;
    };
    const times = timesOfClinic(arrival, await settingsOf(clinicId));
    return takeInOf({ writer, key, clinicId, ...times, firstPlace, pseudonymOf, tell }, records);
  };
}

/** The arrival by the clinic's own clock, and which times can be told of then. */
function timesOfClinic(
  arrival: Arrival,
  { openedOn, timeZone }: Awaited<ReturnType<SettingsOf>>,
): Pick<Taking, 'arrival' | 'plausible'> {
  return {
    arrival: { ...arrival, ...(timeZone !== undefined && { timeZone }) },
    plausible: plausibleTimes({ arrivedAt: arrival.at, openedOn, timeZone }),
  };
}

/**
 * The same way for records of one client whose id nobody here knows, but whose pseudonym a link or an address holds.
 *
 * @param standIn stands for the client's id in the records; without it every id does
 */
export function createTakeInOfClient(
  { writer, keyOfClinic, settingsOf, tell }: TakeInDeps,
  client: string,
  standIn?: string,
): TakeIn {
  return async (clinicId, records, arrival, firstPlace = 0) => {
    const [key, settings] = await Promise.all([keyOfClinic(clinicId), settingsOf(clinicId)]);
    const pseudonymOf = (clientId: string) =>
      standIn === undefined || clientId === standIn ? client : pseudonym(key, clientId);
    const times = timesOfClinic(arrival, settings);
    return takeInOf({ writer, key, clinicId, ...times, firstPlace, pseudonymOf, tell }, records);
  };
}

type Taking = {
  writer: TakingWriter;
  key: string;
  clinicId: string;
  arrival: Arrival;
  firstPlace: number;
  plausible: PlausibleTimes;
  pseudonymOf(clientId: string): string;
  tell: TakeInDeps['tell'];
};

/**
 * What came together is taken in at once, but for moves, merges and erasures: those are about what is held, so what came
 * before one is written before it, and what came after it after.
 */
async function takeInOf(taking: Taking, sent: readonly SentRecord[]): Promise<RecordResult[]> {
  const { plausible } = taking;
  const results = new Array<RecordResult>(sent.length);
  let facts: { index: number; sent: Storable; record: AddressedRecord }[] = [];
  const writeFacts = async () => {
    const written = await taking.writer.write(
      facts.map(({ record }) => record),
      refusalToReplace,
    );
    for (const [position, { index, sent, record }] of facts.entries()) {
      results[index] = resultOf(sent, record, written[position]!);
    }
    facts = [];
  };
  for (const [index, record] of sent.entries()) {
    const refusal = refusalOfTimes(record, plausible);
    if (refusal) {
      results[index] = { status: 'refused', refusals: [refusal] };
    } else if (isReassignment(record)) {
      await writeFacts();
      results[index] = await reassign({ ...taking, place: taking.firstPlace + index }, record);
    } else if (record.type === 'erasure') {
      await writeFacts();
      results[index] = await erase(taking, record, taking.firstPlace + index);
    } else {
      const owner = { clinicId: taking.clinicId, client: taking.pseudonymOf(record.clientId) };
      const place = taking.firstPlace + index;
      facts.push({ index, sent: record, record: addressOf(owner, record, taking.arrival, place) });
    }
  }
  await writeFacts();
  taking.tell?.(results);
  return results;
}

/** Erases a client, keeps the receipt for the clinic, and answers with what was removed. */
async function erase(
  { writer, key, clinicId, arrival, pseudonymOf }: Taking,
  sent: Extract<SentRecord, { type: 'erasure' }>,
  place: number,
): Promise<RecordResult> {
  const client = pseudonymOf(sent.clientId);
  const placedAt = arrivalInstant(arrival, place);
  const recordedAt = sent.recordedAt === undefined ? placedAt : utcSortKey(sent.recordedAt);
  const instants = { recordedAt, arrivedAt: utcSortKey(arrival.at), placedAt };
  const owner: ClientKey = { clinicId, client };
  const erased = await writer.erase(owner, instants);
  const { removed } = erased;
  const receipt = erasureReceipt(key, { clinicId, client, recordedAt: instants.recordedAt, ...erased });
  const { erasedAt, reference } = receipt;
  await writer.keepReceipt(
    { clinicId, erasedAt, reference, content: JSON.stringify(receipt) },
    erased.markUntil,
  );
  const held = Object.keys(removed).length > 0;
  const message = 'nothing was held under this client id';
  return { status: 'accepted', removed, ...(!held && { message }), receipt };
}
