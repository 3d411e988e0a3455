import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { createClinicReleases } from '../../shared/releases/stores/clinic-releases.ts';
import { allProgrammes } from '../../shared/releases/stores/programme-store.ts';
import { createReleaseLedger } from '../../shared/releases/stores/release-ledger.ts';
import { createTallyStore } from '../../shared/releases/stores/tally-store.ts';
import type { Scheduled } from '../../shared/schedule/expected-runs.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { bucketOf } from '../../shared/storage/aws/bucket.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { itemTable } from '../../shared/storage/aws/item-table.ts';
import { sendMessages } from '../../shared/storage/aws/send-messages.ts';
import { createScheduleRuns } from '../../shared/storage/views/schedule-runs.ts';
import { createClosePeriodHandler } from './handler.ts';

const settings = requiredSettings(
  process.env,
  'LEDGER_TABLE',
  'REGISTRY_TABLE',
  'TALLIES_BUCKET',
  'TALLY_QUEUE_URL',
);
const sqs = new SQSClient(BOUNDED_CALLS);
const log = createLog('close-period');
const dynamodb = createDynamoDBClient({}, log);
const ledger = itemTable(dynamodb, settings.LEDGER_TABLE);
const registry = itemTable(dynamodb, settings.REGISTRY_TABLE);

export const handler = createClosePeriodHandler({
  programmes: () => allProgrammes(registry),
  ran: (time) => createScheduleRuns(registry).note('close-period' satisfies Scheduled, time),
  tallies: createTallyStore(bucketOf(new S3Client(BOUNDED_CALLS), settings.TALLIES_BUCKET)),
  ledger: createReleaseLedger(ledger),
  clinics: createClinicReleases(ledger),
  now: () => new Date(),
  send: (messages) => sendMessages(sqs, settings.TALLY_QUEUE_URL, messages),
  log,
});
