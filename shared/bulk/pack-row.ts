import { PHASES } from '../records/catalogue.ts';
import { RECORD_TYPES } from '../records/record.ts';
import { CONTENT, FLAG, PHASES_GIVEN, ROW, type RowMemory, SCORE, SESSION } from './packed-row.ts';
import { FIELD_INDEX } from './record-fields.ts';
import type { RowChunks } from './row-chunks.ts';
import { ABSENT, type ScannedInstant, type ScannedRecord, TEXT, type Texts } from './scanned-record.ts';

const SESSION_TYPE = RECORD_TYPES.indexOf('session');
const PAIN_SCORE_TYPE = RECORD_TYPES.indexOf('pain-score');
const HAS_RECORDED_AT = 1 << FIELD_INDEX.recordedAt;
const HAS_PHASES = 1 << FIELD_INDEX.phases;
const HAS_ASSESSMENTS = 1 << FIELD_INDEX.assessments;
const HAS_MOVEMENTS = 1 << FIELD_INDEX.rangeOfMotion;
const HAS_AFTERCARE = 1 << FIELD_INDEX.aftercare;
const SESSION_TEXTS = [TEXT.client, TEXT.id, TEXT.therapist] as const;
const SCORE_TEXTS = [TEXT.client, TEXT.id, TEXT.region] as const;

/** Lengths of rows are multiples of eight bytes. */
export function rowLength(bytes: number): number {
  return (bytes + 7) & ~7;
}

/**
 * Appends a scanned session or score to the rows of its clients.
 *
 * @param arrival when it arrived, for a record that does not say when it was written
 */
export function packScanned(
  record: ScannedRecord,
  position: number,
  into: RowChunks,
  arrival: ScannedInstant,
): void {
  if ((record.seen & HAS_RECORDED_AT) === 0) {
    record.recordedAt.seconds = arrival.seconds;
    record.recordedAt.nanos = arrival.nanos;
    record.recordedAt.offset = arrival.offset;
  }
  if (record.type === SESSION_TYPE) packSession(record, position, into);
  else packScore(record, position, into);
}

function packScore(record: ScannedRecord, position: number, into: RowChunks): void {
  const length = rowLength(SCORE.texts + lengthOf(record.texts, SCORE_TEXTS));
  const memory = into.reserve(length);
  const row = into.place;
  packHeader(record, PAIN_SCORE_TYPE, position, memory, row, length);
  const { bytes } = memory;
  packInstant(record.at, memory, row + SCORE.at, row + SCORE.atNanos, row + SCORE.atOffset);
  bytes[row + SCORE.pain] = record.pain;
  bytes[row + SCORE.soreness] = record.soreness;
  bytes[row + SCORE.window] = record.window;
  bytes[row + SCORE.regionLength] = record.texts.length[TEXT.region]!;
  memory.u16[(row + CONTENT.texts) >> 1] = SCORE.texts;
  let end = row + SCORE.texts;
  for (const text of SCORE_TEXTS) end = packText(record, record.texts, text, bytes, end);
  bytes.fill(0, end, row + length);
  into.commit(length);
}

