import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { requiredSettings } from '../../shared/environment.ts';
import type { HttpEvent } from '../../shared/http/route.ts';
import { createTakeIn } from '../../shared/intake/take-in.ts';
import { createLog } from '../../shared/log.ts';
import { createClinicKeys } from '../../shared/storage/clinic-keys.ts';
import { createClinicRegistry } from '../../shared/storage/clinic-registry.ts';
import { createClinicSettings } from '../../shared/storage/clinic-settings.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { createMasterSecret } from '../../shared/storage/master-secret.ts';
import { createRecordReader } from '../../shared/storage/record-store.ts';
import { createRecordWriter } from '../../shared/storage/record-writer.ts';
import { createIngestHandler } from './handler.ts';
import { createJournalDoor } from './journal.ts';

const settings = requiredSettings(process.env, 'RECORDS_TABLE', 'REGISTRY_TABLE', 'MASTER_SECRET');
const dynamodb = createDynamoDBClient();
const writer = createRecordWriter(dynamodb, settings.RECORDS_TABLE);
const records = createRecordReader(dynamodb, settings.RECORDS_TABLE);
const registry = createClinicRegistry(dynamodb, settings.REGISTRY_TABLE);
const master = createMasterSecret(new SecretsManagerClient(), settings.MASTER_SECRET);
const { keyOfClinic, sealing } = createClinicKeys(registry, master);
const clinics = createClinicSettings(registry);
const log = createLog('ingest-records');
const taking = { writer, keyOfClinic, settingsOf: clinics.of };

const takeRecords = createIngestHandler({
  takeIn: createTakeIn(taking),
  settingsNow: clinics.current,
  log,
  isHeld: registry.isHeld,
});
const takeJournal = createJournalDoor({ ...taking, sealing, records, log });

/** Routes below /v1 come with a token that API Gateway has checked; what a journal's form carries is checked here. */
export const handler = (event: HttpEvent) =>
  event.routeKey.includes(' /v1/') ? takeRecords(event) : takeJournal(event);
