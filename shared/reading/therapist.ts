import type { ClientsInCare } from '../access/in-care.ts';
import type { Principal } from '../access/principal.ts';
import { BadRequestError, ForbiddenError } from '../errors.ts';
import { id } from '../records/fields.ts';

/** Who reads what therapists do: an owner everybody's, a therapist her own, of the clients in her care. */
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

/** Those of some clients, by pseudonym, whom a reader may see: an owner all, a therapist those in her care. */
export async function visibleClients(
  inCare: ClientsInCare,
  reader: Reader,
  clients: readonly string[],
): Promise<ReadonlySet<string>> {
  return reader.role === 'owner' ? new Set(clients) : inCare(reader.clinicId, reader.therapistId, clients);
}
