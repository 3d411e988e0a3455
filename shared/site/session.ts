import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { formTokenOf } from '../access/form-guard.ts';
import { type Principal, principalOf, type Role } from '../access/principal.ts';
import type { Viewer } from '../pages/page.ts';
import type { Site } from './site.ts';

/** Somebody signed in: the session is the ID token itself, in a cookie, and ends with it. */
export type Session<R extends Role = Role> = {
  /** The cookie's value. */
  token: string;
  principal: Extract<Principal, { role: R }>;
  viewer: Viewer;
  subject: string;
};

/**
 * The session of a request; undefined when nobody is signed in any more.
 *
 * @throws ForbiddenError when the user has no role here
 */
export async function sessionOf(
  event: APIGatewayProxyEventV2,
  { cookies, userPool }: Pick<Site, 'cookies' | 'userPool'>,
): Promise<Session | undefined> {
  const token = cookies.session.read(event.cookies);
  const checked = token === undefined ? undefined : await userPool.verify(token);
  if (token === undefined || !checked) return undefined;
  const principal = principalOf(checked.claims);
  const { role } = principal;
  const belongsTo = principal.role === 'partner' ? principal.partner : principal.clinicId;
  return {
    token,
    principal,
    viewer: { role, belongsTo, formToken: formTokenOf(token) },
    subject: checked.subject,
  };
}
