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
 * the form was opened, so that nothing comes back by a form that was open while it was erased.
 */
export function formTokenOf(session: string, openedAt: Date): string {
  const milliseconds = String(openedAt.getTime());
  return `${milliseconds}.${createHmac('sha256', session).update(`form token ${milliseconds}`).digest('base64url')}`;
}

type PostedForm = {
  headers: Readonly<Record<string, string | undefined>>;
  token: string | undefined;
};

/**
 * Refuses a form that another site has sent in the name of whoever is signed in: the browser must say that
 * it comes from our own page (Fetch Metadata, or else `Origin`), and it must carry the session's token.
 *
 * @returns when the form was opened
 * @throws ForeignFormError
 */
export function requireOwnForm(posted: PostedForm, session: string, origin: string): Date {
  const site = posted.headers['sec-fetch-site'];
  const ours = site === undefined ? posted.headers['origin'] === origin : site === 'same-origin';
  const { token = '' } = posted;
  const openedAt = new Date(/^\d{1,15}(?=\.)/.test(token) ? Number.parseInt(token, 10) : 0);
  if (!ours || !sameText(token, formTokenOf(session, openedAt))) {
    throw new ForeignFormError();
  }
  return openedAt;
}

/** In a time that does not depend on where they differ. */
function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
