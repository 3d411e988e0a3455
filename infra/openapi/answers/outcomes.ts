import * as z from 'zod';
import type { OutcomeReading } from '../../../shared/reading/outcomes.ts';
import { COMPLAINTS } from '../../../shared/records/catalogue.ts';
import { answerOf } from '../answer-of.ts';
import { claims } from './claims.ts';
import { comparisons, dataQuality, group, phaseRow, therapistRow, trend } from './statistics.ts';

const addressedOutside = z
  .strictObject({
    earlier: z
      .strictObject({ from: z.string(), to: z.string(), months: z.number(), link: z.string() })
      .nullable(),
    leftOutMonths: z.number(),
    leftOut: z.array(
      z.strictObject({
        month: z.string(),
        sessions: z.number(),
        reason: z.enum(['after-as-of', 'before-1990', 'before-opening']),
        link: z.string(),
      }),
    ),
  })
  .meta({ id: 'AddressedOutside' });

export const outcomes = answerOf<OutcomeReading>()(
  z
    .strictObject({
      filter: z
        .strictObject({
          complaint: z.enum(COMPLAINTS).optional(),
          region: z
            .string()
            .optional()
            .describe(
              "A region that one of the session's technique entries names; sessions that name none do not pass.",
            ),
        })
        .optional(),
      clinicId: z.string(),
      from: z
        .string()
        .nullable()
        .describe(
          'First and last month, inclusive; null when nothing was recorded and no month was asked for.',
        ),
      to: z.string().nullable(),
      techniques: z
        .array(group)
        .describe(
          'By primary technique, in catalogue order; groups without sessions are left out, here and below.',
        ),
      combinations: z
        .array(group)
        .describe(
          'By the whole set of techniques of a session, in catalogue order of the first, then the second ...',
        ),
      complaints: z
        .array(z.strictObject({ complaint: z.enum(COMPLAINTS), techniques: z.array(group) }))
        .describe('By complaint, in catalogue order, and primary technique.'),
      comparisons: comparisons,
      therapists: z.array(therapistRow).describe('By therapistId.'),
      trend: trend,
      phases: z.array(phaseRow).describe('The phases that were recorded, in catalogue order.'),
      dataQuality: dataQuality,
      claims: claims,
      asOf: z.string().describe('The day up to which months are taken and goals judged.'),
      next: z
        .string()
        .optional()
        .describe(
          'Where the rest of the months is that were asked for: one request answers with a limited number.',
        ),
      outside: addressedOutside
        .optional()
        .describe('Where no months were asked for: what else there is, each with its address.'),
    })
    .meta({ id: 'Outcomes' }),
);
