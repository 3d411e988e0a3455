import * as z from 'zod';
import { addIssue, envelope, id, instant, number, oneOf, type Stamped } from './fields.ts';
import { INSTRUMENT_NAMES, INSTRUMENTS, isOnScale, valuesOf } from './scales.ts';

/**
 * One value: measured for a goal, in the goal's unit, or the score of an instrument (scales.ts), which is the client's
 * and feeds every goal on that scale.
 */
export const measurementSchema = z
  .strictObject({
    type: z.literal('measurement'),
    clinicId: envelope.clinicId,
    measurementId: id,
    clientId: envelope.clientId,
    goalId: id.optional(),
    measure: oneOf(INSTRUMENT_NAMES).optional(),
    at: instant,
    value: number(-8760, 8760, 'the unit of the goal'),
    recordedAt: envelope.recordedAt,
  })
  .superRefine(({ goalId, measure, value }, context) => {
    if (goalId === undefined && measure === undefined) {
      const message =
        'expected the goal that this is a value of, or in "measure" the instrument that it is a score of';
      addIssue(context, 'inconsistent', message, ['goalId']);
    }
    if (goalId !== undefined && measure !== undefined) {
      const message =
        'expected goalId or measure, not both: the score of an instrument feeds every goal on its scale';
      addIssue(context, 'inconsistent', message, ['measure']);
    }
    if (measure !== undefined && !isOnScale(value, INSTRUMENTS[measure])) {
      addIssue(context, 'out-of-range', `expected ${valuesOf(INSTRUMENTS[measure])} for this measure`, [
        'value',
      ]);
    }
  });

export type Measurement = Stamped<z.infer<typeof measurementSchema>>;
