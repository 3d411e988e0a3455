import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Admission } from '../../../shared/access/admit.ts';
import type { Cookies } from '../../../shared/access/cookies.ts';
import { requireOwnForm } from '../../../shared/access/form-guard.ts';
import type { SignInPlace } from '../../../shared/access/sign-in-attempt.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { createDoor } from '../../../shared/http/door.ts';
import { formFields } from '../../../shared/http/form-fields.ts';
import { answeringHead } from '../../../shared/http/head.ts';
import { pageAnswer, seeOther } from '../../../shared/http/page-answer.ts';
import type { HttpResponse } from '../../../shared/http/respond.ts';
import { securedForSession } from '../../../shared/http/security-headers.ts';
import type { Log } from '../../../shared/log.ts';
import { errorPage } from '../../../shared/pages/error-page.ts';
import { FORM_TOKEN, type Viewer } from '../../../shared/pages/page.ts';
import { type Session, sessionOf } from './session.ts';
import type { UserPool } from './user-pool.ts';

export type PageEvent = APIGatewayProxyEventV2;
/** A page that nobody has to be signed in for. */
export type PublicPage = (event: PageEvent) => Promise<HttpResponse>;
/** A page for somebody signed in; `fields` are those of a posted form. */
export type SignedInPage = (
  event: PageEvent,
  session: Session,
  fields: Readonly<Record<string, string>>,
) => Promise<HttpResponse>;

export type PageHandlerDeps = {
  publicPages: Readonly<Record<string, PublicPage>>;
  signedInPages: Readonly<Record<string, SignedInPage>>;
  cookies: Cookies;
  userPool: UserPool;
  place: SignInPlace;
  admission: Admission;
  log: Log;
};

/**
 * Dispatches by the API's route key. Whoever is not signed in is sent to sign in and comes back to the page
 * that was asked for; errors become pages. Who has opened which kind of page is logged, as API Gateway does
 * it for the routes that ask for a token.
 */
export function createPageHandler(deps: PageHandlerDeps) {
  const { publicPages, signedInPages, cookies, userPool, place, admission, log } = deps;

  const answer = async (event: PageEvent, learnt: { viewer?: Viewer }): Promise<HttpResponse> => {
    const publicPage = publicPages[event.routeKey];
    if (publicPage) return publicPage(event);
    const signedInPage = signedInPages[event.routeKey];
    if (!signedInPage) throw new NotFoundError('no such page');
    const session = await sessionOf(event, cookies, userPool, admission);
    if (!session) return toSignIn(event);
    learnt.viewer = session.viewer;
    const { routeKey, requestContext } = event;
    log.info('page', { routeKey, requestId: requestContext.requestId, subject: session.subject });
    const isForm = requestContext.http.method === 'POST';
    const fields = isForm ? formFields(event) : {};
    if (isForm) {
      requireOwnForm({ headers: event.headers, token: fields[FORM_TOKEN] }, session.token, place.origin);
    }
    return securedForSession(await signedInPage(event, session, fields), place.signInOrigin);
  };

  const door = createDoor<PageEvent, { viewer: Viewer }>({
    answer,
    explain(error, _event, { viewer }) {
      const link = { path: '/', label: 'To the start page' };
      const told = errorPage(error, { ...(viewer && { viewer }), link });
      const answered = pageAnswer(told.statusCode, told.page);
      return viewer ? securedForSession(answered, place.signInOrigin) : answered;
    },
    log,
  });
  return answeringHead(door);
}

/** A form cannot be sent again by itself: after signing in, its page is the start page. */
function toSignIn(event: PageEvent): HttpResponse {
  if (event.requestContext.http.method !== 'GET') return seeOther('/sign-in');
  const asked = event.rawQueryString === '' ? event.rawPath : `${event.rawPath}?${event.rawQueryString}`;
  return seeOther(`/sign-in?${new URLSearchParams({ to: asked })}`);
}
