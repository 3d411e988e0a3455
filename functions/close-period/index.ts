import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { createClinicReleases } from '../../shared/storage/clinic-releases.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { readProgrammes } from '../../shared/storage/programmes-file.ts';
import { createReleaseLedger } from '../../shared/storage/release-ledger.ts';
import { sendMessages } from '../../shared/storage/send-messages.ts';
import { createTallyStore } from '../../shared/storage/tally-store.ts';
import { createClosePeriodHandler } from './handler.ts';

const settings = requiredSettings(
  process.env,
  'LAMBDA_TASK_ROOT',
  'LEDGER_TABLE',
  'TALLIES_BUCKET',
  'TALLY_QUEUE_URL',
);
const sqs = new SQSClient();
const dynamodb = createDynamoDBClient();

export const handler = createClosePeriodHandler({
  programmes: readProgrammes(settings.LAMBDA_TASK_ROOT),
  tallies: createTallyStore(new S3Client(), settings.TALLIES_BUCKET),
  ledger: createReleaseLedger(dynamodb, settings.LEDGER_TABLE),
  clinics: createClinicReleases(dynamodb, settings.LEDGER_TABLE),
  now: () => new Date(),
  send: (messages) => sendMessages(sqs, settings.TALLY_QUEUE_URL, messages),
  log: createLog('close-period'),
});
