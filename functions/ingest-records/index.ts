import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secondFactorRule } from '../../shared/access/second-factor.ts';
import { requiredSettings } from '../../shared/environment.ts';
import type { HttpEvent } from '../../shared/http/route.ts';
import { createTakeIn } from '../../shared/intake/take-in.ts';
import { createLog } from '../../shared/log.ts';
import { createClinicKeys } from '../../shared/storage/clinic-keys.ts';
import { createClinicSettings } from '../../shared/storage/clinic-settings.ts';
import { readClinics } from '../../shared/storage/clinics-file.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { createMemberReader } from '../../shared/storage/member-store.ts';
import { createRecordReader } from '../../shared/storage/record-store.ts';
import { createRecordWriter } from '../../shared/storage/record-writer.ts';
import { createIngestHandler } from './handler.ts';
import { createJournalDoor } from './journal.ts';
import { createTakeOverDoor } from './take-over.ts';

const settings = requiredSettings(
  process.env,
  'LAMBDA_TASK_ROOT',
  'RECORDS_TABLE',
  'REGISTRY_TABLE',
  'PSEUDONYM_KEY_PREFIX',
  'SECOND_FACTOR',
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
  keyOfClinic,
  settingsNow: clinics.current,
  log,
  admission: {
    memberOf: createMemberReader(dynamodb, settings.REGISTRY_TABLE),
    isHeld,
    secondFactor: secondFactorRule(settings.SECOND_FACTOR),
  },
});
const takeJournal = createJournalDoor({ ...taking, records, log });
const takeOver = createTakeOverDoor({ ...taking, settingsNow: clinics.current, log });

/** Routes below /v1 come with a token that API Gateway has checked; what a form of ours carries is checked here. */
export const handler = (event: HttpEvent) => {
  if (event.routeKey.includes(' /v1/')) return takeRecords(event);
  return event.routeKey.endsWith('/take-over') ? takeOver(event) : takeJournal(event);
};
