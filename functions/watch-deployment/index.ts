import { S3Client } from '@aws-sdk/client-s3';
import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { readOverdue } from '../../shared/reading/overdue.ts';
import { createReleaseLedger } from '../../shared/releases/stores/release-ledger.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { bucketOf } from '../../shared/storage/aws/bucket.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { itemTable } from '../../shared/storage/aws/item-table.ts';
import { createArrivals } from '../../shared/storage/clinics/arrivals.ts';
import { createScheduleRuns } from '../../shared/storage/views/schedule-runs.ts';
import { createWatchHandler } from './handler.ts';

const settings = requiredSettings(
  process.env,
  'REGISTRY_TABLE',
  'OUTCOMES_TABLE',
  'LEDGER_TABLE',
  'RELEASES_BUCKET',
);
const dynamodb = createDynamoDBClient();
const registry = itemTable(dynamodb, settings.REGISTRY_TABLE);
const sources = {
  registry,
  schedules: createScheduleRuns(registry),
  ledger: createReleaseLedger(itemTable(dynamodb, settings.LEDGER_TABLE)),
  arrivals: createArrivals(dynamodb, settings.OUTCOMES_TABLE),
  releases: bucketOf(new S3Client(BOUNDED_CALLS), settings.RELEASES_BUCKET),
};

export const handler = createWatchHandler({
  overdue: (now) => readOverdue(sources, now),
  now: () => new Date(),
  log: createLog('watch-deployment'),
});
