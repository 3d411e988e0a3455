import { COMPLAINTS, RECALL_WINDOWS, REFERRALS } from '../records/catalogue.ts';
import { RECORD_TYPES } from '../records/record.ts';
import { LONGEST_SESSION_HOURS } from '../records/session.ts';
import { CARRIAGE_RETURN, CLINIC_PART, ID_PART, LINE_FEED } from './byte-classes.ts';
import { ByteCursor } from './byte-cursor.ts';
import { ClosedList } from './closed-list.ts';
import { FieldNames } from './field-names.ts';
import {
  FIELD_INDEX,
  FIELDS,
  fieldBits,
  SCORE_MAY_HAVE,
  SCORE_NEEDS,
  SESSION_MAY_HAVE,
  SESSION_NEEDS,
} from './record-fields.ts';
import {
  scanAftercare,
  scanAssessments,
  scanPhases,
  scanRangeOfMotion,
  scanTechniques,
} from './scan-lists.ts';
import { ABSENT, type ScannedInstant, ScannedRecord, TEXT, type Texts } from './scanned-record.ts';

const OPEN = 123;
const CLOSE = 125;
const COMMA = 44;
const COLON = 58;

const TYPE_LIST = new ClosedList(RECORD_TYPES);
const SESSION = RECORD_TYPES.indexOf('session');
const PAIN_SCORE = RECORD_TYPES.indexOf('pain-score');
const COMPLAINT_LIST = new ClosedList(COMPLAINTS);
const REFERRAL_LIST = new ClosedList(REFERRALS);
const WINDOW_LIST = new ClosedList(RECALL_WINDOWS);
const NOW = RECALL_WINDOWS.indexOf('now');
const HAS_BEFORE = fieldBits('painBefore');
const HAS_AFTER = fieldBits('painAfter');
const HAS_PAIN = fieldBits('pain');
const HAS_SORENESS = fieldBits('soreness');
const HAS_REFERRAL = fieldBits('referral');
const HAS_WINDOW = fieldBits('window');
const HAS_REGION = fieldBits('bodyRegion');
const LONGEST_SECONDS = LONGEST_SESSION_HOURS * 3600;

/**
 * Reads sessions and pain scores from the bytes of NDJSON lines, without making texts or objects. It accepts
 * only what the schemas in records/ accept, and of that only the plain spelling that machines write; about
 * everything else it says false, and the schemas are asked. What it accepts it understands as they do.
 */
export class RecordScanner {
  readonly record: ScannedRecord = new ScannedRecord();
  readonly #cursor = new ByteCursor();
  readonly #names = new FieldNames(FIELDS);

  /** Where the line that was read ends: the place of its line feed. */
  get end(): number {
    return this.#cursor.at;
  }

