import * as z from 'zod';
import { GOAL_STATUSES } from '../../../shared/goals/goal-standing.ts';
import { COMPLAINTS } from '../../../shared/records/catalogue.ts';
import { checks } from '../answers/checks.ts';
import { goals } from '../answers/goals.ts';
import { outcomes } from '../answers/outcomes.ts';
import { reminders, summaries } from '../answers/work.ts';
import { PARAMETERS, type RouteDescription, told, toldInFhir } from '../route-description.ts';

const tag = 'Outcomes';
const { from, to, next, therapist, 'as-of': asOf } = PARAMETERS;
const problems = ['invalid-request'] as const;

/** What became of it: statistics, claims, goals. */
export const outcomeRoutes = {
  'GET /v1/outcomes': {
    summary: 'The statistics of the months, and what may be said of them',
    description:
      'Without months the latest 24 with sessions; 60 at most, and `next` for the rest. Made behind a queue: poll with `If-None-Match`.',
    ...{ tag, problems },
    query: z.object({
      ...{ from, to, 'as-of': asOf },
      complaint: z.enum(COMPLAINTS).optional(),
      region: z.string().optional().describe('A body region.'),
    }),
    answers: { 200: told('The statistics contract: docs/statistics.md.', outcomes) },
  },
  'GET /v1/checks': {
    summary: 'Facts that cannot be, with what would mend them',
    ...{ tag, problems, query: z.object({ from, to }) },
    answers: { 200: told('The latest month first.', checks) },
  },
  'GET /v1/goals': {
    summary: 'How goals stand, 500 a page',
    ...{ tag, problems },
    query: z.object({ status: z.enum(GOAL_STATUSES).optional(), therapist, 'as-of': asOf, next }),
    answers: { 200: told('A page.', goals) },
  },
  'GET /v1/therapists/summary': {
    summary: "What became of each therapist's goals",
    ...{ tag, problems, query: z.object({ 'as-of': asOf }) },
    answers: { 200: told('In order of id, without ranks.', summaries) },
  },
  'GET /v1/reminders': {
    summary: 'Clients who are not measured, sessions that lack a score',
    ...{ tag, problems, query: z.object({ therapist, 'as-of': asOf }) },
    answers: { 200: told('Therapist by therapist.', reminders) },
  },
  'GET /v1/fhir/MeasureReport': {
    summary: 'The claims by technique in FHIR R4',
    ...{ tag, problems, query: z.object({ from, to, 'as-of': asOf }) },
    answers: { 200: toldInFhir('docs/fhir.md', 'MeasureReport') },
  },
  'GET /v1/fhir/CodeSystem': {
    summary: "The house's code systems in FHIR R4",
    tag,
    answers: { 200: toldInFhir('docs/fhir.md', 'Bundle') },
  },
} as const satisfies Record<string, RouteDescription>;
