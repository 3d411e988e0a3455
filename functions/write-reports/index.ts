import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { createMonthlyReportStore } from '../../shared/reports/stores/monthly-report-store.ts';
import { BOUNDED_CALLS } from '../../shared/storage/bounded-calls.ts';
import { bucketOf } from '../../shared/storage/bucket.ts';
import { createClinicRegistry } from '../../shared/storage/clinic-registry.ts';
import { createClinicSettings } from '../../shared/storage/clinic-settings.ts';
import { heldClinics } from '../../shared/storage/clinics.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
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
const sqs = new SQSClient(BOUNDED_CALLS);

export const handler = createReportHandler({
  views: createViewStore(dynamodb, settings.OUTCOMES_TABLE, () => new Date()),
  reports: createMonthlyReportStore(bucketOf(new S3Client(BOUNDED_CALLS), settings.REPORTS_BUCKET)),
  settings: createClinicSettings(createClinicRegistry(dynamodb, settings.REGISTRY_TABLE)),
  clinics: () => heldClinics(dynamodb, settings.REGISTRY_TABLE),
  send: (messages) => sendMessages(sqs, settings.MONTHLY_REPORTS_QUEUE_URL, messages),
  log: createLog('write-reports'),
});
