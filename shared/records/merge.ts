import * as z from 'zod';
import { addIssue, envelope, type Stamped } from './fields.ts';

/**
 * Says that two client ids are one person's: what is held of `clientId`, and what comes for it later, is
 * `into`'s. With `undo` the two are two again, each with what came under its own id.
 */
export const mergeSchema = z
  .strictObject({
    type: z.literal('merge'),
    clinicId: envelope.clinicId,
    clientId: envelope.clientId,
    into: envelope.clientId,
    undo: z.literal(true, { error: 'expected true, or leave the field out' }).optional(),
    recordedAt: envelope.recordedAt,
  })
  .superRefine((merge, context) => {
    if (merge.clientId === merge.into) {
      addIssue(
        context,
        'inconsistent',
        'expected the id of the client who remains, another one than clientId',
        ['into'],
      );
    }
  });

export type Merge = Stamped<z.infer<typeof mergeSchema>>;
