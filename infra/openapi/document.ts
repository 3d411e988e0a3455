import * as z from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from 'zod-openapi';
import { API_ROUTES, type ApiRoute } from '../../shared/http/api-routes.ts';
import { PROBLEM_TYPES, type ProblemType, problemUri } from '../../shared/http/problem-types.ts';
import { PROBLEM_WORDS } from '../../shared/http/problem-words.ts';
import { instant, score } from '../../shared/records/fields.ts';
import { refusal } from './answers/imports.ts';
import type { Answered, RouteDescription } from './route-description.ts';
import { careRoutes } from './routes/care.ts';
import { clientRoutes } from './routes/clients.ts';
import { clinicRoutes } from './routes/clinic.ts';
import { outcomeRoutes } from './routes/outcomes.ts';
import { recordRoutes } from './routes/records.ts';

/** Every route of the API, described: tsc refuses one that is missing, or is none. */
const DESCRIBED = {
  ...recordRoutes,
  ...careRoutes,
  ...outcomeRoutes,
  ...clientRoutes,
  ...clinicRoutes,
} satisfies Readonly<Record<ApiRoute, RouteDescription>>;

/** What our own readers take that no JSON Schema can be derived from, since they say themselves what is wrong. */
const READ_OTHERWISE = new Map<unknown, object>([
  [score, { type: 'integer', minimum: 0, maximum: 10 }],
  [instant, { type: 'string', format: 'date-time' }],
]);

const problemSchema = z
  .strictObject({
    type: z.enum((Object.keys(PROBLEM_TYPES) as ProblemType[]).map(problemUri)),
    title: z.string(),
    status: z.number(),
    detail: z.string().describe('One sentence: what was wrong this time.'),
    instance: z.string().optional().describe('By it the request is found in the logs.'),
    code: z.string().describe('Which rule was broken; finer than the type, and as stable.'),
    refusals: z.array(refusal).optional().describe('All that is wrong, each with the path of its field.'),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457).' });

const retryAfter = z.string().meta({ description: 'Seconds until it is worth asking again.' });
const etag = z
  .string()
  .meta({ description: 'Sent back as If-None-Match, what has not changed is answered 304.' });
const ifMatch = z.string().meta({ description: 'The ETag of what was read, or * for whatever is there.' });

/** Those that any route may answer with. */
const ALWAYS = ['not-permitted', 'busy', 'unexpected'] as const satisfies readonly ProblemType[];

/** API Gateway's own words; it also says by them that a function could not answer, such as one that was killed. */
const OWN_WORDS = { 'application/json': { schema: z.object({ message: z.string() }) } };
const ownWords = (description: string): ZodOpenApiResponseObject => ({ description, content: OWN_WORDS });

/** The API's description in OpenAPI 3.1, from the schemas by which requests are read and answers are typed. */
export function apiDocument() {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [route, described] of Object.entries<RouteDescription>(DESCRIBED)) {
    const [method, path] = route.split(' ') as [string, string];
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(route as ApiRoute, described) };
  }
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Massage outcomes',
        version: '1',
        description:
          'Records in, outcomes out. Units, nulls and precision: docs/statistics.md; records: docs/records.md; problems: docs/api.md.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/', description: 'The deployment that answered with this.' }],
      security: [{ token: [] }],
      paths: paths as ZodOpenApiPathsObject,
      components: {
        securitySchemes: {
          token: {
            ...{ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
            description: "An ID token of the deployment's user pool, of a member of a clinic or a partner.",
          },
        },
      },
    },
    {
      override({ zodSchema, jsonSchema }) {
        Object.assign(jsonSchema, READ_OTHERWISE.get(zodSchema));
      },
      allowEmptySchema: { unknown: true, transform: true },
    },
  );
}

function operationOf(route: ApiRoute, described: RouteDescription): ZodOpenApiOperationObject {
  const { summary, description, tag, query, body, byTag, answers, problems = [] } = described;
  const isRead = route.startsWith('GET ');
  const parameters = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, z.string()] as const);
  const responses = Object.entries<Answered>(answers).map(([status, answer]) => [
    status,
    responseOf(answer, (isRead || byTag === true) && status === '200'),
  ]);
  const { may } = API_ROUTES[route];
  return {
    operationId: operationIdOf(route),
    summary,
    description: [description, `Who may ask: ${may.join(', ')}.`].filter(Boolean).join(' '),
    tags: [tag],
    requestParams: {
      ...(parameters.length > 0 && { path: z.object(Object.fromEntries(parameters)) }),
      ...(query && { query }),
      ...(isRead && { header: z.object({ 'If-None-Match': z.string().optional() }) }),
      ...(byTag && { header: z.object({ 'If-Match': ifMatch }) }),
    },
    ...(body && {
      requestBody: { required: !body.optional, content: { 'application/json': { schema: body.schema } } },
    }),
    responses: {
      ...Object.fromEntries(responses),
      ...(isRead && { 304: { description: 'As it was when it had this tag.' } }),
      ...problemResponses([...problems, ...ALWAYS]),
      401: ownWords('The token is missing or has ended. Told by API Gateway in its own words.'),
      429: ownWords(
        'Too much is asked at once. Told by API Gateway in its own words: ask again in a moment.',
      ),
    },
  };
}

/** `GET /v1/clients/{id}/timeline` becomes `getClientsTimeline`, one of many is `putSessionsById`. */
function operationIdOf(route: string): string {
  const [method, path] = route.split(' ') as [string, string];
  const last = /\{(\w+)\}$/.exec(path)?.[1];
  const words = path
    .replace('/v1/', '')
    .replaceAll(/\{\w+\}/g, '')
    .split(/[^A-Za-z]+/);
  const name = [...words, ...(last ? ['by', last] : [])]
    .filter(Boolean)
    .map((word) => word[0]!.toUpperCase() + word.slice(1));
  return method.toLowerCase() + name.join('');
}

function responseOf(
  { description, schema, mediaTypes = ['application/json'], again }: Answered,
  tagged: boolean,
) {
  const headers = {
    ...(tagged && { ETag: etag }),
    ...(again && { 'Retry-After': again === 'always' ? retryAfter : retryAfter.optional() }),
  };
  return {
    description,
    ...(Object.keys(headers).length > 0 && { headers: z.object(headers) }),
    ...(schema && { content: Object.fromEntries(mediaTypes.map((type) => [type, { schema }])) }),
  };
}

/** By status: the types that have it, each with what it means. */
function problemResponses(types: readonly ProblemType[]): Record<string, ZodOpenApiResponseObject> {
  const byStatus = Map.groupBy(new Set(types), (type) => PROBLEM_TYPES[type].status);
  const told = [...byStatus].map(([status, of]) => {
    const meanings = of.map((type) => `\`${type}\`: ${PROBLEM_WORDS[type].meaning}`);
    const response: ZodOpenApiResponseObject = {
      description: meanings.join('\n'),
      ...(status === 503 && { headers: z.object({ 'Retry-After': retryAfter }) }),
      content: {
        'application/problem+json': { schema: problemSchema },
        ...(status >= 500 && OWN_WORDS),
      },
    };
    return [String(status), response] as const;
  });
  return Object.fromEntries(told);
}
