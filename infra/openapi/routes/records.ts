import * as z from 'zod';
import { careSchema } from '../../../shared/records/care.ts';
import { consentSchema } from '../../../shared/records/consent.ts';
import { clinicId, envelope } from '../../../shared/records/fields.ts';
import { goalSchema } from '../../../shared/records/goal.ts';
import { measurementSchema } from '../../../shared/records/measurement.ts';
import { mergeSchema } from '../../../shared/records/merge.ts';
import { moveSchema } from '../../../shared/records/move.ts';
import { painScoreSchema } from '../../../shared/records/pain-score.ts';
import { deletionSchema, erasureSchema } from '../../../shared/records/removal.ts';
import { sessionSchema } from '../../../shared/records/session.ts';
import { placedResult, recordResult } from '../answers/results.ts';
import { type RouteDescription, told } from '../route-description.ts';

const tag = 'Records';
const PROBLEMS = [
  'invalid-request',
  'invalid-record',
  'not-in-care',
  'not-found',
  'unknown-client',
  'contradiction',
  'erased',
] as const;
const answers = { 200: told('What became of it.', recordResult) };

/** The fields of a record as a body has them: what the path or the token says may be left out. */
function bodyOf({ shape }: { shape: object }, ...known: string[]) {
  const fields = Object.entries(shape as Record<string, z.ZodType>).map(([name, field]) => [
    name,
    ['type', 'clinicId', ...known].includes(name) ? field.optional() : field,
  ]);
  return z.strictObject(Object.fromEntries(fields) as Record<string, z.ZodType>);
}

const put = (name: string, body: z.ZodType): RouteDescription => ({
  summary: `Reports ${name}, or corrects it`,
  description: 'Sent twice it has one effect; of two versions the one with the later `recordedAt` holds.',
  ...{ tag, answers, problems: PROBLEMS, body: { schema: body } },
});
const taking = { clientId: envelope.clientId.optional(), recordedAt: envelope.recordedAt };
const remove = (name: string): RouteDescription => ({
  summary: `Takes ${name} back`,
  description: 'Whose it is, and when it was taken back, comes in the query or in a body.',
  ...{ tag, answers, problems: PROBLEMS, query: z.object(taking) },
  body: { schema: bodyOf(deletionSchema, 'of', 'id', 'clientId'), optional: true },
});

/** A record in a batch; the clinic is the token's. */
const record = z
  .union([
    inBatch(sessionSchema, 'Session'),
    inBatch(painScoreSchema, 'PainScore'),
    inBatch(goalSchema, 'Goal'),
    inBatch(measurementSchema, 'Measurement'),
    inBatch(consentSchema, 'Consent'),
    inBatch(careSchema, 'Care'),
    inBatch(deletionSchema, 'Deletion'),
    inBatch(erasureSchema, 'Erasure'),
    inBatch(moveSchema, 'Move'),
    inBatch(mergeSchema, 'Merge'),
  ])
  .meta({ id: 'Record', description: 'The record contract: docs/records.md.' });
function inBatch<Shape extends z.ZodRawShape & { clinicId: typeof clinicId }>(
  { shape }: { shape: Shape },
  name: string,
) {
  return z.strictObject({ ...shape, clinicId: clinicId.optional() }).meta({ id: name });
}
const records = z.array(record).max(500);

/** By which what happened comes in. */
export const recordRoutes = {
  'PUT /v1/sessions/{id}': put('a session', bodyOf(sessionSchema, 'sessionId')),
  'DELETE /v1/sessions/{id}': remove('a session'),
  'PUT /v1/pain-scores/{id}': put("an entry of a client's journal", bodyOf(painScoreSchema, 'scoreId')),
  'DELETE /v1/pain-scores/{id}': remove("an entry of a client's journal"),
  'PUT /v1/goals/{id}': put('a goal', bodyOf(goalSchema, 'goalId')),
  'DELETE /v1/goals/{id}': remove('a goal'),
  'PUT /v1/measurements/{id}': put('a measurement', bodyOf(measurementSchema, 'measurementId')),
  'DELETE /v1/measurements/{id}': remove('a measurement'),
  'PUT /v1/consents/{clientId}': put("a client's consent", bodyOf(consentSchema, 'clientId')),
  'DELETE /v1/consents/{clientId}': remove("a client's consent"),
  'DELETE /v1/clients/{clientId}': {
    summary: 'Erases everything of a client, for good',
    description: 'The answer has a signed receipt.',
    ...{ tag, answers, problems: PROBLEMS, query: z.object({ recordedAt: envelope.recordedAt }) },
    body: { schema: bodyOf(erasureSchema, 'clientId'), optional: true },
  },
  'POST /v1/moves': {
    summary: 'Puts a record under the client whom it is really about',
    ...{ tag, answers, problems: PROBLEMS, body: { schema: bodyOf(moveSchema) } },
  },
  'POST /v1/merges': {
    summary: "Says that two client ids are one person's, or two again",
    ...{ tag, answers, problems: PROBLEMS, body: { schema: bodyOf(mergeSchema) } },
  },
  'PUT /v1/clients/{clientId}/care/{therapistId}': put(
    'in whose care a client is',
    bodyOf(careSchema, 'clientId', 'therapistId'),
  ),
  'POST /v1/records:batch': {
    summary: 'Reports up to 500 records at once',
    description:
      'Each has its own result in the order in which they were sent; a refused one takes no other with it.',
    tag,
    body: { schema: z.union([z.object({ records }), records]) },
    answers: { 200: told('What became of each.', z.strictObject({ results: z.array(placedResult) })) },
    problems: ['invalid-request'],
  },
} as const satisfies Record<string, RouteDescription>;
