import * as z from 'zod';
import { DOORS } from '../../../shared/records/arrival.ts';
import type { ClientHistory, RecordHistory } from '../../../shared/storage/held/record-history.ts';
import { answerOf } from '../answer-of.ts';
import {
  heldCare,
  heldConsent,
  heldGoal,
  heldMeasurement,
  heldPainScore,
  heldSession,
} from './held-records.ts';
import { undoFate } from './imports.ts';

const came = {
  arrivedAt: z.string().nullable(),
  door: z.enum(DOORS).nullable(),
  author: z.string().nullable(),
};
const version = {
  ...came,
  recordedAt: z.string().describe('When its sender wrote it, in UTC; where he did not say, when it arrived.'),
  implied: z
    .literal(true)
    .optional()
    .describe('Of care: nobody has said it, or from when on it goes on after its end.'),
  again: z.string().optional(),
};
const recordVersion = z
  .union([
    z.strictObject({
      ...version,
      content: z.union([heldSession, heldPainScore, heldGoal, heldMeasurement, heldConsent, heldCare]),
    }),
    z.strictObject({ ...version, deleted: z.literal(true) }),
    z.strictObject({ ...version, movedTo: z.string() }),
  ])
  .meta({
    id: 'RecordVersion',
    description:
      'What a record said from one moment on, or that it was deleted or moved to another client, and who said so.',
  });

const recordEvent = z
  .union([
    z.strictObject({ ...came, what: z.literal('moved'), from: z.string(), to: z.string() }),
    z.strictObject({ ...came, what: z.enum(['began', 'went-on']), from: z.string() }),
    z.strictObject({ ...came, what: z.literal('ended') }),
    z.strictObject({
      ...came,
      what: z.literal('undone'),
      import: z.string(),
      instant: z.string(),
      fate: undoFate,
    }),
  ])
  .meta({
    id: 'RecordEvent',
    description:
      'What has happened to a record that none of its versions says. Clients are named by pseudonym. - `moved`: to another client. - `began`: care that nobody had said, and that was said since or has lapsed. - `went-on`: care after its end, by a session or a goal; `from` which day. - `ended`: care with the record that it followed from. - `undone`: with the import, by name, that had brought its version of this instant.',
  });

const mergeEvent = z
  .strictObject({ ...came, what: z.enum(['split', 'merged']), from: z.string(), into: z.string() })
  .meta({
    id: 'MergeEvent',
    description: "That a clinic has said that two ids are one person's, or two again; clients by pseudonym.",
  });

const record = {
  of: z.enum(['session', 'pain-score', 'goal', 'measurement', 'consent', 'care']),
  id: z.string(),
  versions: z.array(recordVersion),
  events: z.array(recordEvent),
};
const recordHistory = answerOf<RecordHistory>()(z.strictObject(record).meta({ id: 'RecordHistory' }));
const ofClient = { records: z.array(recordHistory), merges: z.array(mergeEvent) };
answerOf<ClientHistory>()(z.strictObject(ofClient));

/** What a record was, or with no record asked for all of a client. */
export const history = z
  .union([
    z.strictObject({ clientId: z.string(), ...record }),
    z.strictObject({ clientId: z.string(), ...ofClient, message: z.string().optional() }),
  ])
  .meta({ id: 'History' });
