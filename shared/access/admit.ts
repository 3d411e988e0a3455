import { ForbiddenError } from '../errors.ts';
import { id } from '../records/fields.ts';
import { type IsHeldClinic, requireHeldClinic } from './held-clinic.ts';
import type { MemberOf } from './member.ts';
import { type Principal, principalOf } from './principal.ts';
import { requireSecondFactor, type SecondFactorRule } from './second-factor.ts';

/** Claims of a verified token; API Gateway hands every value over as text. */
export type Claims = Readonly<Record<string, unknown>>;

/** What decides who passes a door. */
export type Admission = { memberOf: MemberOf; isHeld: IsHeldClinic; secondFactor: SecondFactorRule };

/** Somebody who has passed: `subject` is the user pool's id of him. */
export type Admitted = { subject: string; principal: Principal };

/**
 * Lets in whoever is a member now. The token says only who it is; what he is stands in his member item, read at every
 * call and kept by nobody, so that a change or a withdrawal holds from the next call on.
 *
 * @throws ForbiddenError for a token that names nobody, somebody who is no member, and a clinic that is not held
 * @throws SecondFactorError for an owner who signed in without one where it is required
 */
export async function admit(claims: Claims | undefined, admission: Admission): Promise<Admitted> {
  const subject = subjectOf(claims);
  const member = await admission.memberOf(subject);
  if (!member) throw new ForbiddenError(NO_MEMBER);
  const principal = principalOf(member);
  await requireHeldClinic(principal, admission.isHeld);
  requireSecondFactor(member, claims, admission.secondFactor);
  return { subject, principal };
}

const NO_MEMBER =
  'whoever signed in belongs to no clinic here, or no longer; the owner of a clinic invites its members';

/** @throws ForbiddenError when the claim is missing, or cannot be an id: it becomes part of a key */
function subjectOf(claims: Claims | undefined): string {
  const parsed = id.safeParse(claims?.['sub']);
  if (parsed.success) return parsed.data;
  throw new ForbiddenError('the token does not say whose it is: its claim "sub" is no id');
}
