import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Admission } from '../access/admit.ts';
import {
  ForeignFormError,
  formTokenOf,
  isOfTheseDays,
  openingOf,
  requireOwnForm,
} from '../access/form-guard.ts';
import { type Role, requireRole } from '../access/principal.ts';
import { SecondFactorError } from '../access/second-factor.ts';
import { NotFoundError } from '../errors.ts';
import { createDoor } from '../http/door.ts';
import { formFields } from '../http/form-fields.ts';
import { answeringHead } from '../http/head.ts';
import { pageAnswer, seeOther } from '../http/page-answer.ts';
import { PAGE_ROUTES, type PageFunction, type PageRoute, type RoleOfPage } from '../http/page-routes.ts';
import type { HttpResponse } from '../http/respond.ts';
import { securedForSession } from '../http/security-headers.ts';
import type { Log } from '../log.ts';
import { sendAgainPage } from '../pages/clinic/send-again-page.ts';
import { errorPage } from '../pages/frame/error-page.ts';
import { FORM_TOKEN, type Viewer } from '../pages/frame/page.ts';
import { type Session, sessionOf, signedInOf } from './session.ts';
import { type Site, sessionPlaces } from './site.ts';

export type PageEvent = APIGatewayProxyEventV2;
/** The fields of a posted form, by name. */
type FormFields = Readonly<Record<string, string>>;
/** A page that nobody has to be signed in for. */
export type PublicPage = (event: PageEvent) => Promise<HttpResponse>;
/** A page for somebody signed in, in a role that it is for; `fields` are those of a posted form. */
export type SignedInPage<R extends Role = Role> = (
  event: PageEvent,
  session: Session<R>,
  fields: FormFields,
) => Promise<HttpResponse>;

/** What answers the pages of one function, each for those who may ask. */
export type PagesOf<By extends PageFunction> = {
  [Key in PageRoute as (typeof PAGE_ROUTES)[Key]['by'] extends By ? Key : never]: [RoleOfPage<Key>] extends [
    never,
  ]
    ? PublicPage
    : SignedInPage<RoleOfPage<Key>>;
};

/** Whom a page is for differs from one to the other: the table says it. */
type Answer = (event: PageEvent, session: never, fields: FormFields) => Promise<HttpResponse>;

/** What is found out of a reader on the way to a page: by his form token, that he is signed in. */
type Learnt = { viewer?: Viewer; outsider?: string };

export type PageHandlerDeps = {
  site: Site;
  admission: Admission;
  log: Log;
  /** Answers addresses that are none of the pages; without it, "not found". */
  elsewhere?: PublicPage;
};

const noSuchPage: PublicPage = async () => {
  throw new NotFoundError('no such page');
};

/**
 * Dispatches by the API's route key, and lets only those ask who may by the table of pages. Whoever is not signed in
 * is sent to sign in and comes back to the page that was asked for; errors become pages. Who has opened which kind of
 * page is logged, as API Gateway does it for the routes that ask for a token.
 */
export function createPageHandler<By extends PageFunction>(
  pages: Readonly<PagesOf<By>>,
  { site, admission, log, elsewhere = noSuchPage }: PageHandlerDeps,
) {
  const { place } = site;
  const answers = new Map(Object.entries<Answer>(pages));

  const answer = async (event: PageEvent, learnt: Learnt): Promise<HttpResponse> => {
    const page = answers.get(event.routeKey);
    if (!page) return elsewhere(event);
    const { may } = PAGE_ROUTES[event.routeKey as PageRoute];
    if (may === 'anybody') return (page as PublicPage)(event);
    const signedIn = await signedInOf(event, site);
    if (!signedIn) return keptForm(event, place) ?? toSignIn(event);
    const now = new Date(event.requestContext.timeEpoch);
    learnt.outsider = formTokenOf(signedIn.token, now);
    const session = await sessionOf(signedIn, admission, site, now);
    learnt.viewer = session.viewer;
    const { routeKey, requestContext } = event;
    log.info('page', { routeKey, requestId: requestContext.requestId, subject: session.subject });
    requireRole(session.principal, ...may);
    const isForm = requestContext.http.method === 'POST';
    const fields = isForm ? formFields(event) : {};
    const answered = isForm ? sentSession(event, session, fields, place.origin) : session;
    const answer = 'statusCode' in answered ? answered : await page(event, answered as never, fields);
    return securedForSession(answer, sessionPlaces(place));
  };

  const door = createDoor<PageEvent, Required<Learnt>>({
    answer,
    explain(error, event, { viewer, outsider }) {
      if (error instanceof SecondFactorError) return seeOther('/second-factor');
      const link = { path: '/', label: 'To the start page' };
      // Who is signed in and nobody here has no page but the way out.
      const reader = viewer ? { viewer, link } : outsider ? { outsider } : { link };
      const told = errorPage(error, reader, event.requestContext.http.method === 'POST');
      const answered = pageAnswer(told.statusCode, told.page);
      return viewer || outsider ? securedForSession(answered, sessionPlaces(place)) : answered;
    },
    log,
  });
  return answeringHead(door);
}

/**
 * The session by which a form is sent. Where it comes back it stays the form that it was, opened when it was. What
 * somebody has filled in before she signed in anew is shown to her, to be sent by one tap.
 *
 * @throws ForeignFormError for a form that is none of ours, or somebody else's
 */
function sentSession(
  event: PageEvent,
  session: Session,
  fields: FormFields,
  origin: string,
): Session | HttpResponse {
  const posted = { headers: event.headers, token: fields[FORM_TOKEN] };
  try {
    const formOpenedAt = requireOwnForm(posted, session.token, origin);
    return { ...session, viewer: { ...session.viewer, formToken: posted.token! }, formOpenedAt };
  } catch (error) {
    const opening = openingOf(posted, origin);
    const now = session.formOpenedAt;
    const isHers = opening?.person === session.viewer.person && isOfTheseDays(opening, now);
    if (!(error instanceof ForeignFormError) || !isHers) throw error;
    const formToken = formTokenOf(session.token, opening.openedAt, opening.person);
    const form = { action: addressOf(event), fields: { ...fields, [FORM_TOKEN]: formToken } };
    return pageAnswer(409, sendAgainPage(form, session.viewer));
  }
}

/** What was sent by somebody whose session is over: it stays on the page that says so. Undefined where nothing was filled in. */
function keptForm(event: PageEvent, place: Site['place']): HttpResponse | undefined {
  if (event.requestContext.http.method !== 'POST') return undefined;
  const fields = formFields(event);
  const opening = openingOf({ headers: event.headers, token: fields[FORM_TOKEN] }, place.origin);
  if (!opening || !isOfTheseDays(opening, new Date(event.requestContext.timeEpoch))) return undefined;
  const kept = pageAnswer(403, sendAgainPage({ action: addressOf(event), fields }));
  return securedForSession(kept, sessionPlaces(place));
}

const addressOf = ({ rawPath, rawQueryString }: PageEvent) =>
  rawQueryString === '' ? rawPath : `${rawPath}?${rawQueryString}`;

/** A form cannot be sent again by itself: after signing in, its page is the start page. */
function toSignIn(event: PageEvent): HttpResponse {
  if (event.requestContext.http.method !== 'GET') return seeOther('/sign-in');
  return seeOther(`/sign-in?${new URLSearchParams({ to: addressOf(event) })}`);
}
