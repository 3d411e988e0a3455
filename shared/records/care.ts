import * as z from 'zod';
import { addIssue, date, envelope, id, oneOf, type Stamped } from './fields.ts';

/**
 * Why a therapist has taken a client over. A closed list: a sentence of hers could name somebody, and nothing
 * that names a person is stored.
 */
export const TAKE_OVER_REASONS = ['handed-over', 'covering', 'returning', 'referred', 'other'] as const;
export type TakeOverReason = (typeof TAKE_OVER_REASONS)[number];

/**
 * In whose care a client is, from a day to a day, both inclusive; without `until` it goes on. Who may see and write
 * for a client follows from it. `reason` stands in what a therapist has taken over by herself.
 */
export const careSchema = z
  .strictObject({
    type: z.literal('care'),
    clinicId: envelope.clinicId,
    clientId: envelope.clientId,
    therapistId: id,
    from: date,
    until: date.nullable().default(null),
    reason: oneOf(TAKE_OVER_REASONS).optional(),
    recordedAt: envelope.recordedAt,
  })
  .superRefine(({ from, until }, context) => {
    if (until !== null && until < from) {
      addIssue(context, 'inconsistent', 'expected a date that is not before "from"', ['until']);
    }
  });

export type Care = Stamped<z.infer<typeof careSchema>>;