function packSession(record: ScannedRecord, position: number, into: RowChunks): void {
  const { seen, techniqueCount } = record;
  const phases = seen & HAS_PHASES ? PHASES_GIVEN | record.phaseMask : 0;
  const assessments = seen & HAS_ASSESSMENTS ? record.assessmentCount : 0;
  const movements = seen & HAS_MOVEMENTS ? record.movementCount : 0;
  const aftercare = seen & HAS_AFTERCARE ? record.aftercareCount : 0;
  const owns = sum(record.owns, techniqueCount) > 0 ? techniqueCount : 0;
  const length = rowLength(
    SESSION.numbers +
      8 * (techniqueCount + bitCount(phases & ~PHASES_GIVEN) + 2 * movements) +
      (3 * techniqueCount + assessments + 3 * movements + aftercare + owns) +
      lengthOf(record.texts, SESSION_TEXTS) +
      sum(record.regions, techniqueCount) +
      sum(record.pressures, techniqueCount) +
      sum(record.assessments, assessments) +
      sum(record.movements, movements) +
      sum(record.sides, movements) +
      sum(record.owns, owns),
  );
  const memory = into.reserve(length);
  const row = into.place;
  packHeader(record, SESSION_TYPE, position, memory, row, length);
  const { bytes, f64 } = memory;
  packInstant(
    record.at,
    memory,
    row + SESSION.startedAt,
    row + SESSION.startedAtNanos,
    row + SESSION.startedAtOffset,
  );
  packInstant(
    record.endedAt,
    memory,
    row + SESSION.endedAt,
    row + SESSION.endedAtNanos,
    row + SESSION.endedAtOffset,
  );
  bytes[row + SESSION.painBefore] = record.painBefore;
  bytes[row + SESSION.painAfter] = record.painAfter;
  bytes[row + SESSION.complaint] = record.complaint;
  bytes[row + SESSION.referral] = record.referral;
  bytes[row + SESSION.therapistLength] = record.texts.length[TEXT.therapist]!;
  bytes[row + SESSION.techniques] = techniqueCount;
  bytes[row + SESSION.phases] = phases;
  bytes[row + SESSION.assessments] = seen & HAS_ASSESSMENTS ? assessments : ABSENT;
  bytes[row + SESSION.movements] = seen & HAS_MOVEMENTS ? movements : ABSENT;
  bytes[row + SESSION.aftercare] = seen & HAS_AFTERCARE ? aftercare : ABSENT;
  bytes[row + SESSION.owns] = owns;
  bytes[row + SESSION.owns + 1] = 0;

  let number = (row + SESSION.numbers) >> 3;
  for (let index = 0; index < techniqueCount; index += 1) f64[number++] = record.minutes[index]!;
  for (let phase = 0; phase < PHASES.length; phase += 1) {
    if (phases & (1 << phase)) f64[number++] = record.phaseMinutes[phase]!;
  }
  for (let index = 0; index < movements; index += 1) {
    // What is absent is 0 here and says so in its bits: one NaN need not have the bytes of another.
    f64[number++] = record.before[index]! || 0;
    f64[number++] = record.after[index]! || 0;
  }
  let end = number << 3;
  for (let index = 0; index < techniqueCount; index += 1) bytes[end++] = record.techniques[index]!;
  for (let index = 0; index < techniqueCount; index += 1) bytes[end++] = record.regions.length[index]!;
  for (let index = 0; index < techniqueCount; index += 1) bytes[end++] = record.pressures.length[index]!;
  for (let index = 0; index < assessments; index += 1) bytes[end++] = record.assessments.length[index]!;
  for (let index = 0; index < movements; index += 1) {
    bytes[end++] = record.movements.length[index]!;
    bytes[end++] = record.sides.length[index]!;
    bytes[end++] =
      (Number.isNaN(record.before[index]!) ? 0 : 1) | (Number.isNaN(record.after[index]!) ? 0 : 2);
  }
  for (let index = 0; index < aftercare; index += 1) bytes[end++] = record.aftercare[index]!;
  for (let index = 0; index < owns; index += 1) bytes[end++] = record.owns.length[index]!;
  memory.u16[(row + CONTENT.texts) >> 1] = end - row;
  for (const text of SESSION_TEXTS) end = packText(record, record.texts, text, bytes, end);
  end = packTexts(record, record.regions, techniqueCount, bytes, end);
  end = packTexts(record, record.pressures, techniqueCount, bytes, end);
  end = packTexts(record, record.assessments, assessments, bytes, end);
  end = packTexts(record, record.movements, movements, bytes, end);
  end = packTexts(record, record.sides, movements, bytes, end);
  end = packTexts(record, record.owns, owns, bytes, end);
  bytes.fill(0, end, row + length);
  into.commit(length);
}

function packHeader(
  record: ScannedRecord,
  type: number,
  position: number,
  { bytes, u16, u32, f64 }: RowMemory,
  row: number,
  length: number,
): void {
  u32[(row + ROW.bytes) >> 2] = length;
  u32[(row + ROW.clientHash) >> 2] = record.clientHash;
  f64[(row + ROW.position) >> 3] = position;
  f64[(row + ROW.recordedAt) >> 3] = record.recordedAt.seconds;
  u32[(row + ROW.recordedAtNanos) >> 2] = record.recordedAt.nanos;
  u32[(row + ROW.idHash) >> 2] = record.idHash;
  bytes[row + ROW.type] = type;
  bytes[row + ROW.clientLength] = record.texts.length[TEXT.client]!;
  bytes[row + ROW.idLength] = record.texts.length[TEXT.id]!;
  bytes[row + ROW.flags] = record.seen & HAS_RECORDED_AT ? 0 : FLAG.undated;
  u16[(row + CONTENT.recordedAtOffset) >> 1] = record.recordedAt.offset;
}

function packInstant(
  { seconds, nanos, offset }: ScannedInstant,
  { f64, u32, u16 }: RowMemory,
  at: number,
  nanosAt: number,
  offsetAt: number,
): void {
  f64[at >> 3] = seconds;
  u32[nanosAt >> 2] = nanos;
  u16[offsetAt >> 1] = offset;
}

function packText(
  record: ScannedRecord,
  texts: Texts,
  index: number,
  into: Uint8Array,
  place: number,
): number {
  const start = texts.start[index]!;
  const length = texts.length[index]!;
  const { bytes } = record;
  for (let at = 0; at < length; at += 1) into[place + at] = bytes[start + at]!;
  return place + length;
}

function packTexts(
  record: ScannedRecord,
  texts: Texts,
  count: number,
  into: Uint8Array,
  place: number,
): number {
  let end = place;
  for (let index = 0; index < count; index += 1) end = packText(record, texts, index, into, end);
  return end;
}

function lengthOf(texts: Texts, which: readonly number[]): number {
  let length = 0;
  for (let index = 0; index < which.length; index += 1) length += texts.length[which[index]!]!;
  return length;
}

function sum(texts: Texts, count: number): number {
  let length = 0;
  for (let index = 0; index < count; index += 1) length += texts.length[index]!;
  return length;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
