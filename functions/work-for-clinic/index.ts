import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { requiredSettings } from '../../shared/environment.ts';
import { exportClinic } from '../../shared/exports/export-clinic.ts';
import { createLog } from '../../shared/log.ts';
import { createDigestStore } from '../../shared/reports/stores/digest-store.ts';
import { createMonthlyReportStore } from '../../shared/reports/stores/monthly-report-store.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { bucketOf } from '../../shared/storage/aws/bucket.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { sendMessages } from '../../shared/storage/aws/send-messages.ts';
import { createCareReader } from '../../shared/storage/care/care-store.ts';
import { createClinicKeys } from '../../shared/storage/clinics/clinic-keys.ts';
import { createClinicRegistry } from '../../shared/storage/clinics/clinic-registry.ts';
import { createMasterSecret } from '../../shared/storage/clinics/master-secret.ts';
import { createExports } from '../../shared/storage/files/exports.ts';
import { createForgettingInImports } from '../../shared/storage/files/forget-in-imports.ts';
import { createExportedFacts } from '../../shared/storage/held/exported-facts.ts';
import { createRecordReader } from '../../shared/storage/held/record-store.ts';
import { recordsInZone } from '../../shared/storage/held/records-in-zone.ts';
import { createHeldClients, heldClientsOf } from '../../shared/storage/views/held-clients.ts';
import { createRebuildNotes } from '../../shared/storage/views/rebuild-notes.ts';
import { createViewStore } from '../../shared/storage/views/view-store.ts';
import { rebuildPart } from '../../shared/views/rebuild-parts.ts';
import { refreshClinic } from '../../shared/views/refresh-clinic.ts';
import { forgetClient } from './forget-client.ts';
import { createWorkHandler } from './handler.ts';

const TABLES = ['RECORDS_TABLE', 'OUTCOMES_TABLE', 'REGISTRY_TABLE'] as const;
const BUCKETS = ['IMPORTS_BUCKET', 'REPORTS_BUCKET'] as const;
const QUEUES = ['CLINIC_WORK_QUEUE_URL', 'DIGESTS_QUEUE_URL', 'MONTHLY_REPORTS_QUEUE_URL'] as const;
const settings = requiredSettings(process.env, ...TABLES, ...BUCKETS, ...QUEUES, 'MASTER_SECRET');
const log = createLog('work-for-clinic');
const dynamodb = createDynamoDBClient({}, log);
const s3 = new S3Client(BOUNDED_CALLS);
const sqs = new SQSClient(BOUNDED_CALLS);
const reports = bucketOf(s3, settings.REPORTS_BUCKET);
const exports = createExports(s3, settings.REPORTS_BUCKET);
const clock = () => new Date();
const registry = createClinicRegistry(dynamodb, settings.REGISTRY_TABLE);
const { keyOfClinic } = createClinicKeys(
  registry,
  createMasterSecret(new SecretsManagerClient(BOUNDED_CALLS), settings.MASTER_SECRET),
);
const views = createViewStore(dynamodb, settings.OUTCOMES_TABLE, clock);
const settingsOf = async (clinicId: string) => (await registry.current(clinicId)).settings;

const exporting = {
  ...{ keyOfClinic, settingsOf, clock },
  clientsOf: (clinicId: string) => heldClientsOf(views, clinicId),
  factsOf: createExportedFacts(dynamodb, settings.RECORDS_TABLE),
};

/** What views are derived from. The zone is as it is now, whatever else this environment has seen: by another nothing would be right. */
async function derivingFor(clinicId: string) {
  const { timeZone } = await settingsOf(clinicId);
  const records = recordsInZone(createRecordReader(dynamodb, settings.RECORDS_TABLE), async () => timeZone);
  const isHeld = createHeldClients(dynamodb, settings.RECORDS_TABLE);
  return { records, views, isHeld, onProgress: () => {} };
}

export const handler = createWorkHandler({
  exportClinic: (asked) => exportClinic(exporting, { clinicId: asked.clinicId }, exports.place(asked)),
  async deriveAgain(clinicId) {
    return refreshClinic(await derivingFor(clinicId), clinicId);
  },
  async rebuild({ clinicId, run, part, work: _, ...asked }) {
    const care = createCareReader(dynamodb, settings.RECORDS_TABLE);
    const failed = await rebuildPart({ ...(await derivingFor(clinicId)), care }, clinicId, asked);
    await createRebuildNotes(dynamodb, settings.OUTCOMES_TABLE, clock).note(run, part, failed.size);
    return failed;
  },
  forgetClient: (asked) =>
    forgetClient(
      {
        ...{ views, exports },
        imports: createForgettingInImports(s3, settings.IMPORTS_BUCKET),
        digests: createDigestStore(reports),
        reports: createMonthlyReportStore(reports),
        askForDigests: (jobs) => sendMessages(sqs, settings.DIGESTS_QUEUE_URL, jobs),
        askForReports: (jobs) => sendMessages(sqs, settings.MONTHLY_REPORTS_QUEUE_URL, jobs),
        later: (work, seconds) => sendMessages(sqs, settings.CLINIC_WORK_QUEUE_URL, [work], seconds),
      },
      asked,
    ),
  log,
});
