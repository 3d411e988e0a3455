import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration, type Stack } from 'aws-cdk-lib/core';
import { ClinicQueue, ClinicWork } from './clinic-queue.ts';
import type { ScheduledSurroundings } from './function-surroundings.ts';
import { OutcomesFunction } from './outcomes-function.ts';
import { writeDigestsPermissions, writeReportsPermissions } from './permissions.ts';

/**
 * Mondays at 04:00 UTC: before a working day begins in Europe, and when the Sunday that a digest ends with is
 * over for most clinics; what is reported of it later stands in the next one.
 */
const DIGEST_CRON = 'cron(0 4 ? * MON *)';
/** What the digests of one clinic may take. */
const DIGEST_TIMEOUT = Duration.minutes(5);

/** The 9th at 05:00 UTC: seven days of follow-up after a month's last session, and a day for what comes late. */
const MONTHLY_REPORT_CRON = 'cron(0 5 9 * ? *)';
/** What the report of one clinic may take. */
const MONTHLY_REPORT_TIMEOUT = Duration.minutes(5);

/** Where clinics wait for their digests and their monthly reports. */
export type ReportQueues = { digests: IQueue; monthlyReports: IQueue };

/**
 * What writes to the reports bucket on a schedule: therapists' digests and owners' monthly reports.
 *
 * @returns where clinics wait for them
 */
export function addReportFunctions(scope: Stack, surroundings: ScheduledSurroundings): ReportQueues {
  return { digests: addDigests(scope, surroundings), monthlyReports: addMonthlyReports(scope, surroundings) };
}

function addDigests(scope: Stack, { stage, data, alarms, group }: ScheduledSurroundings): IQueue {
  const waiting = new ClinicQueue(scope, 'digest-queue', { timeout: DIGEST_TIMEOUT });
  const writeDigests = new OutcomesFunction(scope, 'write-digests', {
    stage,
    alarms,
    description: "Every therapist's weekly digest",
    // Holds the goals of one therapist at a time, and a small row for each recent session of a clinic.
    memorySize: 512,
    timeout: DIGEST_TIMEOUT,
    environment: {
      RECORDS_TABLE: data.records.tableName,
      OUTCOMES_TABLE: data.outcomes.tableName,
      REGISTRY_TABLE: data.registry.tableName,
      REPORTS_BUCKET: data.reportsBucket.bucketName,
      DIGESTS_QUEUE_URL: waiting.queue.queueUrl,
    },
    permissions: writeDigestsPermissions(data, waiting.queue),
  });
  new ClinicWork(scope, 'digests', {
    ...{ stage, alarms, group, waiting },
    worker: writeDigests,
    description: "Has every therapist's digest of the past week written",
    cron: DIGEST_CRON,
    alarm: {
      name: 'digest-failures',
      meaning: 'The digests of a clinic were not written after three attempts.',
      runbook: 'digests-were-not-written',
    },
  });
  return waiting.queue;
}

function addMonthlyReports(scope: Stack, { stage, data, alarms, group }: ScheduledSurroundings): IQueue {
  const waiting = new ClinicQueue(scope, 'monthly-report-queue', { timeout: MONTHLY_REPORT_TIMEOUT });
  const writeReports = new OutcomesFunction(scope, 'write-reports', {
    stage,
    alarms,
    description: "The owners' monthly reports",
    // Holds thirteen months of one clinic at once.
    memorySize: 2048,
    timeout: MONTHLY_REPORT_TIMEOUT,
    environment: {
      OUTCOMES_TABLE: data.outcomes.tableName,
      REGISTRY_TABLE: data.registry.tableName,
      REPORTS_BUCKET: data.reportsBucket.bucketName,
      MONTHLY_REPORTS_QUEUE_URL: waiting.queue.queueUrl,
    },
    permissions: writeReportsPermissions(data, waiting.queue),
  });
  new ClinicWork(scope, 'monthly-reports', {
    ...{ stage, alarms, group, waiting },
    worker: writeReports,
    description: "Has every clinic's report of the past month written",
    cron: MONTHLY_REPORT_CRON,
    alarm: {
      name: 'monthly-report-failures',
      meaning: 'The monthly report of a clinic was not written after three attempts.',
      runbook: 'a-monthly-report-was-not-written',
    },
  });
  return waiting.queue;
}
