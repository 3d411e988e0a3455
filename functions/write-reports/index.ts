import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { createMonthlyReportStore } from '../../shared/reports/stores/monthly-report-store.ts';
import type { Scheduled } from '../../shared/schedule/expected-runs.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { bucketOf } from '../../shared/storage/aws/bucket.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { itemTable } from '../../shared/storage/aws/item-table.ts';
import { sendMessages } from '../../shared/storage/aws/send-messages.ts';
import { createClinicRegistry } from '../../shared/storage/clinics/clinic-registry.ts';
import { createClinicSettings } from '../../shared/storage/clinics/clinic-settings.ts';
import { heldClinics } from '../../shared/storage/clinics/clinics.ts';
import { createScheduleRuns } from '../../shared/storage/views/schedule-runs.ts';
import { createViewStore } from '../../shared/storage/views/view-store.ts';
import { createReportHandler } from './handler.ts';

const settings = requiredSettings(
  process.env,
  'OUTCOMES_TABLE',
  'REGISTRY_TABLE',
  'REPORTS_BUCKET',
  'MONTHLY_REPORTS_QUEUE_URL',
);
const dynamodb = createDynamoDBClient();
const schedules = createScheduleRuns(itemTable(dynamodb, settings.REGISTRY_TABLE));
const sqs = new SQSClient(BOUNDED_CALLS);

export const handler = createReportHandler({
  views: createViewStore(dynamodb, settings.OUTCOMES_TABLE, () => new Date()),
  reports: createMonthlyReportStore(bucketOf(new S3Client(BOUNDED_CALLS), settings.REPORTS_BUCKET)),
  settings: createClinicSettings(createClinicRegistry(dynamodb, settings.REGISTRY_TABLE)),
  clinics: () => heldClinics(dynamodb, settings.REGISTRY_TABLE),
  send: (messages) => sendMessages(sqs, settings.MONTHLY_REPORTS_QUEUE_URL, messages),
  ran: (time) => schedules.note('write-reports' satisfies Scheduled, time),
  log: createLog('write-reports'),
});
