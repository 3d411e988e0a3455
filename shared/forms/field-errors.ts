import type { Refusal } from '../records/refusal.ts';
import { FORM_WORDS } from './words.ts';

/** What is wrong with a field, in a sentence; of a form as a whole `field` is empty. */
export type FieldError = { field: string; message: string };

/**
 * The refusals of a record as errors of the fields that it was made from.
 *
 * @param fieldOf the field behind a path of the record, for a reason; undefined where none is
 */
export function errorsOfRefusals(
  refusals: readonly Refusal[],
  fieldOf: (path: string, code: Refusal['code']) => string | undefined,
): FieldError[] {
  return refusals.map(({ code, path, message }) => {
    return { field: fieldOf(path, code) ?? '', message: FORM_WORDS.refused[code] ?? sentence(message) };
  });
}

/** A refusal's words as a sentence. */
export function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith('.') ? '' : '.'}`;
}
