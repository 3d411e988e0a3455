import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CLINIC_SECONDS } from '../../shared/storage/clinics/clinic-registry.ts';
import type { ClinicSettingsStore } from '../../shared/storage/clinics/clinic-settings.ts';
import { createRecordReader } from '../../shared/storage/held/record-store.ts';
import { recordsInZone } from '../../shared/storage/held/records-in-zone.ts';
import { createHeldClients } from '../../shared/storage/views/held-clients.ts';
import { createViewStore } from '../../shared/storage/views/view-store.ts';
import { type ClinicRefreshDeps, refreshClinic } from '../../shared/views/refresh-clinic.ts';

/** Where the facts of a clinic are, and what is derived from them. */
export type ViewTables = { recordsTable: string; outcomesTable: string };

/**
 * How long after a change no function can still read facts by the zone from before: as long as an answer is used
 * again, and some for a call that is under way.
 */
export const ZONE_SEEN_SECONDS = CLINIC_SECONDS + 15;

/**
 * Derives everything of a clinic again by the zone that it has now. To be called when every function reads by that
 * zone: ZONE_SEEN_SECONDS after the change, or before any function runs. What one of them derives by the zone from
 * before until then is found and put right; what it still writes later loses its revision, or is looked at once more.
 *
 * @returns the views that could not be brought up to date, with their errors
 */
export function refreshByZone(
  dynamodb: DynamoDBClient,
  settings: Pick<ClinicSettingsStore, 'of'>,
  { recordsTable, outcomesTable }: ViewTables,
  clinicId: string,
  onProgress: ClinicRefreshDeps['onProgress'],
): Promise<ReadonlyMap<string, unknown>> {
  const zoneOf = async (id: string) => (await settings.of(id)).timeZone;
  return refreshClinic(
    {
      records: recordsInZone(createRecordReader(dynamodb, recordsTable), zoneOf),
      views: createViewStore(dynamodb, outcomesTable, () => new Date()),
      isHeld: createHeldClients(dynamodb, recordsTable),
      onProgress,
    },
    clinicId,
  );
}
