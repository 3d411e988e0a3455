import type { Admission, Claims } from '../shared/access/admit.ts';
import { type Member, memberSchema } from '../shared/access/member.ts';
import { pseudonym } from '../shared/records/pseudonym.ts';

const CLINICS = ['riverside', 'harbour'];
const OF_NO_CLINIC = ['partner', 'operator'];

/**
 * A member of a clinic, a partner or an operator: the one way in which tests make one.
 *
 * @param part what the role needs besides: `therapistId`, `client` (a pseudonym) or `partner`; a name
 */
export function memberOf(clinicId: string, role: string, part: object = {}): Member {
  return memberSchema.parse({ role, ...(!OF_NO_CLINIC.includes(role) && { clinicId }), ...part });
}

/** A member of each role, of a clinic. */
export const CAST: Readonly<Record<Member['role'], Member>> = {
  owner: memberOf('riverside', 'owner'),
  recorder: memberOf('riverside', 'recorder'),
  therapist: memberOf('riverside', 'therapist', { therapistId: 't-1' }),
  client: memberOf('riverside', 'client', { client: pseudonym('key-of-riverside', 'c-1') }),
  partner: memberOf('', 'partner', { partner: 'insurer' }),
  operator: memberOf('', 'operator'),
};

const known = new Map<string, Member>();

/** The claims of somebody who has signed in and is this member. */
export function claimsOf(member: Member): Claims {
  const sub = `user-${known.size + 1}`;
  known.set(sub, member);
  return { sub, auth_time: '1786000000' };
}

/** Lets pass whoever was given claims here, of clinics that are held. */
export const ADMISSION: Admission = {
  memberOf: async (subject) => known.get(subject),
  isHeld: async (clinicId) => CLINICS.includes(clinicId),
  secondFactor: 'not-required',
};
