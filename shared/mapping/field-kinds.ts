import { CSV_COLUMNS } from '../records/files/csv-columns.ts';
import type { RecordType } from '../records/record.ts';
import type { FieldKind } from './field-rule.ts';

const KINDS: Readonly<Record<string, FieldKind>> = {
  startedAt: 'instant',
  endedAt: 'end',
  at: 'instant',
  recordedAt: 'instant',
  startsOn: 'date',
  dueOn: 'date',
  from: 'date',
  until: 'date',
  painBefore: 'score',
  painAfter: 'score',
  pain: 'score',
  soreness: 'score',
  value: 'number',
  baseline: 'number',
  target: 'number',
  targetChangePercent: 'number',
  weight: 'number',
  partnerReports: 'boolean',
  undo: 'boolean',
  complaint: 'code',
  bodyRegion: 'code',
  window: 'code',
  referral: 'code',
  assessments: 'codes',
  aftercare: 'codes',
  rangeOfMotion: 'movements',
  techniques: 'techniques',
  kind: 'text',
  measure: 'text',
  unit: 'text',
  of: 'text',
  reason: 'text',
};

/** Whether records of a type are one client's: all but a move, which names two. */
export const needsClient = (type: RecordType): boolean => type !== 'move';

/** What a field of a record is read as; undefined for a field that the record does not have. */
export function kindOfField(type: RecordType, field: string): FieldKind | undefined {
  if (field === 'type' || field === 'clinicId' || !Object.hasOwn(CSV_COLUMNS[type], field)) return undefined;
  if (field.startsWith('phases.') || field.startsWith('levels.')) return 'number';
  return KINDS[field] ?? 'id';
}
