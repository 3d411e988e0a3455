import { AFTERCARE, PHASES, TECHNIQUES } from '../records/catalogue.ts';
import { LONGEST_OWN_CODE } from '../records/own-technique.ts';
import { LONGEST_SESSION_HOURS } from '../records/session.ts';
import type { ByteCursor } from './byte-cursor.ts';
import { ClosedList } from './closed-list.ts';
import { FieldNames } from './field-names.ts';
import { MOST, type ScannedRecord } from './scanned-record.ts';

const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN = 123;
const CLOSE = 125;
const COMMA = 44;
const COLON = 58;

const LONGEST_MINUTES = LONGEST_SESSION_HOURS * 60;
const MOST_DEGREES = 360;
const TECHNIQUE_LIST = new ClosedList(TECHNIQUES);
const AFTERCARE_LIST = new ClosedList(AFTERCARE);

/** Reads one entry at the cursor into place `index` of its columns. */
type ReadEntry = (cursor: ByteCursor, record: ScannedRecord, index: number) => boolean;

/** Reads a list; answers the number of its entries, -1 when one of them or their number is unusual. */
function scanList(cursor: ByteCursor, record: ScannedRecord, most: number, readEntry: ReadEntry): number {
  if (!cursor.take(OPEN_LIST)) return -1;
  if (cursor.take(CLOSE_LIST)) return 0;
  for (let count = 0; count < most; count += 1) {
    if (!readEntry(cursor, record, count)) return -1;
    if (cursor.take(COMMA)) continue;
    return cursor.take(CLOSE_LIST) ? count + 1 : -1;
  }
  return -1;
}

/** Reads one field of an object, of which the name has been read. */
type ReadField = (cursor: ByteCursor, record: ScannedRecord, field: number, index: number) => boolean;

/** Reads an object with each of the named fields at most once; answers the bits of those it has, or -1. */
function scanObject(
  cursor: ByteCursor,
  record: ScannedRecord,
  names: FieldNames,
  readField: ReadField,
  index: number,
): number {
  if (!cursor.take(OPEN)) return -1;
  if (cursor.take(CLOSE)) return 0;
  let seen = 0;
  let before = -1;
  do {
    const field = names.find(cursor.bytes, cursor.view, cursor.at, before);
    if (field === -1 || (seen & (1 << field)) !== 0) return -1;
    seen |= 1 << field;
    before = field;
    cursor.at += names.lengthOf(field);
    if (!cursor.take(COLON) || !readField(cursor, record, field, index)) return -1;
  } while (cursor.take(COMMA));
  return cursor.take(CLOSE) ? seen : -1;
}

const TECHNIQUE_FIELDS = new FieldNames(['technique', 'minutes', 'bodyRegion', 'pressure', 'own']);
const TECHNIQUE_AND_MINUTES = 0b11;
const HAS_OWN = 0b10000;
const OTHER = TECHNIQUES.indexOf('other');

const readTechniqueField: ReadField = (cursor, record, field, index) => {
  if (field === 0) {
    if (!cursor.readOneOf(TECHNIQUE_LIST)) return false;
    record.techniques[index] = cursor.number;
    return true;
  }
  if (field === 1) {
    if (!cursor.readNumber() || !(cursor.number > 0 && cursor.number <= LONGEST_MINUTES)) return false;
    record.minutes[index] = cursor.number;
    return true;
  }
  if (!cursor.readCode()) return false;
  if (field === 4) {
    record.owns.set(index, cursor.start, cursor.length);
    return cursor.length <= LONGEST_OWN_CODE;
  }
  (field === 2 ? record.regions : record.pressures).set(index, cursor.start, cursor.length);
  return true;
};

const readTechnique: ReadEntry = (cursor, record, index) => {
  record.regions.length[index] = 0;
  record.pressures.length[index] = 0;
  record.owns.length[index] = 0;
  const seen = scanObject(cursor, record, TECHNIQUE_FIELDS, readTechniqueField, index);
  if (seen === -1 || (seen & TECHNIQUE_AND_MINUTES) !== TECHNIQUE_AND_MINUTES) return false;
  return (seen & HAS_OWN) === 0 || record.techniques[index] === OTHER;
};

export function scanTechniques(cursor: ByteCursor, record: ScannedRecord): boolean {
  record.techniqueCount = scanList(cursor, record, MOST.techniques, readTechnique);
  return record.techniqueCount > 0;
}

const PHASE_FIELDS = new FieldNames(PHASES);

const readPhase: ReadField = (cursor, record, field) => {
  if (!cursor.readNumber() || !(cursor.number >= 0 && cursor.number <= LONGEST_MINUTES)) return false;
  record.phaseMinutes[field] = cursor.number + 0; // -0 is 0, as in JSON text
  return true;
};

export function scanPhases(cursor: ByteCursor, record: ScannedRecord): boolean {
  record.phaseMask = scanObject(cursor, record, PHASE_FIELDS, readPhase, 0);
  return record.phaseMask !== -1;
}

const readAssessment: ReadEntry = (cursor, record, index) => {
  if (!cursor.readCode()) return false;
  record.assessments.set(index, cursor.start, cursor.length);
  return true;
};

export function scanAssessments(cursor: ByteCursor, record: ScannedRecord): boolean {
  record.assessmentCount = scanList(cursor, record, MOST.assessments, readAssessment);
  return record.assessmentCount !== -1;
}

const MOVEMENT_FIELDS = new FieldNames(['movement', 'side', 'before', 'after']);

const readMovementField: ReadField = (cursor, record, field, index) => {
  if (field <= 1) {
    if (!cursor.readCode()) return false;
    (field === 0 ? record.movements : record.sides).set(index, cursor.start, cursor.length);
    return true;
  }
  if (!cursor.readNumber() || !(Math.abs(cursor.number) <= MOST_DEGREES)) return false;
  (field === 2 ? record.before : record.after)[index] = cursor.number + 0;
  return true;
};

const readMovement: ReadEntry = (cursor, record, index) => {
  record.sides.length[index] = 0;
  record.before[index] = Number.NaN;
  record.after[index] = Number.NaN;
  const seen = scanObject(cursor, record, MOVEMENT_FIELDS, readMovementField, index);
  return seen !== -1 && (seen & 1) !== 0 && seen > 0b11;
};

export function scanRangeOfMotion(cursor: ByteCursor, record: ScannedRecord): boolean {
  record.movementCount = scanList(cursor, record, MOST.movements, readMovement);
  return record.movementCount !== -1;
}

const readAftercare: ReadEntry = (cursor, record, index) => {
  if (!cursor.readOneOf(AFTERCARE_LIST)) return false;
  record.aftercare[index] = cursor.number;
  return true;
};

export function scanAftercare(cursor: ByteCursor, record: ScannedRecord): boolean {
  record.aftercareCount = scanList(cursor, record, MOST.aftercare, readAftercare);
  return record.aftercareCount !== -1;
}
