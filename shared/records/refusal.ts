import type { z } from 'zod';

/** Why one item was refused, in the form that HTTP answers and quarantine files share. */
export type Refusal = {
  /** Stable, for programs. */
  code: string;
  /** The field, as a dotted path with indexes: `techniques[0].minutes`; empty for the whole record. */
  path: string;
  /** One sentence for people: what was expected. It never repeats the value. */
  message: string;
};

/** Maps the first problem of every field of a zod error to a refusal, in the order found. */
export function refusalsOf(error: z.ZodError): Refusal[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        code: 'unknown-field',
        path: pathText([...issue.path, key]),
        message: `the field "${printable(key)}" is not part of this record; expected only fields of the record contract`,
      }));
    }
    return [{ code: codeOf(issue), path: pathText(issue.path), message: issue.message }];
  });
}

function codeOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'custom':
      return issue.params?.['code'] ?? 'inconsistent';
    case 'invalid_type':
      return issue.input === undefined ? 'missing-field' : 'wrong-type';
    case 'too_small':
    case 'too_big':
      return 'out-of-range';
    case 'invalid_value':
    case 'invalid_format':
      return issue.input === undefined ? 'missing-field' : 'unknown-code';
    default:
      return 'wrong-type';
  }
}

/** `['techniques', 0, 'minutes']` becomes `techniques[0].minutes`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index ? '.' : ''}${printable(String(part))}`))
    .join('');
}

const LONGEST_PRINTED_NAME = 64;

/** Field names come from the sender: cut and cleaned before they are printed. */
function printable(name: string): string {
  const clean = name.replace(/[^\p{L}\p{N}._ -]/gu, '?');
  return clean.length > LONGEST_PRINTED_NAME ? `${clean.slice(0, LONGEST_PRINTED_NAME)}...` : clean;
}
