import * as z from 'zod';
import { addIssue, envelope, id, oneOf, type Stamped } from './fields.ts';

/** The record types that can be moved: those whose own id says which record is meant, whoever it belongs to. */
export const MOVABLE = ['session', 'pain-score', 'goal', 'measurement'] as const;
export type MovableType = (typeof MOVABLE)[number];

/** Puts one record, with what it replaced, under the client whom it is really about. */
export const moveSchema = z
  .strictObject({
    type: z.literal('move'),
    clinicId: envelope.clinicId,
    of: oneOf(MOVABLE),
    id,
    fromClientId: envelope.clientId,
    toClientId: envelope.clientId,
    recordedAt: envelope.recordedAt,
  })
  .superRefine((move, context) => {
    if (move.fromClientId === move.toClientId) {
      addIssue(context, 'inconsistent', 'expected another client than the one it is moved from', [
        'toClientId',
      ]);
    }
  });

export type Move = Stamped<z.infer<typeof moveSchema>>;
