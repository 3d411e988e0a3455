import * as z from 'zod';
import { RECALL_WINDOWS } from './catalogue.ts';
import { addIssue, code, envelope, id, instant, oneOf, type Stamped, score } from './fields.ts';

/** One entry of the client's journal: pain, soreness or both on the 0-10 scale, with the recall window. */
export const painScoreSchema = z
  .strictObject({
    type: z.literal('pain-score'),
    clinicId: envelope.clinicId,
    scoreId: id,
    clientId: envelope.clientId,
    at: instant,
    pain: score.optional(),
    soreness: score.optional(),
    window: oneOf(RECALL_WINDOWS).default('now'),
    bodyRegion: code.optional(),
    recordedAt: envelope.recordedAt,
  })
  .superRefine((entry, context) => {
    if (entry.pain === undefined && entry.soreness === undefined) {
      addIssue(context, 'inconsistent', 'expected pain or soreness, or both', ['pain']);
    }
  });

export type PainScore = Stamped<z.infer<typeof painScoreSchema>>;
