import { type IdChunks, IdLog, recordKey } from '../../shared/bulk/id-log.ts';
import { RecordPacker } from '../../shared/bulk/pack-record.ts';
import { packScanned } from '../../shared/bulk/pack-row.ts';
import { fieldBits } from '../../shared/bulk/record-fields.ts';
import type { RecordScanner } from '../../shared/bulk/record-scanner.ts';
import { type Chunk, partitionOf, RowChunks, Slabs } from '../../shared/bulk/row-chunks.ts';
import {
  type ScannedInstant,
  type ScannedRecord,
  scannedInstant,
  TEXT,
} from '../../shared/bulk/scanned-record.ts';
import type { PlacedReassignment } from '../../shared/bulk/settle-shared.ts';
import { foundIn } from '../../shared/imports/refusal-groups.ts';
import type { FileItem, FileRefusal, ImportItem } from '../../shared/records/files/file-item.ts';
import { refusedSession } from '../../shared/records/files/refused-session.ts';
import { isIdentified } from '../../shared/records/identified.ts';
import {
  CLOCK_TOLERANCE_SECONDS,
  type PlausibleTimes,
  plausibleTimes,
  refusalOfTimes,
} from '../../shared/records/plausible-times.ts';
import {
  isReassignment,
  RECORD_TYPES,
  type RecordType,
  readableId,
  type SentRecord,
} from '../../shared/records/record.ts';
import { type RefusedRow, refusedRow } from './refused-sessions.ts';

/** Rows that are shown of each file; the others are counted only. */
export const SHOWN_PER_FILE = 10;

/** What was refused in a stretch, with line numbers from its first line. */
export type StretchRefusals = {
  counts: Record<string, number>;
  /** Rows that are no records although nothing is wrong with them, by why. */
  skipped?: Record<string, number>;
  first: FileRefusal[];
  /** Rows of sessions that still tell their technique. */
  sessions: RefusedRow[];
};

/** What one thread has taken in, its rows by partition. */
export type Intake = {
  partitions: Chunk[][];
  /** Of records of which an id is one client's. */
  ids: IdChunks;
  /** Moves and merges. */
  reassignments: PlacedReassignment[];
  /** Valid records by type. */
  records: Partial<Record<RecordType, number>>;
  /** Rows of clinics that were not asked for. */
  otherClinics: number;
  /** The clinics of valid records, if none was asked for. */
  clinics: string[];
};

export type IntakeOptions = {
  partitions: number;
  clinic: string | undefined;
  /** When the files arrive, for records that do not say when they were written. */
  arrivedAt: string;
  /** The clinic's; undefined: months are as each instant was written. */
  timeZone: string | undefined;
};

const HAS_CLINIC = fieldBits('clinicId');
const HAS_RECORDED_AT = fieldBits('recordedAt');
const SESSION = RECORD_TYPES.indexOf('session');
/** By index in RECORD_TYPES. */
const IDENTIFIED: readonly boolean[] = RECORD_TYPES.map(isIdentified);

/**
 * Takes valid records of one clinic in, as rows in partitions by client. Without a clinic that is asked for
 * it takes those of the first one that comes and notes the names of all.
 */
export class RecordIntake {
  readonly #slabs = new Slabs();
  readonly #partitions: RowChunks[];
  readonly #packer: RecordPacker;
  readonly #ids = new IdLog();
  readonly #reassignments: PlacedReassignment[] = [];
  readonly #records = new Uint32Array(RECORD_TYPES.length);
  readonly #asked: string | undefined;
  readonly #arrival: ScannedInstant;
  readonly #plausible: PlausibleTimes;
  readonly #timeZone: string | undefined;
  readonly #clinics = new Set<string>();
  #clinic: Uint8Array | undefined;
  #otherClinics = 0;

  constructor({ partitions, clinic, arrivedAt, timeZone }: IntakeOptions) {
    this.#arrival = scannedInstant(arrivedAt);
    this.#plausible = plausibleTimes({ arrivedAt, timeZone });
    this.#partitions = Array.from({ length: partitions }, () => new RowChunks(this.#slabs));
    this.#packer = new RecordPacker((...of) => this.#rowsOf(...of), arrivedAt);
    this.#asked = clinic;
    this.#timeZone = timeZone;
    if (clinic !== undefined) this.#clinic = Buffer.from(clinic);
  }

