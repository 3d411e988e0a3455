import * as z from 'zod';
import type { ProblemType } from '../../shared/http/problem-types.ts';

/** What a route does, takes and answers with; who may ask is said by API_ROUTES. */
export type RouteDescription = {
  summary: string;
  description?: string;
  tag: string;
  query?: z.ZodObject;
  body?: { schema: z.ZodType; optional?: true };
  /** What is replaced as a whole: its tag has to be named, and the answer has the new one. */
  byTag?: true;
  /** By status; without a schema nothing but the media types is said. */
  answers: Readonly<Record<number, Answered>>;
  /** Besides those that every route has. */
  problems?: readonly ProblemType[];
};

export type Answered = {
  description: string;
  schema?: z.ZodType;
  mediaTypes?: readonly string[];
  /** When it is worth asking again stands in `Retry-After`: always, or while what was asked for is under way. */
  again?: 'always' | 'under-way';
};

/** An answer in JSON. */
export const told = (description: string, schema: z.ZodType): Answered => ({ description, schema });

const JSON_OF_FHIR = ['application/fhir+json'];

/** An answer in FHIR, whose own definitions say what is in it. */
export const toldInFhir = (description: string, resourceType: string): Answered => ({
  description,
  schema: z.looseObject({ resourceType: z.literal(resourceType) }),
  mediaTypes: JSON_OF_FHIR,
});

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** Parameters that several routes take. */
export const PARAMETERS = {
  'as-of': day
    .optional()
    .describe("Answered as if it were this day; today in the clinic's time zone if absent."),
  from: month.optional().describe('First month, inclusive; with `to` or not at all.'),
  to: month.optional().describe('Last month, inclusive.'),
  next: z.string().optional().describe('Where to go on: `next` of the page before.'),
  therapist: z.string().optional().describe('The id of one therapist.'),
} as const;
