import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Admission, admit } from '../../../shared/access/admit.ts';
import type { Cookies } from '../../../shared/access/cookies.ts';
import { formTokenOf } from '../../../shared/access/form-guard.ts';
import type { Principal } from '../../../shared/access/principal.ts';
import type { Viewer } from '../../../shared/pages/page.ts';
import type { UserPool } from './user-pool.ts';

/** Somebody signed in: the session is the ID token itself, in a cookie, and ends with it. */
export type Session = {
  /** The cookie's value. */
  token: string;
  principal: Principal;
  viewer: Viewer;
  subject: string;
};

/**
 * The session of a request; undefined when nobody is signed in any more.
 *
 * @throws ForbiddenError when the user is no member here
 */
export async function sessionOf(
  event: APIGatewayProxyEventV2,
  cookies: Cookies,
  userPool: UserPool,
  admission: Admission,
): Promise<Session | undefined> {
  const token = cookies.session.read(event.cookies);
  const checked = token === undefined ? undefined : await userPool.verify(token);
  if (token === undefined || !checked) return undefined;
  const { principal, subject } = await admit(checked.claims, admission);
  const { role } = principal;
  const belongsTo = principal.role === 'partner' ? principal.partner : principal.clinicId;
  return {
    token,
    principal,
    viewer: { role, belongsTo, formToken: formTokenOf(token) },
    subject,
  };
}
