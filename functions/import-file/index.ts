import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { requiredSettings } from '../../shared/environment.ts';
import { createForesee } from '../../shared/intake/foresee.ts';
import { createTakeIn } from '../../shared/intake/take-in.ts';
import { createLog } from '../../shared/log.ts';
import { createClinicKeys } from '../../shared/storage/clinic-keys.ts';
import { createClinicSettings } from '../../shared/storage/clinic-settings.ts';
import { readClinics } from '../../shared/storage/clinics-file.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { openObject, putText } from '../../shared/storage/objects.ts';
import { createRecordReader } from '../../shared/storage/record-store.ts';
import { createRecordWriter } from '../../shared/storage/record-writer.ts';
import { createImportHandler } from './handler.ts';
import { createUnusedRows } from './unused-rows.ts';

const settings = requiredSettings(
  process.env,
  'LAMBDA_TASK_ROOT',
  'RECORDS_TABLE',
  'REGISTRY_TABLE',
  'IMPORTS_BUCKET',
  'IMPORTS_QUEUE_URL',
  'PSEUDONYM_KEY_PREFIX',
);
const dynamodb = createDynamoDBClient();
const s3 = new S3Client();
const sqs = new SQSClient();

const keyOfClinic = createClinicKeys(
  new SecretsManagerClient(),
  settings.PSEUDONYM_KEY_PREFIX,
  readClinics(settings.LAMBDA_TASK_ROOT),
);
const { of: settingsOf } = createClinicSettings(dynamodb, settings.REGISTRY_TABLE);

const intake = {
  writer: createRecordWriter(dynamodb, settings.RECORDS_TABLE),
  keyOfClinic,
  settingsOf,
};

export const handler = createImportHandler({
  takeIn: createTakeIn(intake),
  foresee: createForesee(intake),
  ...{ keyOfClinic, settingsOf },
  unused: createUnusedRows({
    records: createRecordReader(dynamodb, settings.RECORDS_TABLE),
    keyOfClinic,
    settingsOf,
  }),
  open: (job, fromByte) => openObject(s3, { ...job, fromByte }),
  write: (key, text) =>
    putText(s3, settings.IMPORTS_BUCKET, { key, text, mediaType: 'application/json; charset=utf-8' }),
  send: async (message) => {
    await sqs.send(new SendMessageCommand({ QueueUrl: settings.IMPORTS_QUEUE_URL, MessageBody: message }));
  },
  log: createLog('import-file'),
});
