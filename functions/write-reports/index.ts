import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { createClinicSettings } from '../../shared/storage/clinic-settings.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { createMonthlyReportStore } from '../../shared/storage/monthly-report-store.ts';
import { sendMessages } from '../../shared/storage/send-messages.ts';
import { createViewStore } from '../../shared/storage/view-store.ts';
import { createReportHandler } from './handler.ts';

const settings = requiredSettings(
  process.env,
  'OUTCOMES_TABLE',
  'REGISTRY_TABLE',
  'REPORTS_BUCKET',
  'MONTHLY_REPORTS_QUEUE_URL',
);
const dynamodb = createDynamoDBClient();
const sqs = new SQSClient();

export const handler = createReportHandler({
  views: createViewStore(dynamodb, settings.OUTCOMES_TABLE, () => new Date()),
  reports: createMonthlyReportStore(new S3Client(), settings.REPORTS_BUCKET),
  settings: createClinicSettings(dynamodb, settings.REGISTRY_TABLE),
  send: (messages) => sendMessages(sqs, settings.MONTHLY_REPORTS_QUEUE_URL, messages),
  log: createLog('write-reports'),
});
