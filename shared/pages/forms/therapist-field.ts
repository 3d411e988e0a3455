import type { FieldError } from '../../forms/field-errors.ts';
import { LONGEST_ID } from '../../records/fields.ts';
import type { Html } from '../frame/html.ts';
import { selectField, textField } from './field-parts.ts';
import { type Colleague, calledAs } from './hand-over-care.ts';

/**
 * Whose a visit or a goal is, as an owner says it: chosen among those who may sign in, by their names, or typed where
 * nobody may yet.
 */
export function therapistField(
  value: string,
  therapists: readonly Colleague[],
  errors: readonly FieldError[],
): Html {
  const field = { name: 'therapistId', label: 'Therapist', value };
  if (therapists.length === 0) {
    return textField({ ...field, hint: 'The id in the records.', longest: LONGEST_ID }, errors);
  }
  const offered = therapists.map((each) => ({ value: each.therapistId, label: calledAs(each) }));
  // Whose it was may have left: she keeps it until somebody else is chosen.
  const isOffered = offered.some((choice) => choice.value === value);
  const held = isOffered ? [] : [{ value, label: value === '' ? 'Choose' : value }];
  return selectField(field, [...held, ...offered], errors);
}
