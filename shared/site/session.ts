import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Admission, admit } from '../access/admit.ts';
import { formTokenOf } from '../access/form-guard.ts';
import { personTag } from '../access/person-tag.ts';
import type { Principal, Role } from '../access/principal.ts';
import type { Viewer } from '../pages/frame/page.ts';
import type { Site } from './site.ts';

/** Somebody signed in: the session is the ID token itself, in a cookie, and ends with it. */
export type Session<R extends Role = Role> = {
  /** The cookie's value. */
  token: string;
  principal: Extract<Principal, { role: R }>;
  viewer: Viewer;
  subject: string;
  /** When the form was opened that is sent, or now of a page that opens one. */
  formOpenedAt: Date;
};

/** Somebody who has signed in, whatever he is here. */
export type SignedIn = {
  token: string;
  claims: Readonly<Record<string, unknown>>;
  expiresAtSeconds: number;
};

/**
 * Whose session a request carries; undefined when nobody is signed in, or no more: the token has expired, or was signed
 * out before that.
 */
export async function signedInOf(
  event: APIGatewayProxyEventV2,
  { cookies, userPool, ended }: Pick<Site, 'cookies' | 'userPool' | 'ended'>,
): Promise<SignedIn | undefined> {
  const token = cookies.session.read(event.cookies);
  const checked = token === undefined ? undefined : await userPool.verify(token);
  if (token === undefined || !checked || (await ended.hasEnded(token))) return undefined;
  return { token, claims: checked.claims, expiresAtSeconds: checked.expiresAtSeconds };
}

/**
 * The session of somebody signed in, as what he is here.
 *
 * @param now when the forms are opened that a page shows him
 * @throws ForbiddenError when he is no member
 */
export async function sessionOf(
  { token, claims }: SignedIn,
  admission: Admission,
  { nameOf }: Pick<Site, 'nameOf'>,
  now: Date,
): Promise<Session> {
  const { principal, subject } = await admit(claims, admission);
  const { role } = principal;
  const belongsTo = 'clinicId' in principal ? await nameOf(principal.clinicId) : placeOf(principal);
  const person = personTag(subject);
  const viewer = { role, belongsTo, formToken: formTokenOf(token, now, person), person };
  return { token, principal, viewer, subject, formOpenedAt: now };
}

/** Where somebody belongs who is of no clinic. */
function placeOf(principal: Exclude<Principal, { clinicId: string }>): string {
  return principal.role === 'partner' ? principal.partner : 'all clinics';
}
