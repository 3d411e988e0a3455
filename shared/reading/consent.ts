import type { ClientKey } from '../storage/keys/keys.ts';
import type { Reader } from './therapist.ts';
import { type ClientReadDeps, visibleRecords } from './visible-records.ts';

/**
 * What a client has said of reports to partners; undefined when nothing is known.
 *
 * @throws NotFoundError alike for a client of whom nothing is held and for a client of somebody else
 */
export async function readConsent(
  deps: ClientReadDeps,
  reader: Reader,
  owner: ClientKey,
): Promise<boolean | undefined> {
  const { facts } = await visibleRecords(deps, reader, owner);
  return facts.find((fact) => fact.type === 'consent')?.partnerReports;
}
