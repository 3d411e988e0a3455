import {
  ID_FIELD,
  RECORD_TYPES,
  type RecordType,
  type ReportedRecord,
  type SentRecord,
  stampedOf,
} from '../records/record.ts';
import { nanosOf, utcSeconds } from '../records/time/instant.ts';
import { contentOf } from '../records/versions/content.ts';
import { HASH_START, hashEnd, hashStep } from './byte-classes.ts';
import { packScanned, rowLength } from './pack-row.ts';
import { CONTENT, FLAG, OTHER, ROW } from './packed-row.ts';
import { RecordScanner } from './record-scanner.ts';
import type { RowChunks } from './row-chunks.ts';
import { type ScannedInstant, scannedInstant } from './scanned-record.ts';

/** A record of one client as it is sent. */
type ClientRecordSent = Exclude<SentRecord, { type: 'move' | 'merge' }>;
type OtherSent = Exclude<ClientRecordSent, { type: 'session' | 'pain-score' }>;
type OtherRecord = Exclude<ReportedRecord, { type: 'session' | 'pain-score' }>;

/** Gives the rows of a client's records by the hash of the client's id, for one more of this type and id. */
export type RowsOfClient = (clientHash: number, type: number, idHash: number) => RowChunks;

/**
 * Appends a valid record of any type, as the schemas gave it, to the rows of its client. Sessions and scores
 * go through the fast reading, so that there is one way only in which they are packed.
 */
export class RecordPacker {
  readonly #scanner = new RecordScanner();
  readonly #rowsOf: RowsOfClient;
  readonly #arrivedAt: string;
  readonly #arrival: ScannedInstant;

  /** @param arrivedAt for records that do not say when they were written, in UTC */
  constructor(rowsOf: RowsOfClient, arrivedAt: string) {
    this.#rowsOf = rowsOf;
    this.#arrivedAt = arrivedAt;
    this.#arrival = scannedInstant(arrivedAt);
  }

  pack(record: ClientRecordSent, position: number): void {
    if (record.type === 'session' || record.type === 'pain-score') {
      const line = Buffer.from(`${JSON.stringify(record)}\n`, 'latin1');
      if (!this.#scanner.scan(line, 0)) throw new TypeError(`a valid ${record.type} was not understood`);
      const { record: scanned } = this.#scanner;
      const rows = this.#rowsOf(scanned.clientHash, scanned.type, scanned.idHash);
      packScanned(scanned, position, rows, this.#arrival);
    } else this.#packOther(record, position);
  }

  #packOther(sent: OtherSent, position: number): void {
    const record = stampedOf(sent, this.#arrivedAt) as OtherRecord;
    const isRemoval = record.type === 'deletion' || record.type === 'erasure';
    const type: RecordType = record.type === 'deletion' ? record.of : record.type;
    const id = (record as unknown as Record<string, string>)[ID_FIELD[record.type]]!;
    const content = Buffer.from(isRemoval ? '' : contentOf(record));
    const length = rowLength(OTHER.texts + record.clientId.length + id.length + content.length);
    const clientHash = hashOf(record.clientId);
    const idHash = hashOf(id);
    const rows = this.#rowsOf(clientHash, RECORD_TYPES.indexOf(type), idHash);
    const { bytes, u16, u32, f64 } = rows.reserve(length);
    const row = rows.place;
    bytes.fill(0, row, row + length);
    u32[(row + ROW.bytes) >> 2] = length;
    u32[(row + ROW.clientHash) >> 2] = clientHash;
    f64[(row + ROW.position) >> 3] = position;
    f64[(row + ROW.recordedAt) >> 3] = utcSeconds(record.recordedAt);
    u32[(row + ROW.recordedAtNanos) >> 2] = nanosOf(record.recordedAt);
    u32[(row + ROW.idHash) >> 2] = idHash;
    bytes[row + ROW.type] = RECORD_TYPES.indexOf(type);
    bytes[row + ROW.clientLength] = record.clientId.length;
    bytes[row + ROW.idLength] = id.length;
    bytes[row + ROW.flags] =
      (isRemoval ? FLAG.removal : 0) | (sent.recordedAt === undefined ? FLAG.undated : 0);
    u16[(row + CONTENT.texts) >> 1] = OTHER.texts;
    let end = row + OTHER.texts;
    for (const text of [record.clientId, id]) {
      bytes.set(Buffer.from(text, 'latin1'), end);
      end += text.length;
    }
    bytes.set(content, end);
    rows.commit(length);
  }
}

/** The hash that the fast reading gives an id. */
export function hashOf(id: string): number {
  let hash = HASH_START;
  for (let index = 0; index < id.length; index += 1) hash = hashStep(hash, id.charCodeAt(index));
  return hashEnd(hash);
}
