import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { IsHeldClinic } from '../../access/held-clinic.ts';
import { getAll, mapKey } from '../aws/dynamodb.ts';
import { together } from '../aws/together.ts';
import { settingsItem } from '../keys/keys.ts';
import { type ClinicEntry, clinicEntry } from './clinic-item.ts';

/** For how long an answer is used again, that there is no such clinic among them where its settings are asked for. */
export const CLINIC_SECONDS = 60;
/** Whoever comes names a clinic: what is remembered of them has an end. */
const CLINICS_REMEMBERED = 1000;

export type ClinicRegistry = {
  /** A clinic as it is now, strongly consistent: for who is about to change something. */
  current(clinicId: string): Promise<ClinicEntry>;
  /** A clinic as it was at most a minute ago: for what a request asks. */
  of(clinicId: string): Promise<ClinicEntry>;
  /** The same of a clinic that may have been added since: it is looked for again. */
  held(clinicId: string): Promise<ClinicEntry>;
  isHeld: IsHeldClinic;
};

/** The clinics of a deployment, in the Registry table: each is an item, and none is known by anything else. */
export function createClinicRegistry(
  client: DynamoDBClient,
  table: string,
  clock: () => Date = () => new Date(),
): ClinicRegistry {
  const known = new Map<string, { until: number; entry: Promise<ClinicEntry> }>();
  const getTogether = together((clinics: string[]) => getAll(client, table, clinics.map(settingsItem)));

  const current = async (clinicId: string): Promise<ClinicEntry> =>
    clinicEntry((await getTogether([clinicId])).get(mapKey(settingsItem(clinicId))));

  const again = (clinicId: string): Promise<ClinicEntry> => {
    const entry = current(clinicId);
    known.delete(clinicId); // what was asked for last is forgotten last
    known.set(clinicId, { until: clock().getTime() + CLINIC_SECONDS * 1000, entry });
    entry.catch(() => known.delete(clinicId)); // the next call asks again
    const [oldest] = known.keys();
    if (known.size > CLINICS_REMEMBERED) known.delete(oldest!);
    return entry;
  };

  const of = (clinicId: string): Promise<ClinicEntry> => {
    const remembered = known.get(clinicId);
    return remembered && remembered.until > clock().getTime() ? remembered.entry : again(clinicId);
  };
  const held = async (clinicId: string): Promise<ClinicEntry> => {
    const isRemembered = known.has(clinicId);
    const entry = await of(clinicId);
    return entry.origin || !isRemembered ? entry : again(clinicId);
  };

  return { current, of, held, isHeld: async (clinicId) => (await held(clinicId)).origin !== undefined };
}
