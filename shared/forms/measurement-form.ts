import type { Goal } from '../records/goal.ts';
import type { Measurement } from '../records/measurement.ts';
import { parseRecord } from '../records/record.ts';
import type { Refusal } from '../records/refusal.ts';
import { instrumentOf, isOnScale, scaleOf, valuesOf } from '../records/scales.ts';
import type { Held } from '../records/versions/held.ts';
import { type ClinicClock, shownBy } from './clinic-clock.ts';
import { errorsOfRefusals, type FieldError, sentence } from './field-errors.ts';
import { instantOfToldAt, type ToldAt, toldAt } from './told-at.ts';
import { typedNumber } from './typed.ts';
import { FORM_WORDS } from './words.ts';

/** A value as it stands in its form; of one that is corrected also when it was measured. */
export type MeasurementDraft = { measurementId: string; value: string; told?: ToldAt | undefined };

/** For which goal a form is sent and when, and what is held of the measurement already. */
type MeasurementContext = {
  clinicId: string;
  clientId: string;
  goal: Held<Goal>;
  clock: ClinicClock;
  now: Date;
  held?: Held<Measurement> | undefined;
};

/**
 * The measurement that a form reports, or what is wrong with it. It is of when it is sent; sent again it stays of when it
 * was sent first, unless the form says when.
 */
export function measurementRecord(
  { measurementId, value, told }: MeasurementDraft,
  { clinicId, clientId, goal, clock, now, held }: MeasurementContext,
): { record: object } | { errors: FieldError[] } {
  const number = typedNumber(value);
  const scale = scaleOf(goal.measure);
  if (typeof number !== 'number' || !isOnScale(number, scale)) {
    const message = sentence(`expected ${valuesOf(scale)}`);
    return { errors: [{ field: 'value', message }] };
  }
  const at = held ? instantOfToldAt(told ?? toldAt(held.at), held.at, clock) : shownBy(clock, now);
  if (at === undefined) return { errors: [{ field: 'time', message: FORM_WORDS.when }] };
  // A score of an instrument is the client's: every goal on its scale, and every course of care, is told by it.
  const isOfInstrument = instrumentOf(goal.measure) !== undefined && held?.goalId === undefined;
  const of = isOfInstrument ? { measure: goal.measure } : { goalId: goal.goalId };
  const record = { type: 'measurement', clinicId, clientId, measurementId, ...of, at, value: number };
  const parsed = parseRecord(record);
  return 'refusals' in parsed ? { errors: measurementErrors(parsed.refusals) } : { record };
}

/** Refusals of a measurement, by the fields that it was made from. */
export const measurementErrors = (refusals: readonly Refusal[]): FieldError[] =>
  errorsOfRefusals(refusals, (path) => FIELDS[path]);

const FIELDS: Readonly<Record<string, string>> = { value: 'value', at: 'time' };
