import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { createClinicKeys } from '../../shared/storage/clinic-keys.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { readProgrammes } from '../../shared/storage/programmes-file.ts';
import { createRecordReader } from '../../shared/storage/record-store.ts';
import { createReleaseLinks } from '../../shared/storage/release-links.ts';
import { createReleaseStore } from '../../shared/storage/release-store.ts';
import { createViewStore } from '../../shared/storage/view-store.ts';
import { createReadHandler } from './handler.ts';

const settings = requiredSettings(
  process.env,
  'LAMBDA_TASK_ROOT',
  'RECORDS_TABLE',
  'OUTCOMES_TABLE',
  'RELEASES_BUCKET',
  'PSEUDONYM_KEY_PREFIX',
);
const dynamodb = createDynamoDBClient();
const s3 = new S3Client();

export const handler = createReadHandler({
  records: createRecordReader(dynamodb, settings.RECORDS_TABLE),
  views: createViewStore(dynamodb, settings.OUTCOMES_TABLE, () => new Date()),
  releasing: {
    programmes: readProgrammes(settings.LAMBDA_TASK_ROOT),
    releases: createReleaseStore(s3, settings.RELEASES_BUCKET),
    linkTo: createReleaseLinks(s3, settings.RELEASES_BUCKET),
  },
  keyOfClinic: createClinicKeys(new SecretsManagerClient(), settings.PSEUDONYM_KEY_PREFIX),
  today: () => new Date().toISOString().slice(0, 10),
  log: createLog('read-outcomes'),
});
