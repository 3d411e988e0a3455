import type { z } from 'zod';
import { foundText } from './values/found-text.ts';
import { withInvisible } from './values/invisible.ts';

/** Why one item was refused, in the form that HTTP answers and quarantine files share. */
export type Refusal = {
  /** Stable, for programs. */
  code: string;
  /** The field, as a dotted path with indexes: `techniques[0].minutes`; empty for the whole record. */
  path: string;
  /** One sentence for people: what was expected. It never repeats the value. */
  message: string;
  /** What stood there, shortened and with the invisible written out, where it is told to whoever sent it; never kept in clear. */
  found?: string;
};

/** The same with what stands there in what was sent; as it is where nothing does. */
export function withFound(refusal: Refusal, sent: unknown): Refusal {
  const value = valueAt(sent, refusal.path);
  return value === undefined ? refusal : { ...refusal, found: foundText(value) };
}

/** The value at a path such as pathText makes; a field whose own name has dots goes first. */
function valueAt(sent: unknown, path: string): unknown {
  if (isHolder(sent) && Object.hasOwn(sent, path)) return sent[path];
  const steps = path.match(/[^.[\]]+/g) ?? [];
  if (steps.length === 0) return undefined;
  let value = sent;
  for (const step of steps) {
    if (!isHolder(value) || !Object.hasOwn(value, step)) return undefined;
    value = value[step];
  }
  return value;
}

const isHolder = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Maps the first problem of every field of a zod error to a refusal, in the order found. */
export function refusalsOf(error: z.ZodError): Refusal[] {
  const byPath = new Map<string, Refusal>();
  for (const refusal of error.issues.flatMap(refusalsOfIssue)) {
    if (!byPath.has(refusal.path)) byPath.set(refusal.path, refusal);
  }
  return [...byPath.values()];
}

function refusalsOfIssue(issue: z.core.$ZodIssue): Refusal[] {
  if (issue.code !== 'unrecognized_keys') {
    return [{ code: codeOf(issue), path: pathText(issue.path), message: issue.message }];
  }
  const named = issue.keys.slice(0, MOST_UNKNOWN_NAMED).map((key) => ({
    code: 'unknown-field',
    path: pathText([...issue.path, key]),
    message: `the field "${printable(key)}" is not part of this record; expected only fields of the record contract`,
  }));
  const more = issue.keys.length - named.length;
  if (more === 0) return named;
  const message = `${more} more fields are not part of this record; expected only fields of the record contract`;
  return [...named, { code: 'unknown-field', path: pathText(issue.path), message }];
}

/** An answer is not to grow with what is sent: so many fields that nobody knows are named. */
const MOST_UNKNOWN_NAMED = 100;

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.params?.['code'] ?? 'inconsistent';
  if (issue.input === undefined) return 'missing-field';
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
      return issue.origin === 'string' ? 'invalid-format' : 'out-of-range';
    case 'invalid_format':
      return 'invalid-format';
    case 'invalid_value': // every closed list is one of texts
      return typeof issue.input === 'string' ? 'unknown-code' : 'wrong-type';
    default:
      return 'wrong-type';
  }
}

/** `['techniques', 0, 'minutes']` becomes `techniques[0].minutes`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index ? '.' : ''}${printable(String(part))}`,
    )
    .join('');
}

const LONGEST_PRINTED_NAME = 64;
/** What is neither a letter, a number nor one of a few signs, save what is written out. */
const UNPRINTED = /[^\p{L}\p{N}\p{Cc}\p{Cf}\p{Z}._ &()/#%+:?!,;*@-]/gu;

/** Field names come from the sender: cut and cleaned before they are printed. */
function printable(name: string): string {
  const cut = name.slice(0, LONGEST_PRINTED_NAME);
  const clean = withInvisible(cut.replaceAll(UNPRINTED, '?'));
  return name.length > LONGEST_PRINTED_NAME ? `${clean}...` : clean;
}
