import { ForbiddenError } from '../errors.ts';
import { clinicId as clinicIdField, code, id } from '../records/fields.ts';

/** Somebody of a clinic. */
export type ClinicPrincipal = { clinicId: string } & (
  | { role: 'owner' }
  | { role: 'recorder' }
  | { role: 'therapist'; therapistId: string }
  | { role: 'client'; clientId: string; asked?: AskedOfClient }
);

/** What a form of ours has asked a client, whose answers he may give beside his scores. */
type AskedOfClient =
  /** How goals stand; and what the same entry told before, he may take back. */
  | { entryId: string; goals: readonly string[] }
  /** Whether he consents to partner reports. */
  | { consent: true };
/** Who calls: read from the verified token, never from the body. A partner belongs to no clinic. */
export type Principal = ClinicPrincipal | { role: 'partner'; partner: string };
export type Role = Principal['role'];

/** Claims of a verified token; API Gateway hands every value over as text. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * Reads role, clinic and, where the role needs it, whose token it is. Each is parsed as the kind of id that it is:
 * they become parts of keys, and who sets a user's attributes may mistype them or mean harm.
 *
 * @throws ForbiddenError for a claim that is missing, or is no id
 */
export function principalOf(claims: Claims | undefined): Principal {
  const role = textClaim(claims, 'custom:role');
  if (role === 'partner') return { role, partner: parsedClaim(claims, 'custom:partner', code) };
  const clinicId = parsedClaim(claims, 'custom:clinic', clinicIdField);
  switch (role) {
    case 'owner':
    case 'recorder':
      return { clinicId, role };
    case 'therapist':
      return { clinicId, role, therapistId: parsedClaim(claims, 'custom:therapist', id) };
    case 'client':
      return { clinicId, role, clientId: parsedClaim(claims, 'custom:client', id) };
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

type IdField = typeof id | typeof clinicIdField | typeof code;

function parsedClaim(claims: Claims | undefined, name: string, field: IdField): string {
  const parsed = field.safeParse(textClaim(claims, name));
  if (parsed.success) return parsed.data;
  throw new ForbiddenError(`the claim ${name} of the token is no id`);
}

function textClaim(claims: Claims | undefined, name: string): string {
  const value = claims?.[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new ForbiddenError(`the token lacks the claim ${name}`);
}
