import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { type Admission, admit } from '../access/admit.ts';
import { type Principal, requireRole } from '../access/principal.ts';
import { BadRequestError, ForbiddenError, NotFoundError, StorageUnavailableError } from '../errors.ts';
import type { Log } from '../log.ts';
import { id } from '../records/fields.ts';
import { type Answering, API_ROUTES, type ApiRoute } from './api-routes.ts';
import { conditional } from './conditional.ts';
import { createDoor } from './door.ts';
import { answeringHead } from './head.ts';
import { jsonObject } from './json-body.ts';
import { type HttpResponse, problem } from './respond.ts';

export type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

/** Who may ask on a route. */
type Asking<Key extends ApiRoute> = Extract<Principal, { role: (typeof API_ROUTES)[Key]['may'][number] }>;

/** What answers the routes of one function, each for those who may ask. */
export type RoutesOf<By extends Answering> = {
  [Key in ApiRoute as (typeof API_ROUTES)[Key]['by'] extends By ? Key : never]: (
    event: HttpEvent,
    principal: Asking<Key>,
  ) => Promise<HttpResponse>;
};

/** Whom a route lets ask differs from one to the other: the table says it. */
type Answer = (event: HttpEvent, principal: never) => Promise<HttpResponse>;

/** What every route needs: a log, and to know who passes. */
export type HttpDeps = { log: Log; admission: Admission };

/**
 * Dispatches by the API's route key, and lets only those ask who may by the table of routes. What was read
 * has a tag, by which whoever polls is told that nothing has changed. Of what goes wrong the
 * caller is told what he can mend, and nothing else. Nobody passes but members, see admit.ts.
 */
export function createHttpHandler<By extends Answering>(
  routes: Readonly<RoutesOf<By>>,
  { log, admission }: HttpDeps,
) {
  const answers = new Map(Object.entries<Answer>(routes));
  const door = createDoor<HttpEvent>({
    async answer(event) {
      const route = answers.get(event.routeKey);
      if (!route) throw new NotFoundError('no such route');
      const { principal } = await admit(event.requestContext.authorizer?.jwt.claims, admission);
      const { may } = API_ROUTES[event.routeKey as ApiRoute];
      return conditional(await route(event, requireRole(principal, ...may) as never), event);
    },
    explain: answerTo,
    log,
  });
  return answeringHead(door);
}

function answerTo(error: unknown, { requestContext }: HttpEvent): HttpResponse {
  if (error instanceof BadRequestError) {
    const { code, path, message } = error;
    return problem('invalid-request', { code, detail: message, refusals: [{ code, path, message }] });
  }
  // By it the request is found in the logs.
  const instance = `/v1/requests/${encodeURIComponent(requestContext.requestId)}`;
  if (error instanceof ForbiddenError) {
    return problem('not-permitted', { code: error.code, detail: error.message });
  }
  if (error instanceof NotFoundError)
    return problem('not-found', { code: error.code, detail: error.message });
  if (error instanceof StorageUnavailableError) {
    return problem('busy', {
      code: error.code,
      detail: 'the storage is busy; try again in a moment',
      instance,
    });
  }
  const detail = 'something went wrong here; it has been logged';
  return problem('unexpected', { code: 'unexpected', detail, instance });
}

/** The id that the caller's token has: by it a change is noted. */
export const subjectOf = (event: HttpEvent) => String(event.requestContext.authorizer?.jwt.claims['sub']);

/** @throws BadRequestError for a body that says something where nothing can be said: none, or `{}`, is expected */
export function requireEmptyBody(event: HttpEvent): void {
  if (!event.body) return;
  const [field] = Object.keys(jsonObject(event));
  if (field !== undefined) throw new BadRequestError(field, 'expected no body, or {}', 'unknown-field');
}

/** A path parameter, decoded. */
export function pathParameter(event: Pick<HttpEvent, 'pathParameters'>, name: string): string {
  const value = event.pathParameters?.[name];
  if (!value) throw new BadRequestError(name, `expected the path parameter "${name}"`);
  return value;
}

/**
 * A path parameter that names somebody or something.
 *
 * @throws BadRequestError when it is no id
 */
export function pathId(event: Pick<HttpEvent, 'pathParameters'>, name: string): string {
  const parsed = id.safeParse(pathParameter(event, name));
  if (parsed.success) return parsed.data;
  throw new BadRequestError(name, parsed.error.issues[0]!.message);
}
