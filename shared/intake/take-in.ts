import { refusalToReplace } from '../access/may-replace.ts';
import type { ClinicSettings } from '../clinics/clinic-settings.ts';
import type { Arrival } from '../records/arrival.ts';
import { utcSortKey } from '../records/instant.ts';
import { refusalOfTimes } from '../records/plausible-times.ts';
import { pseudonym } from '../records/pseudonym.ts';
import type { SentRecord } from '../records/record.ts';
import type { ClinicKeys } from '../storage/clinic-keys.ts';
import type { ClientKey } from '../storage/keys.ts';
import { type AddressedRecord, addressOf, type Storable } from '../storage/record-store.ts';
import type { RecordWriter } from '../storage/record-writer.ts';
import { erasureReceipt } from './erasure-receipt.ts';
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
export type SettingsOf = (clinicId: string) => Promise<Pick<ClinicSettings, 'openedOn'>>;

export type TakeInDeps = {
  writer: Pick<RecordWriter, 'write' | 'erase'>;
  keyOfClinic: ClinicKeys;
  settingsOf: SettingsOf;
};

/**
 * The one way in, behind every door: client ids become pseudonyms, then versions are decided and written.
 * Erasures go first, so that what they forbid is refused visibly; the facts end the same either way.
 */
export function createTakeIn({ writer, keyOfClinic, settingsOf }: TakeInDeps): TakeIn {
  return async (clinicId, records, arrival, firstPlace = 0) => {
    const key = await keyOfClinic(clinicId);
    const pseudonyms = new Map<string, string>();
    const clientOf = ({ clientId }: SentRecord) => {
      const client = pseudonyms.get(clientId) ?? pseudonym(key, clientId);
      pseudonyms.set(clientId, client);
      return client;
    };
    const { openedOn } = await settingsOf(clinicId);
    return takeInOf({ writer, key, clinicId, arrival, firstPlace, openedOn, clientOf }, records);
  };
}

/** The same way for records of one client whose id nobody here knows, but whose pseudonym a link holds. */
export function createTakeInOfClient(
  { writer, keyOfClinic, settingsOf }: TakeInDeps,
  client: string,
): TakeIn {
  return async (clinicId, records, arrival, firstPlace = 0) => {
    const [key, { openedOn }] = await Promise.all([keyOfClinic(clinicId), settingsOf(clinicId)]);
    const clientOf = () => client;
    return takeInOf({ writer, key, clinicId, arrival, firstPlace, openedOn, clientOf }, records);
  };
}

type Taking = {
  writer: Pick<RecordWriter, 'write' | 'erase'>;
  key: string;
  clinicId: string;
  arrival: Arrival;
  firstPlace: number;
  openedOn: string | undefined;
  clientOf(record: SentRecord): string;
};

async function takeInOf(taking: Taking, sent: readonly SentRecord[]): Promise<RecordResult[]> {
  const { writer, clinicId, arrival, firstPlace, openedOn, clientOf } = taking;
  const results = new Array<RecordResult>(sent.length);
  const facts: { index: number; sent: Storable; record: AddressedRecord }[] = [];
  for (const [index, record] of sent.entries()) {
    const refusal = refusalOfTimes(record, { arrivedAt: arrival.at, openedOn });
    if (refusal) {
      results[index] = { status: 'refused', refusals: [refusal] };
    } else if (record.type === 'erasure') {
      results[index] = await erase(taking, clientOf(record), record.recordedAt ?? arrival.at);
    } else {
      const owner = { clinicId, client: clientOf(record) };
      facts.push({ index, sent: record, record: addressOf(owner, record, arrival, firstPlace + index) });
    }
  }
  const written = await writer.write(
    facts.map(({ record }) => record),
    refusalToReplace,
  );
  for (const [position, { index, sent, record }] of facts.entries()) {
    results[index] = resultOf(sent, record, written[position]!);
  }
  return results;
}

/** Erases a client, and answers with what was removed. */
async function erase(
  { writer, key, clinicId, arrival }: Taking,
  client: string,
  recordedAt: string,
): Promise<RecordResult> {
  const instants = { recordedAt: utcSortKey(recordedAt), arrivedAt: utcSortKey(arrival.at) };
  const owner: ClientKey = { clinicId, client };
  const { removed, markUntil } = await writer.erase(owner, instants);
  const receipt = erasureReceipt(key, {
    ...{ clinicId, client, recordedAt: instants.recordedAt, arrivedAt: arrival.at, removed },
    ...(markUntil !== undefined && { markUntil }),
  });
  const held = Object.keys(removed).length > 0;
  const message = 'nothing was held under this client id, or it had been erased before';
  return { status: 'accepted', removed, ...(!held && { message }), receipt };
}