  /** Takes what the scanner has just accepted; false when it must be read otherwise. */
  takeScanned({ record }: RecordScanner, position: number): boolean {
    const hasClinic = (record.seen & HAS_CLINIC) !== 0;
    if (!hasClinic && this.#asked === undefined) return false;
    if (
      hasClinic &&
      !this.#isClinic(record.bytes, record.texts.start[TEXT.clinic]!, record.texts.length[TEXT.clinic]!)
    )
      return true;
    if (!this.#hasPlausibleTimes(record)) return false;
    this.#records[record.type]! += 1;
    const rows = this.#rowsOf(record.clientHash, record.type, record.idHash);
    packScanned(record, position, rows, this.#arrival);
    return true;
  }

  /** What refusalOfTimes says in words, of what the scanner has accepted. */
  #hasPlausibleTimes({ seen, type, at, endedAt, recordedAt }: ScannedRecord): boolean {
    const { from, until } = this.#plausible;
    const last = type === SESSION ? endedAt.seconds : at.seconds;
    if (at.seconds < from || last >= until) return false;
    return (
      (seen & HAS_RECORDED_AT) === 0 || recordedAt.seconds <= this.#arrival.seconds + CLOCK_TOLERANCE_SECONDS
    );
  }

  /** Takes an item as the schemas gave it. */
  takeItem(item: ImportItem, position: number, refusals: StretchRefusals): void {
    if ('skipped' in item) {
      refusals.skipped ??= {};
      refusals.skipped[item.skipped.code] = (refusals.skipped[item.skipped.code] ?? 0) + 1;
    } else if ('record' in item) {
      this.#takeRecord(item, item.record, position, refusals);
    } else if (item.refusal.code === 'other-clinic') this.#otherClinics += 1;
    else {
      this.#refuse(item.refusal, refusals, item.typed);
      if (item.session) refusals.sessions.push(refusedRow(item.session, this.#timeZone));
    }
  }

  /** @param typed the row as its sender typed it: those that are shown say what was found */
  #refuse(refusal: FileRefusal, refusals: StretchRefusals, typed: FileItem['typed']): void {
    refusals.counts[refusal.code] = (refusals.counts[refusal.code] ?? 0) + 1;
    if (refusals.first.length >= SHOWN_PER_FILE) return;
    const found = foundIn(typed?.(), refusal.path);
    refusals.first.push(found === undefined ? refusal : { ...refusal, found });
  }

  #takeRecord(
    { line, typed }: FileItem,
    record: SentRecord,
    position: number,
    refusals: StretchRefusals,
  ): void {
    const clinic = Buffer.from(record.clinicId);
    if (!this.#isClinic(clinic, 0, clinic.length)) return;
    const refusal = refusalOfTimes(record, this.#plausible);
    if (refusal) {
      this.#refuse({ line, type: record.type, id: readableId(record)!, ...refusal }, refusals, typed);
      const session = refusedSession(record);
      if (session) refusals.sessions.push(refusedRow(session, this.#timeZone));
      return;
    }
    this.#records[RECORD_TYPES.indexOf(record.type)]! += 1;
    if (isReassignment(record)) this.#reassignments.push({ record, position });
    else this.#packer.pack(record, position);
  }

  /** Whether a valid record of this clinic is to be taken. */
  #isClinic(bytes: Uint8Array, start: number, length: number): boolean {
    // A copy: the bytes are soon those of another line.
    this.#clinic ??= Uint8Array.from(bytes.subarray(start, start + length));
    const known = this.#clinic;
    let at = 0;
    if (known.length === length) while (at < length && bytes[start + at] === known[at]) at += 1;
    if (this.#asked !== undefined) {
      if (at !== known.length) this.#otherClinics += 1;
    } else if (this.#clinics.size === 0 || at !== known.length) {
      this.#clinics.add(Buffer.from(bytes.subarray(start, start + length)).toString());
    }
    return at === known.length;
  }

  #rowsOf(clientHash: number, type: number, idHash: number): RowChunks {
    if (IDENTIFIED[type]) this.#ids.add(recordKey(type, idHash), clientHash);
    return this.#partitions[partitionOf(clientHash, this.#partitions.length)]!;
  }

  /** Gives everything away. */
  finish(): Intake {
    this.#slabs.release();
    return {
      partitions: this.#partitions.map((rows) => rows.take()),
      ids: this.#ids.take(),
      reassignments: this.#reassignments,
      records: Object.fromEntries(RECORD_TYPES.map((type, index) => [type, this.#records[index]!])),
      otherClinics: this.#otherClinics,
      clinics: [...this.#clinics],
    };
  }
}
