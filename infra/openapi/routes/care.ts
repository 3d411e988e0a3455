import * as z from 'zod';
import { TAKE_OVER_REASONS } from '../../../shared/records/care.ts';
import { id } from '../../../shared/records/fields.ts';
import { careOfClient, takeOver } from '../answers/care.ts';
import { openLink } from '../answers/clinic.ts';
import { recordResult } from '../answers/results.ts';
import { type RouteDescription, told } from '../route-description.ts';

const tag = 'Care and journals';
const PROBLEMS = [
  'invalid-request',
  'invalid-record',
  'not-in-care',
  'not-found',
  'contradiction',
  'erased',
] as const;

/** In whose care clients are, and the links to their journals. */
export const careRoutes = {
  'POST /v1/clients/{clientId}/care': {
    summary: 'A therapist takes a client over, from today on',
    ...{ tag, problems: PROBLEMS, answers: { 200: told('What became of it.', recordResult) } },
    body: { schema: z.strictObject({ reason: z.enum(TAKE_OVER_REASONS) }) },
  },
  'POST /v1/clients/{clientId}/care:hand-over': {
    summary: 'Hands a client over from one therapist to another, in one step',
    ...{ tag, problems: PROBLEMS, answers: { 200: told('What became of it.', recordResult) } },
    body: {
      schema: z.strictObject({
        to: id,
        from: id
          .optional()
          .describe('Whose care ends; may be absent where one alone has the client in care.'),
      }),
    },
  },
  'GET /v1/clients/{clientId}/care': {
    summary: 'In whose care a client is and was',
    ...{ tag, problems: ['invalid-request', 'not-found'] },
    answers: {
      200: told('By therapist.', z.strictObject({ clientId: z.string(), care: z.array(careOfClient) })),
    },
  },
  'GET /v1/care/take-overs': {
    summary: 'What therapists have taken over and the clinic has said nothing of yet',
    tag,
    answers: { 200: told('The latest first.', z.strictObject({ takeOvers: z.array(takeOver) })) },
  },
  'POST /v1/clients/{id}/journal-link': {
    summary: "Makes a link to a client's journal, for 60 days",
    ...{ tag, problems: ['invalid-request', 'not-found'] },
    answers: {
      201: told(
        'The link: it is kept nowhere and told once.',
        z.strictObject({ url: z.string(), lastDay: z.string(), expiresAt: z.string() }),
      ),
    },
  },
  'DELETE /v1/clients/{id}/journal-link': {
    summary: "Withdraws all links to a client's journal",
    ...{ tag, problems: ['invalid-request', 'not-found'] },
    answers: { 200: told('How many.', z.strictObject({ withdrawn: z.number() })) },
  },
  'GET /v1/journal-links': {
    summary: 'The links to journals that are open',
    tag,
    answers: { 200: told('The latest first.', z.strictObject({ links: z.array(openLink) })) },
  },
} as const satisfies Record<string, RouteDescription>;
