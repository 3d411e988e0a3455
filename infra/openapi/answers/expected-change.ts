import * as z from 'zod';
import type { ExpectedChangeAnswer } from '../../../shared/reading/expected-change.ts';
import { answerOf } from '../answer-of.ts';
import { interval } from './change.ts';
import { withheld } from './comparisons-claimed.ts';

const said = z
  .strictObject({
    complaint: z.string().describe('What the client came for last.'),
    before: z.number().describe('The pain he came with last, from 0 to 10.'),
    points: z
      .number()
      .describe('The mean fall of pain over such sessions of this client; positive is better.'),
    ci95: interval.describe('Of that mean: a single session may lie well outside.'),
    ownSessions: z.number().describe('Sessions of this client with a score before and after.'),
    sessions: z.number().describe('Those of the clinic that it rests on.'),
    clients: z.number(),
    complaintsOfRelease: z
      .number()
      .describe("Of how many of the clinic's complaints the programme's latest release told."),
    sentence: z.string(),
  })
  .meta({
    id: 'ExpectedChange',
    description:
      "Empirical Bayes over the clinic's sessions, with a release for a prior of complaints. Seen with treatment, and not because of it.",
  });

/** What a client may expect of the next session. */
export const expectedChange = answerOf<ExpectedChangeAnswer>()(
  z
    .strictObject({ clientId: z.string(), asOf: z.string(), expected: z.union([said, withheld]) })
    .meta({ id: 'ExpectedChangeOfClient' }),
);
