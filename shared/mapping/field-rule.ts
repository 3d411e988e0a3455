import * as z from 'zod';
import { code } from '../records/fields.ts';
import { isTimeZone } from '../records/time/time-zone.ts';
import { LONGEST_COLUMN_NAME } from '../tables/column-name.ts';
import { COUNTED } from './counted-time.ts';
import { PAIR_ORDERS } from './paired-scores.ts';

const column = z.string().min(1).max(LONGEST_COLUMN_NAME);
const whole = z.number().int();
/** A time zone by its IANA name. */
export const timeZone = z
  .string()
  .refine(isTimeZone, 'expected a time zone of the IANA database, such as "America/Chicago"');

/** How a score is written. Nothing is rounded unless the rule says how. */
const scoreForm = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('n') }),
  z.strictObject({ form: z.literal('n-of-10') }),
  z.strictObject({ form: z.literal('words'), words: z.record(z.string(), whole.min(0).max(10)) }),
  z.strictObject({ form: z.literal('mm-of-100'), rounding: z.enum(['half-up', 'refuse-parts']) }),
  /** Two scores in one cell, before and after. Without an order only those are read that say which is which. */
  z.strictObject({ form: z.literal('pair'), order: z.enum(PAIR_ORDERS).optional() }),
]);
export type ScoreForm = z.infer<typeof scoreForm>;

/** A cell, and how to read it. */
const columnRule = z
  .strictObject({
    column,
    /** Of an instant: the column that holds the time of day, where `column` holds the day. */
    time: column.optional(),
    /** Of an instant that is a number. Without it a number is no time. */
    counted: z.enum(COUNTED).optional(),
    /** Of an instant without an offset: of which zone its clock is, where that is not the clinic's. */
    timeZone: timeZone.optional(),
    /** Of an instant without an offset: the column in which each row names its zone, by a place of the IANA database or an offset. */
    zone: column.optional(),
    /** Of a number that is in percent: its sign may stand behind it. */
    percent: z.literal(true).optional(),
    /** Of a score. Without it a score is a number, `n`. */
    score: scoreForm.optional(),
    /** Of an id that is the end of a link: `https://.../patients/17` is `17`. */
    lastPathSegment: z.boolean().optional(),
    /** Texts that mean that there is no answer here, beside those of the whole mapping. */
    missing: z.array(z.string()).optional(),
  })
  .refine(
    ({ timeZone, zone }) => timeZone === undefined || zone === undefined,
    'expected "timeZone" or "zone", not both',
  );
export type ColumnRule = z.infer<typeof columnRule>;

const constantRule = z.strictObject({ constant: z.union([z.string(), z.number(), z.boolean()]) });

/** An id made of cells: the same cells give the same id, however often the file comes. Only a digest of them is kept. */
const derivedRule = z.strictObject({ derived: z.array(column).min(1), prefix: z.string().optional() });
/** An id of texts and cells, joined by hyphens, that can be read. */
const joinedRule = z.strictObject({
  joined: z.array(z.union([z.string(), z.strictObject({ column })])).min(1),
});

/** Minutes: in a column of their own, or within a text such as "Deep tissue 60 min". */
const minutesRule = z.union([
  z.strictObject({ column, within: z.boolean().optional() }),
  z.strictObject({ constant: z.number().positive() }),
]);
export type MinutesRule = z.infer<typeof minutesRule>;

/** The end of a session that has a beginning and a length. */
const afterRule = z.strictObject({ after: z.literal('startedAt'), minutes: minutesRule });

/** What was done, and for how long. */
const techniquesRule = z.union([
  /** Cells in the form of our own CSV: `deep-tissue:45@low-back/firm`. */
  z.strictObject({ compact: column }),
  z.strictObject({
    column,
    /** Between several techniques in one cell. */
    split: z.string().min(1).max(5).optional(),
    /**
     * `whole-session`: the one technique took all of it; `equal-shares`: several shared it evenly; `with-name`: those of
     * several stand with their names, as in `Deep tissue (40), Swedish (20)`, and one alone took all of it.
     */
    minutes: z.union([z.enum(['whole-session', 'equal-shares', 'with-name']), minutesRule]),
    bodyRegion: column.optional(),
  }),
  z.strictObject({
    constant: z.string(),
    minutes: z.union([z.literal('whole-session'), minutesRule]),
    bodyRegion: column.optional(),
  }),
]);
export type TechniquesRule = z.infer<typeof techniquesRule>;

/** A cell of degrees, and the texts that mean that there is no answer in it. */
const degreesRule = z.strictObject({ column, missing: z.array(z.string()).optional() });

/** One movement of one side, measured in columns of degrees: before, after, or both. */
const movementRule = z
  .strictObject({
    movement: code,
    side: code.optional(),
    before: degreesRule.optional(),
    after: degreesRule.optional(),
    /** Both in one cell, such as `120/135`. */
    pair: z.strictObject({ column, order: z.enum(PAIR_ORDERS) }).optional(),
  })
  .refine(
    ({ before, after, pair }) => (pair === undefined) !== ((before ?? after) === undefined),
    'expected "before", "after" or both, or "pair" alone',
  );
export type MovementRule = z.infer<typeof movementRule>;

/** Range of motion: each movement in columns of its own. */
const movementsRule = z.strictObject({ movements: z.array(movementRule).min(1).max(100) });

const RULES = {
  columnRule,
  constantRule,
  derivedRule,
  joinedRule,
  afterRule,
  techniquesRule,
  movementsRule,
};

/** What each kind of field may be read from. */
export const RULES_OF_KIND = {
  id: z.union([columnRule, derivedRule, joinedRule, constantRule]),
  instant: columnRule,
  end: z.union([afterRule, columnRule]),
  date: z.union([columnRule, constantRule]),
  score: z.union([columnRule, constantRule]),
  number: z.union([columnRule, constantRule]),
  boolean: z.union([columnRule, constantRule]),
  code: z.union([columnRule, constantRule]),
  text: z.union([columnRule, constantRule]),
  codes: columnRule,
  /** Columns of degrees, or cells in the form of our own CSV: `shoulder-flexion@left:120>135`. */
  movements: z.union([movementsRule, columnRule]),
  techniques: techniquesRule,
} as const;
export type FieldKind = keyof typeof RULES_OF_KIND;
export type FieldRule = z.infer<(typeof RULES)[keyof typeof RULES]>;
