import type { Reporter } from '../access/may-report.ts';
import type { ClinicPrincipal } from '../access/principal.ts';
import { pseudonym } from '../records/pseudonym.ts';
import type { ClinicKeys } from '../storage/clinics/clinic-keys.ts';

/** Who records of nobody are of: no record that is valid can name it. */
const NOBODY = '';

/**
 * Whoever calls, as the records that he sends name him. A client is known here by pseudonym alone: which of the ids that
 * he names is his own is told by it.
 */
export async function reporterOf(
  principal: ClinicPrincipal,
  reported: readonly unknown[],
  keyOfClinic: ClinicKeys,
): Promise<Reporter> {
  if (principal.role !== 'client') return principal;
  const { clinicId, role, client } = principal;
  const key = await keyOfClinic(clinicId);
  const named = new Set(reported.map(clientIdOf).filter((id) => id !== undefined));
  const own = [...named].find((id) => pseudonym(key, id) === client);
  return { clinicId, role, clientId: own ?? NOBODY };
}

function clientIdOf(record: unknown): string | undefined {
  const { clientId } = (record ?? {}) as { clientId?: unknown };
  return typeof clientId === 'string' ? clientId : undefined;
}
