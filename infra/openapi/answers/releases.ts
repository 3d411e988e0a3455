import * as z from 'zod';
import type { ReleasePreview } from '../../../shared/releases/files/release-preview.ts';
import { answerOf } from '../answer-of.ts';

const previewCell = z
  .strictObject({
    technique: z.string(),
    complaint: z.string(),
    outlook: z.enum(['unknown', 'shown', 'hidden', 'changing']),
    shownIn: z
      .array(z.string())
      .describe('The periods whose release showed the cell, and those whose release had it and did not.'),
    hiddenIn: z.array(z.string()),
  })
  .meta({ id: 'PreviewCell' });

export const preview = answerOf<ReleasePreview>()(
  z
    .strictObject({
      programme: z.string(),
      period: z.string(),
      mode: z.enum(['differential-privacy', 'threshold']),
      catalogueVersion: z.number(),
      closesAt: z.string(),
      publishesAt: z.string(),
      basedOn: z.array(z.string()).describe('The releases that the outlook rests on, in order of period.'),
      cells: z.array(previewCell),
    })
    .meta({ id: 'ReleasePreview' }),
);
