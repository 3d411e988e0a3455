import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { requiredSettings } from '../../shared/environment.ts';
import { behindEdge } from '../../shared/http/behind-edge.ts';
import { createLog } from '../../shared/log.ts';
import { createSite, SITE_SETTINGS } from '../../shared/site/site.ts';
import { alarmStates } from '../../shared/storage/aws/alarm-states.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { bucketOf } from '../../shared/storage/aws/bucket.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { itemTable } from '../../shared/storage/aws/item-table.ts';
import { queueStates } from '../../shared/storage/aws/queue-states.ts';
import { ADMISSION_SETTINGS, createAdmission } from '../../shared/storage/clinics/admission.ts';
import { createArrivals } from '../../shared/storage/clinics/arrivals.ts';
import { createClinicRegistry } from '../../shared/storage/clinics/clinic-registry.ts';
import { createClinicSettings } from '../../shared/storage/clinics/clinic-settings.ts';
import { createOperationsPages } from './pages.ts';

const settings = requiredSettings(
  process.env,
  ...ADMISSION_SETTINGS,
  ...SITE_SETTINGS,
  ...(['OUTCOMES_TABLE', 'RELEASES_BUCKET', 'ALARM_PREFIX', 'IMPORTS_QUEUE_URL'] as const),
  ...([
    'DIGESTS_QUEUE_URL',
    'MONTHLY_REPORTS_QUEUE_URL',
    'TALLY_QUEUE_URL',
    'CLINIC_WORK_QUEUE_URL',
  ] as const),
);
const dynamodb = createDynamoDBClient();
const cloudwatch = new CloudWatchClient(BOUNDED_CALLS);
const sqs = new SQSClient(BOUNDED_CALLS);
const clinics = createClinicRegistry(dynamodb, settings.REGISTRY_TABLE);
const queues = {
  'Files to import': settings.IMPORTS_QUEUE_URL,
  'Exports, and other long work that owners have asked for': settings.CLINIC_WORK_QUEUE_URL,
  'Weekly digests': settings.DIGESTS_QUEUE_URL,
  'Monthly reports': settings.MONTHLY_REPORTS_QUEUE_URL,
  'Clinics to count for a release': settings.TALLY_QUEUE_URL,
};

const showOperations = createOperationsPages({
  registry: itemTable(dynamodb, settings.REGISTRY_TABLE),
  clinics,
  arrivals: createArrivals(dynamodb, settings.OUTCOMES_TABLE),
  releases: bucketOf(new S3Client(BOUNDED_CALLS), settings.RELEASES_BUCKET),
  alarms: () => alarmStates(cloudwatch, settings.ALARM_PREFIX),
  queues: (now) => queueStates({ sqs, cloudwatch }, queues, now),
  site: createSite(dynamodb, settings, createClinicSettings(clinics)),
  admission: createAdmission(dynamodb, settings, clinics.isHeld),
  log: createLog('show-operations'),
});

export const handler = behindEdge(process.env, showOperations);
