import { CfnOutput, Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { ClinicQueue } from './clinic-queue.ts';
import type { FunctionSurroundings } from './function-surroundings.ts';
import { OutcomesFunction } from './outcomes-function.ts';
import { workForClinicPermissions } from './permissions.ts';
import type { ReportQueues } from './report-functions.ts';
import { WorkQueueSource } from './work-queue.ts';

/** What an export, or deriving everything of a clinic again, may take: Lambda's longest timeout. */
const WORK_TIMEOUT = Duration.minutes(15);

/** Where owners' pages hand long work to. */
export const clinicWorkQueue = (scope: Construct) =>
  new ClinicQueue(scope, 'clinic-work-queue', { timeout: WORK_TIMEOUT });

/** What does it: exports, what follows from another time zone and from an erasure, and parts of a rebuild. */
export function addClinicWork(
  scope: Construct,
  { stage, data, alarms }: FunctionSurroundings,
  waiting: ClinicQueue,
  reports: ReportQueues,
): void {
  const worker = new OutcomesFunction(scope, 'work-for-clinic', {
    stage,
    alarms,
    description:
      'Long work for a clinic: exports, deriving again by another time zone or for a rebuild, forgetting an erased client',
    // Holds some clients and, of seven files, a part each.
    memorySize: 1024,
    timeout: WORK_TIMEOUT,
    environment: {
      RECORDS_TABLE: data.records.tableName,
      OUTCOMES_TABLE: data.outcomes.tableName,
      REGISTRY_TABLE: data.registry.tableName,
      IMPORTS_BUCKET: data.importsBucket.bucketName,
      REPORTS_BUCKET: data.reportsBucket.bucketName,
      CLINIC_WORK_QUEUE_URL: waiting.queue.queueUrl,
      DIGESTS_QUEUE_URL: reports.digests.queueUrl,
      MONTHLY_REPORTS_QUEUE_URL: reports.monthlyReports.queueUrl,
      MASTER_SECRET: data.master.secretArn,
    },
    permissions: workForClinicPermissions(data, { work: waiting.queue, ...reports }),
  });
  new WorkQueueSource(scope, 'clinic-work', {
    queue: waiting.queue,
    worker,
    concurrency: stage.importConcurrency,
  });
  // For operators, who hand work to it: infra/prune, infra/verify.
  new CfnOutput(Stack.of(scope), 'ClinicWorkQueueUrl', { value: waiting.queue.queueUrl });
  alarms.whenNotEmpty('clinic-work-failures', waiting.failures, {
    meaning:
      'An export was not written, a clinic not derived again by its new time zone or for a rebuild, or an erased client not forgotten in files.',
    runbook: 'work-for-a-clinic-was-not-done',
  });
}
