import * as z from 'zod';
import type { CareOfClient, TakeOverOfClient } from '../../../shared/reading/care.ts';
import { DOORS } from '../../../shared/records/arrival.ts';
import { TAKE_OVER_REASONS } from '../../../shared/records/care.ts';
import { answerOf } from '../answer-of.ts';

export const careOfClient = answerOf<CareOfClient>()(
  z
    .strictObject({
      therapistId: z.string(),
      from: z.string(),
      until: z.string().nullable(),
      again: z
        .string()
        .optional()
        .describe('From when later sessions or goals say that it goes on after its end.'),
      implied: z.boolean().describe('Whether it follows from sessions and goals, without a word about it.'),
      reason: z.enum(TAKE_OVER_REASONS).optional(),
      door: z.enum(DOORS).optional().describe('How it came, where that was kept.'),
      arrivedAt: z.string().optional(),
    })
    .meta({ id: 'CareOfClient' }),
);

export const takeOver = answerOf<TakeOverOfClient>()(
  z
    .strictObject({
      at: z.string(),
      from: z.string(),
      reason: z.enum(TAKE_OVER_REASONS),
      therapistId: z.string(),
      client: z.string(),
    })
    .meta({ id: 'TakeOver' }),
);
