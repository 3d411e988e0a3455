import type { BroughtRow } from '../../shared/imports/brought-row.ts';
import type { RecordResult } from '../../shared/intake/record-result.ts';
import type { Arrival } from '../../shared/records/arrival.ts';
import { isReassignment, type SentRecord } from '../../shared/records/record.ts';
import { addressOf, type Storable } from '../../shared/storage/held/record-store.ts';
import type { NamedRow } from './row-names.ts';

/**
 * What a row has brought, as it is kept: a fact by its key and its instant, and of whoever had been erased nothing.
 *
 * @param place the place that the record had in its file, by which it has its instant where it names none
 */
export function broughtBy(
  { line, id, clients }: NamedRow & { line: number },
  record: SentRecord,
  result: RecordResult,
  arrival: Arrival,
  place: number,
): BroughtRow {
  const { type } = record;
  if (result.status === 'refused' && result.refusals[0]!.code === 'erased') {
    return { line, type, erased: true };
  }
  if (!isFact(record)) return { line, type, id, clients };
  const { key, version } = addressOf(
    { clinicId: record.clinicId, client: clients[0]! },
    record,
    arrival,
    place,
  );
  return { line, type, id, clients, sk: key.sk, recordedAt: version.recordedAt };
}

function isFact(record: SentRecord): record is Exclude<Storable, { type: 'deletion' }> {
  return !isReassignment(record) && record.type !== 'erasure' && record.type !== 'deletion';
}
