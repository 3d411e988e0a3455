import { ForbiddenError } from '../errors.ts';

/** Who calls: read from the verified token, never from the body. */
export type Principal = { clinicId: string } & (
  | { role: 'owner' }
  | { role: 'recorder' }
  | { role: 'partner' }
  | { role: 'therapist'; therapistId: string }
  | { role: 'client'; clientId: string /** The goal that a form of ours has asked about. */; goalId?: string }
);
export type Role = Principal['role'];

/** Claims of a verified token; API Gateway hands every value over as text. */
export type Claims = Readonly<Record<string, unknown>>;

/** Reads clinic, role and, where the role needs it, whose token it is. */
export function principalOf(claims: Claims | undefined): Principal {
  const clinicId = textClaim(claims, 'custom:clinic');
  const role = textClaim(claims, 'custom:role');
  switch (role) {
    case 'owner':
    case 'recorder':
    case 'partner':
      return { clinicId, role };
    case 'therapist':
      return { clinicId, role, therapistId: textClaim(claims, 'custom:therapist') };
    case 'client':
      return { clinicId, role, clientId: textClaim(claims, 'custom:client') };
    default:
      throw new ForbiddenError('the token names no role known here');
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

function textClaim(claims: Claims | undefined, name: string): string {
  const value = claims?.[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new ForbiddenError(`the token lacks the claim ${name}`);
}
