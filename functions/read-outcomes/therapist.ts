import type { Principal } from '../../shared/access/principal.ts';
import { BadRequestError, ForbiddenError } from '../../shared/errors.ts';
import { id } from '../../shared/records/fields.ts';

/** Who reads what therapists do: an owner everybody's, a therapist her own. */
export type Reader = Extract<Principal, { role: 'owner' | 'therapist' }>;

/**
 * The therapist asked for as `therapist`, if any.
 *
 * @throws BadRequestError naming `therapist` when it is no id
 */
export function askedTherapist(
  query: Readonly<Record<string, string | undefined>> | undefined,
): string | undefined {
  const asked = query?.['therapist'];
  if (asked !== undefined && !id.safeParse(asked).success) {
    throw new BadRequestError('therapist', 'expected the id of a therapist');
  }
  return asked;
}

/**
 * Whose work a reader gets to see.
 *
 * @param asked the therapist asked for, if any
 * @returns undefined for everybody's
 * @throws ForbiddenError when a therapist asks for another's
 */
export function visibleTherapist(reader: Reader, asked: string | undefined): string | undefined {
  if (reader.role === 'owner') return asked;
  if (asked !== undefined && asked !== reader.therapistId) {
    throw new ForbiddenError('a therapist sees her own work only');
  }
  return reader.therapistId;
}