  /**
   * @param bytes hold the whole line and its line feed
   * @param start the line's first byte
   * @returns whether the line is a record, which then is in `record`
   */
  scan(bytes: Uint8Array, start: number): boolean {
    const cursor = this.#cursor;
    cursor.moveTo(bytes, start);
    this.record.bytes = bytes;
    if (!cursor.take(OPEN) || !this.#scanFields() || !cursor.take(CLOSE)) return false;
    if (bytes[cursor.at] === CARRIAGE_RETURN) cursor.at += 1;
    return bytes[cursor.at] === LINE_FEED && this.#isValid();
  }

  #scanFields(): boolean {
    const { record } = this;
    const cursor = this.#cursor;
    let seen = 0;
    let before = -1;
    do {
      const field = this.#names.find(cursor.bytes, cursor.view, cursor.at, before);
      if (field === -1 || (seen & (1 << field)) !== 0) return false;
      seen |= 1 << field;
      before = field;
      cursor.at += this.#names.lengthOf(field);
      if (!cursor.take(COLON) || !this.#scanField(field)) return false;
    } while (cursor.take(COMMA));
    record.seen = seen;
    return true;
  }

  #scanField(field: number): boolean {
    const { record } = this;
    const cursor = this.#cursor;
    switch (field) {
      case FIELD_INDEX.type:
        if (!cursor.readOneOf(TYPE_LIST)) return false;
        record.type = cursor.number;
        return record.type === SESSION || record.type === PAIN_SCORE;
      case FIELD_INDEX.clinicId:
        return cursor.readId(CLINIC_PART, 64) && this.#text(TEXT.clinic);
      case FIELD_INDEX.clientId:
        if (!cursor.readId(ID_PART, 128)) return false;
        record.clientHash = cursor.hash;
        return this.#text(TEXT.client);
      case FIELD_INDEX.sessionId:
      case FIELD_INDEX.scoreId:
        if (!cursor.readId(ID_PART, 128)) return false;
        record.idHash = cursor.hash;
        return this.#text(TEXT.id);
      case FIELD_INDEX.therapistId:
        return cursor.readId(ID_PART, 128) && this.#text(TEXT.therapist);
      case FIELD_INDEX.recordedAt:
        return this.#instant(record.recordedAt);
      case FIELD_INDEX.startedAt:
      case FIELD_INDEX.at:
        return this.#instant(record.at);
      case FIELD_INDEX.endedAt:
        return this.#instant(record.endedAt);
      case FIELD_INDEX.painBefore:
        if (!cursor.readScore()) return false;
        record.painBefore = cursor.number;
        return true;
      case FIELD_INDEX.painAfter:
        if (!cursor.readScore()) return false;
        record.painAfter = cursor.number;
        return true;
      case FIELD_INDEX.pain:
        if (!cursor.readScore()) return false;
        record.pain = cursor.number;
        return true;
      case FIELD_INDEX.soreness:
        if (!cursor.readScore()) return false;
        record.soreness = cursor.number;
        return true;
      case FIELD_INDEX.complaint:
        if (!cursor.readOneOf(COMPLAINT_LIST)) return false;
        record.complaint = cursor.number;
        return true;
      case FIELD_INDEX.referral:
        if (!cursor.readOneOf(REFERRAL_LIST)) return false;
        record.referral = cursor.number;
        return true;
      case FIELD_INDEX.window:
        if (!cursor.readOneOf(WINDOW_LIST)) return false;
        record.window = cursor.number;
        return true;
      case FIELD_INDEX.bodyRegion:
        return cursor.readCode() && this.#text(TEXT.region);
      case FIELD_INDEX.techniques:
        return scanTechniques(cursor, record);
      case FIELD_INDEX.phases:
        return scanPhases(cursor, record);
      case FIELD_INDEX.assessments:
        return scanAssessments(cursor, record);
      case FIELD_INDEX.rangeOfMotion:
        return scanRangeOfMotion(cursor, record);
      default:
        return scanAftercare(cursor, record);
    }
  }

  #text(index: number): true {
    const cursor = this.#cursor;
    this.record.texts.set(index, cursor.start, cursor.length);
    return true;
  }

  #instant(instant: ScannedInstant): boolean {
    const cursor = this.#cursor;
    if (!cursor.readInstant()) return false;
    instant.seconds = cursor.seconds;
    instant.nanos = cursor.nanos;
    instant.offset = cursor.offset;
    return true;
  }

  /** What no field shows alone. Absent scores and codes get their stand-ins here. */
  #isValid(): boolean {
    const { record } = this;
    const { seen } = record;
    if (record.type === SESSION) {
      if ((seen & SESSION_NEEDS) !== SESSION_NEEDS || (seen & ~SESSION_MAY_HAVE) !== 0) return false;
      if ((seen & HAS_BEFORE) === 0) record.painBefore = ABSENT;
      if ((seen & HAS_AFTER) === 0) record.painAfter = ABSENT;
      if ((seen & HAS_REFERRAL) === 0) record.referral = ABSENT;
      return this.#isConsistentSession();
    }
    if ((seen & SCORE_NEEDS) !== SCORE_NEEDS || (seen & ~SCORE_MAY_HAVE) !== 0) return false;
    if ((seen & HAS_PAIN) === 0) record.pain = ABSENT;
    if ((seen & HAS_SORENESS) === 0) record.soreness = ABSENT;
    if ((seen & HAS_WINDOW) === 0) record.window = NOW;
    if ((seen & HAS_REGION) === 0) record.texts.length[TEXT.region] = 0;
    return (seen & (HAS_PAIN | HAS_SORENESS)) !== 0;
  }

  #isConsistentSession(): boolean {
    const { record } = this;
    const seconds = record.endedAt.seconds - record.at.seconds;
    if (seconds <= 0 || seconds > LONGEST_SECONDS) return false;
    let minutes = 0;
    for (let index = 0; index < record.techniqueCount; index += 1) {
      minutes += record.minutes[index]!;
      for (let other = 0; other < index; other += 1) if (this.#isSameEntry(index, other)) return false;
    }
    return minutes <= seconds / 60;
  }

  #isSameEntry(a: number, b: number): boolean {
    const { techniques, regions, owns } = this.record;
    return techniques[a] === techniques[b] && this.#isSame(regions, a, b) && this.#isSame(owns, a, b);
  }

  #isSame(texts: Texts, a: number, b: number): boolean {
    const { bytes } = this.record;
    const length = texts.length[a]!;
    if (length !== texts.length[b]) return false;
    for (let at = 0; at < length; at += 1) {
      if (bytes[texts.start[a]! + at] !== bytes[texts.start[b]! + at]) return false;
    }
    return true;
  }
}
