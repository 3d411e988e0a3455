import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { requiredSettings } from '../../shared/environment.ts';
import type { HttpEvent } from '../../shared/http/route.ts';
import { createTakeIn } from '../../shared/intake/take-in.ts';
import { createLog } from '../../shared/log.ts';
import { createClinicKeys } from '../../shared/storage/clinic-keys.ts';
import { createClinicSettings } from '../../shared/storage/clinic-settings.ts';
import { readClinics } from '../../shared/storage/clinics-file.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { createRecordReader } from '../../shared/storage/record-store.ts';
import { createRecordWriter } from '../../shared/storage/record-writer.ts';
import { createIngestHandler } from './handler.ts';
import { createJournalDoor } from './journal.ts';

const settings = requiredSettings(
  process.env,
  'LAMBDA_TASK_ROOT',
  'RECORDS_TABLE',
  'REGISTRY_TABLE',
  'PSEUDONYM_KEY_PREFIX',
);
const dynamodb = createDynamoDBClient();
const writer = createRecordWriter(dynamodb, settings.RECORDS_TABLE);
const records = createRecordReader(dynamodb, settings.RECORDS_TABLE);
const isHeld = readClinics(settings.LAMBDA_TASK_ROOT);
const keyOfClinic = createClinicKeys(new SecretsManagerClient(), settings.PSEUDONYM_KEY_PREFIX, isHeld);
const clinics = createClinicSettings(dynamodb, settings.REGISTRY_TABLE);
const log = createLog('ingest-records');
const taking = { writer, keyOfClinic, settingsOf: clinics.of };

const takeRecords = createIngestHandler({
  takeIn: createTakeIn(taking),
  settingsNow: clinics.current,
  log,
  isHeld,
});
const takeJournal = createJournalDoor({ ...taking, records, log });

/** Routes below /v1 come with a token that API Gateway has checked; what a journal's form carries is checked here. */
export const handler = (event: HttpEvent) =>
  event.routeKey.includes(' /v1/') ? takeRecords(event) : takeJournal(event);
