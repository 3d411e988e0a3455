import { refusalToReplace } from '../access/may-replace.ts';
import type { Arrival } from '../records/arrival.ts';
import type { SentRecord } from '../records/record.ts';
import type { Holdings } from '../storage/held/holdings.ts';
import type { RecordWriter } from '../storage/record-writer.ts';
import type { RecordResult } from './record-result.ts';

type Reassigning = {
  writer: Pick<RecordWriter, 'move' | 'merge'>;
  clinicId: string;
  arrival: Arrival;
  /** Its place among all that arrived together. */
  place: number;
  pseudonymOf(clientId: string): string;
};

/** Carries out a move or a merge, which act when they arrive, and answers with what they moved. */
export async function reassign(
  { writer, clinicId, arrival, place, pseudonymOf }: Reassigning,
  record: Extract<SentRecord, { type: 'move' | 'merge' }>,
): Promise<RecordResult> {
  const done =
    record.type === 'move'
      ? await writer.move(
          {
            ...{ clinicId, of: record.of, id: record.id },
            ...{ from: pseudonymOf(record.fromClientId), to: pseudonymOf(record.toClientId) },
          },
          arrival,
          place,
          refusalToReplace,
        )
      : await writer.merge(
          { clinicId, from: pseudonymOf(record.clientId), into: pseudonymOf(record.into) },
          record.undo === true,
          arrival,
          place,
        );
  if ('refusal' in done) return { status: 'refused', refusals: [done.refusal] };
  if (done.isNew || isSomething(done.moved)) return { status: 'accepted', moved: done.moved };
  return {
    status: 'duplicate',
    message: KNOWN[record.type === 'merge' && record.undo ? 'undo' : record.type],
  };
}

const KNOWN = {
  move: 'the record is held for toClientId already; nothing was changed',
  merge: 'these two are one person already; nothing was changed',
  undo: 'these two are two persons already; nothing was changed',
};

const isSomething = (moved: Holdings) => Object.keys(moved).length > 0;
