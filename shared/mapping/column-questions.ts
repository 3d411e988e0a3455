import type { RecordType } from '../records/record.ts';
import type { FieldRule } from './field-rule.ts';
import type { Mapping } from './mapping.ts';

/** A field of a record that may be read from another column than it is, or from none. */
export type ColumnQuestion = {
  /** The field of a form that asks for it. */
  name: string;
  record: number;
  type: RecordType;
  field: string;
  rule?: FieldRule;
};

/** Fields that people choose a column for. What is made of several cells, such as an id, stays as it is. */
const CHOSEN: Partial<Record<RecordType, readonly string[]>> = {
  session: [
    ...['clientId', 'therapistId', 'startedAt', 'endedAt', 'complaint', 'techniques'],
    ...['painBefore', 'painAfter', 'recordedAt'],
  ],
  'pain-score': ['clientId', 'at', 'pain', 'soreness', 'bodyRegion'],
  measurement: ['clientId', 'at', 'value'],
};

/** The fields of a mapping's records for each of which a column may be named. */
export function columnQuestions({ records }: Mapping): ColumnQuestion[] {
  return records.flatMap(({ type, fields }, record) =>
    (CHOSEN[type] ?? Object.keys(fields)).flatMap((field): ColumnQuestion[] => {
      const rule = fields[field];
      if (rule && 'joined' in rule) return [];
      return [{ name: `column.${record}.${field}`, record, type, field, ...(rule && { rule }) }];
    }),
  );
}

/** The times of a mapping's records of which a column may hold the day alone, and another the time of day. */
export function timeQuestions(mapping: Mapping): (ColumnQuestion & { time?: string })[] {
  return columnQuestions(mapping).flatMap((question) => {
    const { rule, field, record } = question;
    if (!isInstant(field)) return [];
    const time = rule && 'time' in rule ? rule.time : undefined;
    return [{ ...question, name: `time.${record}.${field}`, ...(time !== undefined && { time }) }];
  });
}

const INSTANTS: ReadonlySet<string> = new Set(['startedAt', 'endedAt', 'at']);
/** Whether a field is a time that something was. */
export const isInstant = (field: string): boolean => INSTANTS.has(field);

/**
 * The scores of a mapping's records that are read from a column: each may be written in another form. Where two are
 * read from one it is asked once, of the first.
 */
export function scoreQuestions(mapping: Mapping): (ColumnQuestion & { column: string; form: ScoreAnswer })[] {
  const asked = new Set<string>();
  return columnQuestions(mapping).flatMap((question) => {
    const { rule, field, record } = question;
    const isScore = SCORE_FIELDS.includes(field);
    if (!isScore || !rule || !('column' in rule) || 'minutes' in rule) return [];
    const column = `${record}.${rule.column}`;
    if (asked.has(column)) return [];
    asked.add(column);
    return [{ ...question, name: `form.${record}.${field}`, column: rule.column, form: formOf(rule) }];
  });
}

/** Fields that are a score from 0 to 10. */
export const SCORE_FIELDS: readonly string[] = ['painBefore', 'painAfter', 'pain', 'soreness'];

/** How a score is written, as people are asked for it. */
export const SCORE_ANSWERS = [
  ...(['n', 'n-of-10', 'words', 'mm-half-up', 'mm-refuse-parts'] as const),
  ...(['pair', 'pair-before-first', 'pair-after-first'] as const),
] as const;
export type ScoreAnswer = (typeof SCORE_ANSWERS)[number];

function formOf(rule: FieldRule): ScoreAnswer {
  const form = 'score' in rule ? rule.score : undefined;
  if (form?.form === 'mm-of-100') return form.rounding === 'half-up' ? 'mm-half-up' : 'mm-refuse-parts';
  if (form?.form === 'pair') return form.order ? `pair-${form.order}` : 'pair';
  return form?.form ?? 'n';
}
