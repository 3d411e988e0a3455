import * as z from 'zod';
import { CHECKS } from '../../../shared/checks/finding.ts';
import type { Checks } from '../../../shared/reading/checks.ts';
import { answerOf } from '../answer-of.ts';

const checkedSession = z
  .strictObject({ sessionId: z.string(), client: z.string(), therapistId: z.string(), startedAt: z.string() })
  .meta({
    id: 'CheckedSession',
    description: "As much of a session as is needed to find it in the practice's own books.",
  });

export const checks = answerOf<Checks>()(
  z
    .strictObject({
      from: z.string(),
      to: z.string(),
      monthsLookedAt: z
        .array(z.string())
        .describe('The months of the window that hold facts and have been looked at.'),
      findings: z.array(
        z.strictObject({
          month: z.string(),
          what: z.string(),
          mend: z.string(),
          check: z.enum(CHECKS),
          sessions: z
            .array(checkedSession)
            .describe('Those concerned, in order of start; the first ones of many.'),
          count: z.number().describe('How many sessions are concerned.'),
          minutes: z
            .strictObject({ told: z.number(), session: z.number() })
            .optional()
            .describe('Of minutes-beyond-session: what was written down, and what there was.'),
          scores: z
            .array(z.strictObject({ client: z.string(), at: z.string() }))
            .optional()
            .describe('Of implausible-date: journal entries, by client and instant.'),
        }),
      ),
      more: z.number().describe('Findings beyond those that one answer has room for.'),
    })
    .meta({ id: 'Checks' }),
);
