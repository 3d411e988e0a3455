import { randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { requiredSettings } from '../../shared/environment.ts';
import { createForesee } from '../../shared/intake/foresee.ts';
import { createTakeIn } from '../../shared/intake/take-in.ts';
import { createLog } from '../../shared/log.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { getText, listKeys, openObject, putText, removeObject } from '../../shared/storage/aws/objects.ts';
import { createClinicKeys } from '../../shared/storage/clinics/clinic-keys.ts';
import { createClinicRegistry } from '../../shared/storage/clinics/clinic-registry.ts';
import { createClinicSettings } from '../../shared/storage/clinics/clinic-settings.ts';
import { createKeptMappings } from '../../shared/storage/clinics/kept-mappings.ts';
import { createMasterSecret } from '../../shared/storage/clinics/master-secret.ts';
import { createUploadClearing } from '../../shared/storage/files/uploads.ts';
import { createRecordReader } from '../../shared/storage/held/record-store.ts';
import { createRecordWriter } from '../../shared/storage/record-writer.ts';
import { createTakingBack } from '../../shared/storage/take-back.ts';
import { createImportHandler } from './handler.ts';
import { createUnusedRows } from './unused-rows.ts';

const settings = requiredSettings(
  process.env,
  'RECORDS_TABLE',
  'REGISTRY_TABLE',
  'IMPORTS_BUCKET',
  'IMPORTS_QUEUE_URL',
  'MASTER_SECRET',
);
const log = createLog('import-file');
const dynamodb = createDynamoDBClient({}, log);
const s3 = new S3Client(BOUNDED_CALLS);
const sqs = new SQSClient(BOUNDED_CALLS);

const registry = createClinicRegistry(dynamodb, settings.REGISTRY_TABLE);
const { keyOfClinic, rowKeyOf } = createClinicKeys(
  registry,
  createMasterSecret(new SecretsManagerClient(BOUNDED_CALLS), settings.MASTER_SECRET),
);
const { of: settingsOf } = createClinicSettings(registry);

const intake = {
  writer: createRecordWriter(dynamodb, settings.RECORDS_TABLE),
  keyOfClinic,
  settingsOf,
};

export const handler = createImportHandler({
  takeIn: createTakeIn(intake),
  newRun: () => randomUUID().slice(0, 8),
  foresee: createForesee(intake),
  ...{ keyOfClinic, rowKeyOf, settingsOf },
  unused: createUnusedRows({
    records: createRecordReader(dynamodb, settings.RECORDS_TABLE),
    keyOfClinic,
    settingsOf,
  }),
  keptMappings: createKeptMappings(dynamodb, settings.RECORDS_TABLE).of,
  takingBack: createTakingBack(dynamodb, settings.RECORDS_TABLE),
  read: (key) => getText(s3, settings.IMPORTS_BUCKET, key),
  open: (job, fromByte) => openObject(s3, { ...job, fromByte }),
  write: (key, text) =>
    putText(s3, settings.IMPORTS_BUCKET, { key, text, mediaType: 'application/json; charset=utf-8' }),
  keys: (prefix) => listKeys(s3, settings.IMPORTS_BUCKET, prefix),
  remove: (object) => removeObject(s3, settings.IMPORTS_BUCKET, object),
  clearUpload: createUploadClearing(s3, settings.IMPORTS_BUCKET),
  send: async (message) => {
    await sqs.send(new SendMessageCommand({ QueueUrl: settings.IMPORTS_QUEUE_URL, MessageBody: message }));
  },
  showAgain: async (ReceiptHandle, VisibilityTimeout) => {
    const QueueUrl = settings.IMPORTS_QUEUE_URL;
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
  },
  log,
});
