import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { notHeld } from '../../shared/access/held-clinic.ts';
import { collect } from '../../shared/storage/aws/dynamodb.ts';
import { createCareReader } from '../../shared/storage/care/care-store.ts';
import { createClinicRegistry } from '../../shared/storage/clinics/clinic-registry.ts';
import { createClinicSettings } from '../../shared/storage/clinics/clinic-settings.ts';
import { heldClinics } from '../../shared/storage/clinics/clinics.ts';
import { createRecordReader } from '../../shared/storage/held/record-store.ts';
import { recordsInZone } from '../../shared/storage/held/records-in-zone.ts';
import { createHeldClients } from '../../shared/storage/views/held-clients.ts';
import { partitionsByClinic, viewsOfPartition } from '../../shared/storage/views/partitions.ts';
import { createViewStore } from '../../shared/storage/views/view-store.ts';
import type { RefreshDeps } from '../../shared/views/refresh-keys.ts';
import type { ClinicPartitions, ClinicSources } from '../../shared/views/verify-clinic.ts';
import type { ViewTables } from '../command-line/view-tables-option.ts';

/** Where the facts of clinics are, and their views, in AWS or on this machine. */
export function clinicSources(
  dynamodb: DynamoDBClient,
  tables: ViewTables,
  onProgress: RefreshDeps['onProgress'],
): ClinicSources {
  const settings = createClinicSettings(createClinicRegistry(dynamodb, tables.registryTable));
  const zoneOf = async (id: string) => (await settings.of(id)).timeZone;
  return {
    records: recordsInZone(createRecordReader(dynamodb, tables.recordsTable), zoneOf),
    care: createCareReader(dynamodb, tables.recordsTable),
    isHeld: createHeldClients(dynamodb, tables.recordsTable),
    views: createViewStore(dynamodb, tables.outcomesTable, () => new Date()),
    storedIn: (pk) => viewsOfPartition(dynamodb, tables.outcomesTable, pk),
    partitions: async (clinicId) =>
      (await partitionsOf(dynamodb, tables, [clinicId], clinicId)).get(clinicId)!,
    onProgress,
  };
}

/**
 * The clinic that was asked for, or all that are held, each with its partitions: the tables are walked once for all.
 *
 * @throws DomainError for a clinic that the deployment does not hold
 */
export async function clinicsToCheck(
  dynamodb: DynamoDBClient,
  tables: ViewTables,
  clinic: string | undefined,
): Promise<Map<string, ClinicPartitions>> {
  if (clinic === undefined) {
    return partitionsOf(dynamodb, tables, await collect(heldClinics(dynamodb, tables.registryTable)));
  }
  const { origin } = await createClinicRegistry(dynamodb, tables.registryTable).current(clinic);
  if (!origin) throw notHeld(clinic);
  return partitionsOf(dynamodb, tables, [clinic], clinic);
}

async function partitionsOf(
  dynamodb: DynamoDBClient,
  { recordsTable, outcomesTable }: ViewTables,
  clinics: readonly string[],
  only?: string,
): Promise<Map<string, ClinicPartitions>> {
  const records = await partitionsByClinic(dynamodb, recordsTable, only);
  const views = await partitionsByClinic(dynamodb, outcomesTable, only);
  return new Map(
    clinics.map((id) => [id, { records: records.get(id) ?? [], views: views.get(id) ?? [] }] as const),
  );
}
