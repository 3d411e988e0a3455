import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { createArrivals } from '../../shared/storage/arrivals.ts';
import { createCareReader } from '../../shared/storage/care-store.ts';
import { createClinicRegistry } from '../../shared/storage/clinic-registry.ts';
import { createClinicSettings } from '../../shared/storage/clinic-settings.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { createHeldClients } from '../../shared/storage/held-clients.ts';
import { createRecordReader } from '../../shared/storage/record-store.ts';
import { recordsInZone } from '../../shared/storage/records-in-zone.ts';
import { createViewStore } from '../../shared/storage/view-store.ts';
import { createDeriveHandler } from './handler.ts';

const settings = requiredSettings(process.env, 'RECORDS_TABLE', 'OUTCOMES_TABLE', 'REGISTRY_TABLE');
const log = createLog('derive-outcomes');
const dynamodb = createDynamoDBClient({}, log);
const clinics = createClinicSettings(createClinicRegistry(dynamodb, settings.REGISTRY_TABLE));

export const handler = createDeriveHandler({
  // Up to a minute old: whoever changes a zone waits as long and then derives everything again (infra/clinic).
  records: recordsInZone(
    createRecordReader(dynamodb, settings.RECORDS_TABLE),
    async (clinicId) => (await clinics.of(clinicId)).timeZone,
  ),
  care: createCareReader(dynamodb, settings.RECORDS_TABLE),
  isHeld: createHeldClients(dynamodb, settings.RECORDS_TABLE),
  views: createViewStore(dynamodb, settings.OUTCOMES_TABLE, () => new Date()),
  arrivals: createArrivals(dynamodb, settings.OUTCOMES_TABLE),
  log,
  now: () => new Date(),
});
