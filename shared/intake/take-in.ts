import { createHash } from 'node:crypto';
import type { Arrival } from '../records/arrival.ts';
import { utcSortKey } from '../records/instant.ts';
import { pseudonym } from '../records/pseudonym.ts';
import { isReassignment, type ReportedRecord, type SentRecord, stampedOf } from '../records/record.ts';
import type { Refusal } from '../records/refusal.ts';
import type { HeldVersion } from '../records/version.ts';
import type { CareRefusal } from '../storage/care-decisions.ts';
import type { ClinicKeys } from '../storage/clinic-keys.ts';
import type { ClientKey } from '../storage/keys.ts';
import { type AddressedRecord, addressOf } from '../storage/record-store.ts';
import type { RecordWriter, WriteOutcome } from '../storage/record-writer.ts';
import type { RecordResult } from './record-result.ts';

/** Takes validated records of one clinic, which arrived together, into the Records table; one result per record, in order. */
export type TakeIn = (
  clinicId: string,
  records: readonly SentRecord[],
  arrival: Arrival,
) => Promise<RecordResult[]>;

type Removal = Extract<ReportedRecord, { type: 'erasure' }>;
type Storable = Exclude<ReportedRecord, Removal>;

/**
 * The one way in, behind every door: client ids become pseudonyms, then versions are decided and written.
 * Erasures go first, so that what they forbid is refused visibly; the facts end the same either way.
 */
export function createTakeIn(writer: RecordWriter, keyOfClinic: ClinicKeys): TakeIn {
  return async (clinicId, records, arrival) => {
    const key = await keyOfClinic(clinicId);
    const pseudonyms = new Map<string, string>();
    return takeInOf(writer, records, arrival, ({ clientId }) => {
      const client = pseudonyms.get(clientId) ?? pseudonym(key, clientId);
      pseudonyms.set(clientId, client);
      return { clinicId, client };
    });
  };
}

/** The same way for records of one client whose id nobody here knows, but whose pseudonym a link holds. */
export function createTakeInOfClient(writer: RecordWriter, client: string): TakeIn {
  return (clinicId, records, arrival) => takeInOf(writer, records, arrival, () => ({ clinicId, client }));
}

async function takeInOf(
  writer: RecordWriter,
  sent: readonly SentRecord[],
  arrival: Arrival,
  ownerOf: (record: ReportedRecord) => ClientKey,
): Promise<RecordResult[]> {
  const records = sent.map((record) => stampedOf(record, arrival.at));
  const results = new Array<RecordResult>(records.length);
  const facts: { index: number; record: AddressedRecord }[] = [];
  for (const [index, record] of records.entries()) {
    if (isReassignment(record)) {
      results[index] = { status: 'refused', refusals: [notApplied] };
    } else if (record.type === 'erasure') {
      await writer.erase(ownerOf(record), utcSortKey(record.recordedAt));
      results[index] = { status: 'accepted' };
    } else {
      facts.push({ index, record: addressOf(ownerOf(record), record, arrival) });
    }
  }
  const written = await writer.write(facts.map(({ record }) => record));
  for (const [position, { index, record }] of facts.entries()) {
    results[index] = resultOf(records[index] as Storable, record, written[position]!);
  }
  return results;
}

function resultOf(record: Storable, { version }: AddressedRecord, written: WriteOutcome): RecordResult {
  if (written.outcome === 'conflict') {
    return { status: 'refused', refusals: [conflict(record, version, written.held!)] };
  }
  if (written.outcome === 'erased') return { status: 'refused', refusals: [erased] };
  if (written.outcome in CARE_REFUSALS) {
    return { status: 'refused', refusals: [CARE_REFUSALS[written.outcome as CareRefusal]] };
  }
  return { status: written.outcome as Exclude<RecordResult['status'], 'refused'> };
}

const notApplied: Refusal = {
  code: 'not-applied',
  path: 'type',
  message: 'moves and merges are not applied yet; expected a record of one client',
};
