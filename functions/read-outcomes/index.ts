import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { createClinicKeys } from '../../shared/storage/clinic-keys.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { createRecordReader } from '../../shared/storage/record-store.ts';
import { createReleaseStore } from '../../shared/storage/release-store.ts';
import { createViewStore } from '../../shared/storage/view-store.ts';
import { createReadHandler } from './handler.ts';

const settings = requiredSettings(
  process.env,
  'RECORDS_TABLE',
  'OUTCOMES_TABLE',
  'RELEASES_BUCKET',
  'PSEUDONYM_KEY_PREFIX',
);
const dynamodb = createDynamoDBClient();

export const handler = createReadHandler({
  records: createRecordReader(dynamodb, settings.RECORDS_TABLE),
  views: createViewStore(dynamodb, settings.OUTCOMES_TABLE, () => new Date()),
  releases: createReleaseStore(new S3Client(), settings.RELEASES_BUCKET),
  keyOfClinic: createClinicKeys(new SecretsManagerClient(), settings.PSEUDONYM_KEY_PREFIX),
  today: () => new Date().toISOString().slice(0, 10),
  log: createLog('read-outcomes'),
});
