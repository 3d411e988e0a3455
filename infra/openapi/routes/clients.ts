import * as z from 'zod';
import { id } from '../../../shared/records/fields.ts';
import { expectedChange } from '../answers/expected-change.ts';
import { history } from '../answers/history.ts';
import { holdings, receipt } from '../answers/results.ts';
import { timeline } from '../answers/timeline.ts';
import { PARAMETERS, type RouteDescription, told, toldInFhir } from '../route-description.ts';

const tag = 'Clients';
const problems = ['invalid-request', 'not-found'] as const;

/** What is held of a client, and what was erased. */
export const clientRoutes = {
  'GET /v1/clients/{id}/timeline': {
    summary: "A client's sessions, scores, courses of care and goals",
    ...{ tag, problems, query: z.object({ 'as-of': PARAMETERS['as-of'] }) },
    answers: { 200: told('In order of time.', timeline) },
  },
  'GET /v1/clients/{id}/expected-change': {
    summary: 'The fall of pain that a client may expect of the next session, and how surely',
    description:
      'For what the client came for last, with the score that he came with: from sessions of the clinic, his own most of all, and from what its programme has published.',
    ...{ tag, problems, query: z.object({ 'as-of': PARAMETERS['as-of'] }) },
    answers: { 200: told('The expected change, or why none can be said.', expectedChange) },
  },
  'GET /v1/clients/{id}/history': {
    summary: 'What a record was, who changed or moved it, when and through which door',
    ...{ tag, problems },
    query: z.object({
      of: z.enum(['session', 'pain-score', 'goal', 'measurement', 'consent', 'care']).optional(),
      id: z.string().optional().describe('With `of`: of one record. Without both: of all.'),
    }),
    answers: { 200: told('The latest first.', history) },
  },
  'GET /v1/clients/{id}/holdings': {
    summary: 'How much is held of a client: what an erasure would remove',
    ...{ tag, problems },
    answers: {
      200: told(
        'By what it is.',
        z.strictObject({ clientId: z.string(), holdings, message: z.string().optional() }),
      ),
    },
  },
  'GET /v1/clients/{id}/fhir': {
    summary: 'All that is held of a client, and what became of each session, in FHIR R4',
    ...{ tag, problems },
    answers: { 200: toldInFhir('docs/fhir.md', 'Bundle') },
  },
  'GET /v1/clients/{id}/data': {
    summary: 'All records of a client, to be taken in again',
    ...{ tag, problems },
    query: z.object({
      form: z.enum(['ndjson', 'csv']).optional(),
      of: z.string().optional().describe('Of a CSV file: which kind of records.'),
    }),
    answers: {
      200: { description: 'A file.', mediaTypes: ['application/x-ndjson', 'text/csv'], schema: z.string() },
    },
  },
  'GET /v1/receipts': {
    summary: "The receipts of the clinic's erasures",
    tag,
    answers: { 200: told('The latest first.', z.strictObject({ receipts: z.array(receipt) })) },
  },
  'POST /v1/receipts:verify': {
    summary: 'Whether the receipt of an erasure is ours, unchanged, and of which client',
    ...{ tag, problems: ['invalid-request'] },
    body: { schema: z.object({ receipt: z.unknown(), clientId: id.optional() }) },
    answers: {
      200: told(
        'Whether it is.',
        z.union([
          z.strictObject({ valid: z.literal(false), message: z.string() }),
          z.strictObject({ valid: z.literal(true), isOfClient: z.boolean().optional() }),
        ]),
      ),
    },
  },
} as const satisfies Record<string, RouteDescription>;
