import * as z from 'zod';
import { addIssue, envelope, id, oneOf, type Stamped } from './fields.ts';

/** The record types that a deletion can name. */
export const DELETABLE = ['session', 'pain-score', 'goal', 'measurement', 'consent'] as const;

/** Takes one record back, unless a version with a later recordedAt exists. */
export const deletionSchema = z
  .strictObject({
    type: z.literal('deletion'),
    clinicId: envelope.clinicId,
    of: oneOf(DELETABLE),
    id,
    clientId: envelope.clientId,
    recordedAt: envelope.recordedAt,
  })
  .superRefine((deletion, context) => {
    if (deletion.of === 'consent' && deletion.id !== deletion.clientId) {
      addIssue(context, 'inconsistent', 'expected the client id: a consent has no id of its own', ['id']);
    }
  });

export type Deletion = Stamped<z.infer<typeof deletionSchema>>;

/** Takes back everything of one client that was recorded up to this instant, for good. */
export const erasureSchema = z.strictObject({
  type: z.literal('erasure'),
  clinicId: envelope.clinicId,
  clientId: envelope.clientId,
  recordedAt: envelope.recordedAt,
});

export type Erasure = Stamped<z.infer<typeof erasureSchema>>;
