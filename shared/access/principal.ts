import { ForbiddenError } from '../errors.ts';
import type { Member } from './member.ts';

/** Somebody of a clinic. */
export type ClinicPrincipal = { clinicId: string } & (
  | { role: 'owner' }
  | { role: 'recorder' }
  | { role: 'therapist'; therapistId: string }
  | { role: 'client'; client: string /** His pseudonym. */ }
);
/** Who calls, and what he is: never read from the body. A partner and an operator belong to no clinic. */
export type Principal = ClinicPrincipal | { role: 'partner'; partner: string } | { role: 'operator' };
export type Role = Principal['role'];

/** What a member may act as. */
export function principalOf(member: Member): Principal {
  switch (member.role) {
    case 'partner':
      return { role: member.role, partner: member.partner };
    case 'operator':
      return { role: member.role };
    case 'therapist':
      return { clinicId: member.clinicId, role: member.role, therapistId: member.therapistId };
    case 'client':
      return { clinicId: member.clinicId, role: member.role, client: member.client };
    default:
      return { clinicId: member.clinicId, role: member.role };
  }
}

/** Lets only the named roles pass. */
export function requireRole<R extends Role>(
  principal: Principal,
  ...roles: R[]
): Extract<Principal, { role: R }> {
  if ((roles as Role[]).includes(principal.role)) return principal as Extract<Principal, { role: R }>;
  throw new ForbiddenError(`expected the role ${roles.join(' or ')}`);
}
