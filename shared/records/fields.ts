import * as z from 'zod';
import { nearCode } from './near-code.ts';
import { isCalendarDate, parseInstant } from './time/instant.ts';
import { instantReason } from './time/instant-reason.ts';
import { invisibleIn } from './values/invisible.ts';
import { isNoAnswer, saysNoAnswer } from './values/no-answer.ts';

/**
 * The field types that records are made of. Every one refuses with a sentence that says what was
 * expected and a stable code; none of them coerces, rounds or clamps.
 */

/** Issue codes raised by our own rules; zod's structural issues are mapped in refusal.ts. */
export type RuleCode =
  | 'invalid-instant'
  | 'instant-without-offset'
  | 'invalid-date'
  | 'not-an-integer'
  | 'out-of-range'
  | 'wrong-type'
  | 'inconsistent';

/** Adds an issue with one of our stable codes to a zod context. */
export function addIssue(
  context: {
    addIssue(issue: { code: 'custom'; message: string; path?: PropertyKey[]; params: object }): void;
  },
  code: RuleCode,
  message: string,
  path?: PropertyKey[],
): void {
  context.addIssue({ code: 'custom', message, params: { code }, ...(path ? { path } : {}) });
}

/** Characters of the longest id, and of the longest code. */
export const LONGEST_ID = 128;
export const LONGEST_CODE = 64;

const ID = new RegExp(`^[A-Za-z0-9][A-Za-z0-9._:-]{0,${LONGEST_ID - 1}}$`);
const CLINIC_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const describeId = `expected an id of 1 to ${LONGEST_ID} letters, digits, ".", "_", ":" or "-", starting with a letter or digit`;

/** An id chosen by the sender. White space and "@" are refused, so that a name or an address cannot be one. */
export const id = z.string({ error: describeId }).regex(ID, { error: ({ input }) => whyNoId(input) });

function whyNoId(text: unknown): string {
  const invisible = invisibleIn(String(text));
  if (invisible.length === 0) return describeId;
  return `${describeId}; this one holds what nobody sees: ${invisible.join(', ')}`;
}

const describeClinicId = 'expected a clinic id of 1 to 64 letters, digits, ".", "_" or "-"';
export const clinicId = z.string({ error: describeClinicId }).regex(CLINIC_ID, describeClinicId);

const describeCode = `expected a code in kebab-case of at most ${LONGEST_CODE} characters, such as "low-back"`;
/** A code whose list the clinic chooses: a body region, a movement, an assessment. */
export const code = z
  .string({ error: describeCode })
  .max(LONGEST_CODE, describeCode)
  .regex(CODE, describeCode);

/** A code from a closed list. One that is misspelt is refused by the name of the code that is near, and not taken for it. */
export function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  const expected = `expected one of ${values.join(', ')}`;
  return z.enum(values, {
    error: ({ input }) => {
      const near = typeof input === 'string' ? nearCode(input, values) : undefined;
      return near === undefined ? expected : `${expected}; the nearest is ${near}`;
    },
  });
}

const describeInstant = 'expected an RFC 3339 instant with an offset, such as "2026-08-03T10:00:00-05:00"';

/** An RFC 3339 instant with its offset, in the one spelling that instant.ts gives it. */
export const instant = z.string({ error: describeInstant }).transform((text, context) => {
  const parsed = parseInstant(text);
  if ('instant' in parsed) return parsed.instant;
  const reason = instantReason(text);
  addIssue(context, parsed.problem, reason === undefined ? describeInstant : `${describeInstant}; ${reason}`);
  return z.NEVER;
});

const describeDate = 'expected a date that exists, in the form YYYY-MM-DD';
export const date = z.string({ error: describeDate }).refine(isCalendarDate, {
  error: describeDate,
  params: { code: 'invalid-date' satisfies RuleCode },
  abort: true,
});

/** A finite number in an inclusive range, in the unit that is named. */
export function number(low: number, high: number, unit: string) {
  const expected = `expected a number from ${low} to ${high} (${unit})`;
  return z.number({ error: expected }).min(low, expected).max(high, expected);
}

/** A whole number in an inclusive range; 7.5 and "7/10" are refused, each with its own sentence. */
function integer(low: number, high: number) {
  const expected = `expected a whole number from ${low} to ${high}`;
  return z.unknown().transform((value, context): number => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high) {
      return value === 0 ? 0 : value; // -0 is 0, or equal content would differ as text
    }
    addIssue(context, ...integerProblem(value, expected));
    return z.NEVER;
  });
}

function integerProblem(value: unknown, expected: string): [RuleCode, string] {
  if (typeof value === 'number' && Number.isInteger(value)) {
    const why = isNoAnswer(String(value)) ? `, and looks like a code for "no answer"; ${LEFT_EMPTY}` : '';
    return ['out-of-range', `${expected}; this one lies outside${why}`];
  }
  if (typeof value === 'number')
    return ['not-an-integer', `${expected}, not a decimal; scores are never rounded`];
  if (typeof value === 'string' && /^\s*\d+\s*\/\s*\d+\s*$/.test(value)) {
    return ['wrong-type', `${expected}, not text of the form n/10; send the number alone`];
  }
  if (typeof value === 'string' && saysNoAnswer(value)) {
    return ['wrong-type', `${expected}, not text; ${LEFT_EMPTY}`];
  }
  if (typeof value === 'string' && /^\s*-?\d+,\d+\s*$/.test(value)) {
    return ['wrong-type', `${expected}, not a decimal, as this is with its comma; scores are never rounded`];
  }
  return ['wrong-type', `${expected}, not ${describeType(value)}`];
}

const LEFT_EMPTY = 'a score that nobody has given is left empty or out';

function describeType(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null; leave a missing value out';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'text';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** A list with a bounded number of entries, which are named in the plural. */
export function list<T extends z.ZodType>(entry: T, fewest: number, most: number, entries: string) {
  const expected = `expected a list of ${fewest} to ${most} ${entries}`;
  return z.array(entry, { error: expected }).min(fewest, expected).max(most, expected);
}

/** A score on the 0-10 numeric rating scale. */
export const score = integer(0, 10);

/** What every record carries: who holds it, whose it is, and, where the sender knows it, when this version was written. */
export const envelope = { clinicId, clientId: id, recordedAt: instant.optional() };

/** A record of which it is settled when this version was written: as the sender says, else when it arrived. */
export type Stamped<R> = R & { recordedAt: string };
