import { parseRecord, RECORD_TYPES, type RecordType, readableId } from '../record.ts';
import type { Refusal } from '../refusal.ts';
import type { FileItem, FilePlace, FileRefusal } from './file-item.ts';
import { LONGEST_LINE_BYTES } from './file-lines.ts';
import { refusedSession } from './refused-session.ts';

/** What a line can be refused for before anything is known of the record on it. */
export const INVALID_UTF8: Refusal = {
  code: 'invalid-utf8',
  path: '',
  message:
    'expected text in UTF-8; bytes of another encoding, such as windows-1252, are not guessed: save it as UTF-8, which spreadsheets call "CSV UTF-8"',
};
export const LINE_TOO_LONG: Refusal = {
  code: 'line-too-long',
  path: '',
  message: `expected a line of at most ${LONGEST_LINE_BYTES} bytes`,
};

const OTHER_CLINIC: Refusal = {
  code: 'other-clinic',
  path: 'clinicId',
  message: 'expected the clinic that this file belongs to, or no clinicId',
};

/**
 * One row as it leaves a file: a valid record, or why it was refused.
 *
 * @param place where the row stands; the answer is this object, completed
 * @param input the record as the row has it, not yet validated; an absent clinicId is filled in
 * @param clinicId the clinic that the file belongs to, if it belongs to one
 * @param problems what reading the row has found wrong already
 */
export function readItem(
  place: FilePlace,
  input: unknown,
  clinicId: string | undefined,
  problems: readonly Refusal[] = [],
): FileItem {
  const named = isObject(input) ? input['clinicId'] : undefined;
  if (clinicId !== undefined && typeof named === 'string' && named !== clinicId) {
    return refusedItem(place, [OTHER_CLINIC], input);
  }
  const fillIn = clinicId !== undefined && named === undefined && isObject(input);
  const parsed = parseRecord(fillIn ? { ...input, clinicId } : input);
  if (problems.length > 0) {
    const known = new Set(problems.map(({ path }) => rootOf(path)));
    const others = 'record' in parsed ? [] : parsed.refusals.filter(({ path }) => !known.has(rootOf(path)));
    return refusedItem(place, [...problems, ...others], input);
  }
  if ('record' in parsed) return Object.assign(place, { record: parsed.record });
  return refusedItem(place, parsed.refusals, input);
}

/** A refused row: its first problem, and the others with it. */
export function refusedItem(place: FilePlace, problems: readonly Refusal[], input?: unknown): FileItem {
  const [first, ...also] = problems as [Refusal, ...Refusal[]];
  const id = readableId(input);
  const type = readableType(input);
  const refusal: FileRefusal = {
    line: place.line,
    ...(type !== undefined && { type }),
    ...(id !== undefined && { id }),
    ...first,
    ...(also.length > 0 && { also }),
  };
  const session = refusedSession(input);
  return Object.assign(place, { refusal }, session && { session });
}

function readableType(input: unknown): RecordType | undefined {
  return isObject(input) ? RECORD_TYPES.find((type) => type === input['type']) : undefined;
}

function isObject(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

function rootOf(path: string): string {
  return /^[^.[]*/.exec(path)![0];
}
