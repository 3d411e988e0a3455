import * as z from 'zod';
import { receiptSchema } from '../../../shared/intake/erasure-receipt.ts';
import type { PlacedResult } from '../../../shared/intake/screen.ts';
import type { Holdings } from '../../../shared/storage/held/holdings.ts';
import { answerOf } from '../answer-of.ts';
import { refusal } from './imports.ts';

const some = z.number().optional();

/** How much of what there is of a client. */
export const holdings = answerOf<Holdings>()(
  z
    .strictObject({
      session: some,
      'pain-score': some,
      goal: some,
      measurement: some,
      consent: some,
      care: some,
      earlierVersions: some,
      deletions: some,
      moves: some,
      journalLinks: some,
      begunVisits: some,
      label: some,
    })
    .meta({ id: 'Holdings', description: 'How much of what there is; what there is none of is absent.' }),
);

/** The receipt of an erasure. */
export const receipt = receiptSchema.meta({ id: 'ErasureReceipt' });

const accepted = {
  status: z.literal('accepted'),
  removed: holdings.optional(),
  moved: holdings.optional(),
  message: z.string().optional(),
  receipt: receipt.optional(),
  replaced: z
    .strictObject({ recordedAt: z.string(), ofThisArrival: z.boolean() })
    .describe('What it took the place of; `ofThisArrival` where that came with it.')
    .optional(),
};
const duplicate = {
  status: z.literal('duplicate'),
  message: z.string(),
  ofThisArrival: z.literal(true).optional().describe('It came with the one that it is the same as.'),
};
const stale = {
  status: z.literal('stale'),
  message: z.string(),
  by: z.string().describe('The instant of what is held.').optional(),
};
const refused = { status: z.literal('refused'), refusals: z.array(refusal) };
const id = { id: z.string().optional() };
const place = { index: z.number().describe('Where it stood among those that were sent.'), ...id };

/** What became of one record that was not refused: of that a problem tells. */
export const recordResult = z
  .union([
    z.strictObject({ ...id, ...accepted }),
    z.strictObject({ ...id, ...duplicate }),
    z.strictObject({ ...id, ...stale }),
  ])
  .meta({ id: 'RecordResult' });

/** What became of each record of a batch. */
export const placedResult = answerOf<PlacedResult>()(
  z
    .union([
      z.strictObject({ ...place, ...accepted }),
      z.strictObject({ ...place, ...duplicate }),
      z.strictObject({ ...place, ...stale }),
      z.strictObject({ ...place, ...refused }),
    ])
    .meta({ id: 'PlacedResult' }),
);
