import { type Goal, isOnScale, scaleOf } from '../records/goal.ts';
import type { Held } from '../records/held.ts';
import { parseRecord } from '../records/record.ts';
import type { Refusal } from '../records/refusal.ts';
import { errorsOfRefusals, type FieldError, sentence } from './field-errors.ts';
import { typedNumber } from './typed.ts';

export type MeasurementDraft = { measurementId: string; value: string };

/**
 * The measurement that a form reports, or what is wrong with it.
 *
 * @param at when it is sent
 */
export function measurementRecord(
  { measurementId, value }: MeasurementDraft,
  { clinicId, clientId, goal, at }: { clinicId: string; clientId: string; goal: Held<Goal>; at: string },
): { record: object } | { errors: FieldError[] } {
  const number = typedNumber(value);
  const scale = scaleOf(goal.measure);
  if (typeof number !== 'number' || !isOnScale(number, scale)) {
    const form = scale.whole ? 'whole number' : 'number';
    const message = sentence(`expected a ${form} from ${scale.low} to ${scale.high}`);
    return { errors: [{ field: 'value', message }] };
  }
  const { goalId } = goal;
  const record = { type: 'measurement', clinicId, clientId, measurementId, goalId, at, value: number };
  const parsed = parseRecord(record);
  return 'refusals' in parsed ? { errors: measurementErrors(parsed.refusals) } : { record };
}

/** Refusals of a measurement, by the fields that it was made from. */
export const measurementErrors = (refusals: readonly Refusal[]): FieldError[] =>
  errorsOfRefusals(refusals, (path) => (path === 'value' ? path : undefined));
