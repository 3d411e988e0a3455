import { S3Client } from '@aws-sdk/client-s3';
import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { createFrozenStore } from '../../shared/storage/frozen-store.ts';
import { createRecordReader } from '../../shared/storage/record-store.ts';
import { createReleaseStore } from '../../shared/storage/release-store.ts';
import { createViewStore } from '../../shared/storage/view-store.ts';
import { createPublishHandler } from './handler.ts';
import { programmeOf } from './programme.ts';

const settings = requiredSettings(
  process.env,
  'RECORDS_TABLE',
  'OUTCOMES_TABLE',
  'REPORTS_BUCKET',
  'RELEASES_BUCKET',
  'PROGRAMME',
);
const dynamodb = createDynamoDBClient();
const s3 = new S3Client();

export const handler = createPublishHandler({
  programme: programmeOf(settings.PROGRAMME),
  records: createRecordReader(dynamodb, settings.RECORDS_TABLE),
  views: createViewStore(dynamodb, settings.OUTCOMES_TABLE, () => new Date()),
  frozen: createFrozenStore(s3, settings.REPORTS_BUCKET),
  releases: createReleaseStore(s3, settings.RELEASES_BUCKET),
  log: createLog('publish-release'),
});
