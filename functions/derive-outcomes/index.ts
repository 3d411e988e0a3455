import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { createCareReader } from '../../shared/storage/care/care-store.ts';
import { createArrivals } from '../../shared/storage/clinics/arrivals.ts';
import { createClinicRegistry } from '../../shared/storage/clinics/clinic-registry.ts';
import { createClinicSettings } from '../../shared/storage/clinics/clinic-settings.ts';
import { createRecordReader } from '../../shared/storage/held/record-store.ts';
import { recordsInZone } from '../../shared/storage/held/records-in-zone.ts';
import { createHeldClients } from '../../shared/storage/views/held-clients.ts';
import { createViewStore } from '../../shared/storage/views/view-store.ts';
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
