import * as z from 'zod';
import { code } from '../records/fields.ts';
import { RECORD_TYPES, type RecordType } from '../records/record.ts';
import { LONGEST_COLUMN_NAME } from '../tables/column-name.ts';
import { ENCODINGS } from '../tables/table.ts';
import { kindOfField } from './field-kinds.ts';
import { type FieldRule, RULES_OF_KIND, timeZone } from './field-rule.ts';

const column = z.string().min(1).max(LONGEST_COLUMN_NAME);

const tableShape = z.strictObject({
  format: z.enum(['csv', 'xlsx', 'ndjson', 'json']).optional(),
  encoding: z.enum(ENCODINGS).optional(),
  separator: z.string().length(1).optional(),
  lineEnds: z.enum(['lf', 'cr']).optional(),
  headerLine: z.number().int().min(0).optional(),
  /** The line of the first row, where more lines about the columns stand between the header and it. */
  firstRowLine: z.number().int().min(2).optional(),
  sheet: z.string().optional(),
  rowsAt: z.string().optional(),
});

/** Rows that are no visit that took place: counted under the name that is given, never read. */
const rowRule = z.union([
  z.strictObject({
    column,
    /** Statuses under which the visit took place. A status that is in neither list is refused. */
    held: z.array(z.string()),
    skipped: z.record(z.string(), code),
  }),
  /** Rows in which a cell is one of some texts, such as a service that is no massage. */
  z.strictObject({ column, is: z.array(z.string()).min(1), as: code }),
  /** Rows in which a cell is filled (a time of cancelling), or says yes (did not arrive). */
  z.strictObject({ column, when: z.enum(['filled', 'yes']), as: code }),
]);
export type RowRule = z.infer<typeof rowRule>;

const template = z
  .strictObject({
    type: z.enum(RECORD_TYPES as [RecordType, ...RecordType[]]),
    /** Without a text in each of these columns a row makes no such record. */
    needs: z.array(column).optional(),
    /** Only rows in which a cell is one of these texts make such a record: which score a row of a long list has. */
    where: z.strictObject({ column, is: z.array(z.string()).min(1) }).optional(),
    fields: z.record(z.string(), z.unknown()),
  })
  .transform(({ type, needs, where, fields }, context) => {
    const rules: Record<string, FieldRule> = {};
    for (const [field, rule] of Object.entries(fields)) {
      const kind = kindOfField(type, field);
      if (kind === undefined) {
        context.addIssue({ code: 'custom', path: ['fields', field], message: `a ${type} has no such field` });
        continue;
      }
      const parsed = RULES_OF_KIND[kind].safeParse(rule);
      if (parsed.success) rules[field] = parsed.data;
      else
        context.addIssue({
          code: 'custom',
          path: ['fields', field],
          message: `expected a rule for ${RULE_WORDS[kind]}`,
        });
    }
    return { type, ...(needs && { needs }), ...(where && { where }), fields: rules };
  });
export type RecordTemplate = z.output<typeof template>;

const RULE_WORDS: Readonly<Record<keyof typeof RULES_OF_KIND, string>> = {
  id: 'an id: {"column"}, {"derived": [columns]}, {"joined": [texts and columns]} or {"constant"}',
  instant:
    'a time: {"column"}, with "time" where the time of day has a column of its own, and with "timeZone", or "zone" for the column that names the zone of each row',
  end: 'a time: {"column"} as for any time, or {"after": "startedAt", "minutes": {"column"}}',
  date: 'a day: {"column"} or {"constant"}',
  score: 'a score: {"column"}, with "score": {"form"} where it is no plain number',
  number: 'a number: {"column"} or {"constant"}',
  boolean: 'yes or no: {"column"} or {"constant"}',
  code: 'a code: {"column"} or {"constant"}',
  text: 'a text: {"column"} or {"constant"}',
  codes: 'codes: {"column"}',
  movements:
    'movements: {"column"}, or {"movements": [{"movement", "side", "before": {"column"}, "after": {"column"}}]} or with "pair": {"column", "order"} of each',
  techniques: 'techniques: {"compact"}, or {"column"} or {"constant"} with "minutes"',
};

/** Why a mapping is as it is; for whoever reads it before it is used. */
const decision = z.strictObject({
  about: z.string(),
  sure: z.enum(['certain', 'likely', 'unsure', 'undecided']),
  why: z.string(),
});
export type Decision = z.infer<typeof decision>;

/** How the rows of another system's export become records. */
const mappingSchema = z
  .strictObject({
    mappingVersion: z.literal(1),
    source: z.strictObject({ system: z.string(), report: z.string(), about: z.string().optional() }),
    /** How the file is read; what is absent is found out from each file. */
    file: tableShape.optional(),
    /** Of times without an offset: the clinic's, by its IANA name. */
    timeZone: timeZone.optional(),
    /** How a day such as 03/08/2026 is meant. Without it a day that could be meant both ways is refused. */
    dateOrder: z.enum(['day-first', 'month-first']).optional(),
    /** What years of two digits are added to. Without it they are refused. */
    shortYears: z.union([z.literal(1900), z.literal(2000)]).optional(),
    decimalComma: z.boolean().optional(),
    /** Texts that mean that there is no answer, in any column. */
    missing: z.array(z.string()).optional(),
    rows: z.array(rowRule).optional(),
    records: z.array(template).min(1),
    /** What words of the source mean here; they come before the names of the trade that are known. */
    vocabularies: z.record(z.string(), z.record(z.string(), z.string())).optional(),
    /** Where a version's time is not a column of its own: that of the file, or of the arrival. */
    recordedAt: z.enum(['file', 'arrival']).default('arrival'),
    /** Columns that are never read: names, addresses, notes. `path.*` is all below a path. */
    leftOut: z.array(column).default([]),
    /** What is done with columns that are neither read nor left out by name. */
    otherColumns: z.enum(['refuse', 'leave-out']).default('refuse'),
    decisions: z.array(decision).default([]),
  })
  .superRefine(({ records }, context) => {
    for (const [index, { type, fields }] of records.entries())
      if (type !== 'erasure' && Object.keys(fields).length === 0)
        context.addIssue({ code: 'custom', path: ['records', index], message: 'expected fields' });
  });
export type Mapping = z.output<typeof mappingSchema>;
export type SentMapping = z.input<typeof mappingSchema>;

/** A mapping, or each of its faults by the path at which it lies. */
export function parseMapping(input: unknown): { mapping: Mapping } | { faults: string[] } {
  const parsed = mappingSchema.safeParse(input);
  if (parsed.success) return { mapping: parsed.data };
  return {
    faults: parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'mapping'}: ${message}`),
  };
}
