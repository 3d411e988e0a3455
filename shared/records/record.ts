import type { z } from 'zod';
import { type Care, careSchema } from './care.ts';
import { type Consent, consentSchema } from './consent.ts';
import { id } from './fields.ts';
import { type Goal, goalSchema } from './goal.ts';
import { type Measurement, measurementSchema } from './measurement.ts';
import { type Merge, mergeSchema } from './merge.ts';
import { type Move, moveSchema } from './move.ts';
import { type PainScore, painScoreSchema } from './pain-score.ts';
import { type Refusal, refusalsOf } from './refusal.ts';
import { type Deletion, deletionSchema, type Erasure, erasureSchema } from './removal.ts';
import { type Session, sessionSchema } from './session.ts';

/** A fact that somebody reported, with the client id as the clinic knows it. */
export type Fact = Session | PainScore | Goal | Measurement | Consent | Care;
/** What is reported of one client: a fact, or the removal of facts. */
export type ReportedRecord = Fact | Deletion | Erasure;
/** Says whose records are, and changes nothing else in them. */
type Reassignment = Move | Merge;
/** Anything that may come through a door. */
export type AnyRecord = ReportedRecord | Reassignment;
/** A record as it is sent: where `recordedAt` is absent, the arrival is taken (stampedOf). */
export type SentRecord = Sent<AnyRecord>;
type Sent<T> = T extends infer R
  ? R extends unknown
    ? Omit<R, 'recordedAt'> & { recordedAt?: string | undefined }
    : never
  : never;
export type FactType = Fact['type'];
export type RecordType = AnyRecord['type'];

const SCHEMAS = {
  session: sessionSchema,
  'pain-score': painScoreSchema,
  goal: goalSchema,
  measurement: measurementSchema,
  consent: consentSchema,
  deletion: deletionSchema,
  erasure: erasureSchema,
  move: moveSchema,
  merge: mergeSchema,
  care: careSchema,
} as const;

export const RECORD_TYPES = Object.keys(SCHEMAS) as RecordType[];

/**
 * The field that holds a record's own id; consents and erasures are one per client, care one per client and therapist,
 * a move names the record it moves.
 */
export const ID_FIELD = {
  session: 'sessionId',
  'pain-score': 'scoreId',
  goal: 'goalId',
  measurement: 'measurementId',
  consent: 'clientId',
  deletion: 'id',
  erasure: 'clientId',
  move: 'id',
  merge: 'clientId',
  care: 'therapistId',
} as const satisfies Record<RecordType, string>;

export type Parsed = { record: SentRecord } | { refusals: Refusal[] };

/**
 * Validates one record of any type against its strict schema. The result has its fields in schema order
 * and its defaults filled in, so that equal content is equal JSON text.
 */
export function parseRecord(input: unknown): Parsed {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { refusals: [{ code: 'wrong-type', path: '', message: 'expected a record, a JSON object' }] };
  }
  const type = (input as { type?: unknown }).type;
  if (typeof type !== 'string' || !Object.hasOwn(SCHEMAS, type)) {
    const code = type === undefined ? 'missing-field' : 'unknown-code';
    return { refusals: [{ code, path: 'type', message: `expected one of ${RECORD_TYPES.join(', ')}` }] };
  }
  const parsed = (SCHEMAS[type as RecordType] as z.ZodType<SentRecord>).safeParse(input, {
    reportInput: true,
  });
  return parsed.success ? { record: parsed.data } : { refusals: refusalsOf(parsed.error) };
}

/** The record as a version: with its sender's instant, else with the one at which it arrived. */
export function stampedOf(record: Sent<ReportedRecord>, arrivedAt: string): ReportedRecord;
export function stampedOf(record: SentRecord, arrivedAt: string): AnyRecord;
export function stampedOf(record: SentRecord, arrivedAt: string): AnyRecord {
  return { ...record, recordedAt: record.recordedAt ?? arrivedAt } as AnyRecord;
}

export function isReassignment<T extends { type: RecordType }>(
  record: T,
): record is Extract<T, { type: 'move' | 'merge' }> {
  return record.type === 'move' || record.type === 'merge';
}

/**
 * The record's own id, so that a refusal can name what it refuses; undefined when it is no id. A name or an
 * address in its place is not repeated.
 */
export function readableId(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const type = (input as { type?: unknown }).type;
  if (typeof type !== 'string' || !Object.hasOwn(ID_FIELD, type)) return undefined;
  const field = ID_FIELD[type as RecordType];
  const value = (input as Record<string, unknown>)[field];
  return id.safeParse(value).data;
}
