import { createHmac, timingSafeEqual } from 'node:crypto';
import { ForbiddenError } from '../errors.ts';

/** A form that another site sent, or that was opened before whoever sends it has signed in. Nothing of it was done. */
export class ForeignFormError extends ForbiddenError {
  constructor() {
    super('this form was not opened in this session; open the page again');
  }
}

/**
 * The token that forms carry: only who holds the session can compute it, and it gives nothing of it away. It says when
 * the form was opened, so that nothing comes back by a form that was open while it was erased, and by whom, so that
 * what she filled in can be sent by her and nobody else when she has signed in anew.
 *
 * @param person by whom, as a page tells one person from another (personTag)
 */
export function formTokenOf(session: string, openedAt: Date, person = ''): string {
  const opened = `${openedAt.getTime()}.${person}`;
  return `${opened}.${createHmac('sha256', session).update(`form token ${opened}`).digest('base64url')}`;
}

type PostedForm = {
  headers: Readonly<Record<string, string | undefined>>;
  token: string | undefined;
};

/** What a form's token says of its opening: proven only where the token is the session's own. */
type Opening = { openedAt: Date; person: string };

/**
 * What the token of a form of ours says, whichever session it was opened in.
 *
 * @returns undefined for a form that another site has sent, or that carries no token
 */
export function openingOf({ headers, token = '' }: PostedForm, origin: string): Opening | undefined {
  const [, milliseconds, person = ''] = /^(\d{1,15})\.([\w-]*)\.[\w-]+$/.exec(token) ?? [];
  if (milliseconds === undefined || !isFromOurPage(headers, origin)) return undefined;
  return { openedAt: new Date(Number(milliseconds)), person };
}

/** So long a form that was filled in is kept for whoever signs in anew: later nobody knows any more what it was about. */
const KEPT_MILLISECONDS = 7 * 86_400_000;

/** Whether what was filled in may still be sent: its form was opened in these days, and not after now. */
export const isOfTheseDays = ({ openedAt }: Opening, now: Date): boolean => {
  const age = now.getTime() - openedAt.getTime();
  return age >= 0 && age <= KEPT_MILLISECONDS;
};

/**
 * Refuses a form that another site has sent in the name of whoever is signed in: the browser must say that
 * it comes from our own page (Fetch Metadata, or else `Origin`), and it must carry the session's token.
 *
 * @returns when the form was opened
 * @throws ForeignFormError
 */
export function requireOwnForm(posted: PostedForm, session: string, origin: string): Date {
  const opening = openingOf(posted, origin);
  if (!opening || !sameText(posted.token!, formTokenOf(session, opening.openedAt, opening.person))) {
    throw new ForeignFormError();
  }
  return opening.openedAt;
}

/** Whether a browser says that what it sends comes from a page of ours. */
function isFromOurPage(headers: PostedForm['headers'], origin: string): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined ? headers['origin'] === origin : site === 'same-origin';
}

/** In a time that does not depend on where they differ. */
function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
