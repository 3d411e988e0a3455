import { FilterCriteria, FilterRule } from 'aws-cdk-lib/aws-lambda';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { CLIENT_SK_PREFIX, COURSES_SK_PREFIX } from '../shared/storage/keys.ts';
import { Alarms } from './alarms.ts';
import { ClinicQueue, ClinicWork } from './clinic-queue.ts';
import { OutcomesApi } from './http-api.ts';
import { ImportQueueSource } from './import-queue-source.ts';
import { IMPORT_TIMEOUT } from './imports.ts';
import { OutcomesFunction } from './outcomes-function.ts';
import { PagesSignIn } from './pages-sign-in.ts';
import {
  deriveOutcomesPermissions,
  importFilePermissions,
  ingestRecordsPermissions,
  readOutcomesPermissions,
  summariseTechniquesPermissions,
  writeDigestsPermissions,
  writeReportsPermissions,
} from './permissions.ts';
import { addReleaseFunctions, programmesFile } from './release-functions.ts';
import type { Stage } from './stage.ts';
import type { StatefulStack } from './stateful-stack.ts';
import { StreamRefresh } from './stream-refresh.ts';

export type StatelessStackProps = { stage: Stage; data: StatefulStack };

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

/** API Gateway answers for us after 30 seconds; ending first means that the answer is ours. */
const HTTP_TIMEOUT = Duration.seconds(29);

/** What can be deployed again at any time: functions, API, schedule, alarms. */
export class StatelessStack extends Stack {
  private readonly stage: Stage;
  private readonly data: StatefulStack;
  private readonly alarms: Alarms;

  constructor(scope: Construct, id: string, props: StatelessStackProps) {
    super(scope, id, { description: `Functions of massage-outcomes, stage ${props.stage.name}` });
    this.stage = props.stage;
    this.data = props.data;
    this.alarms = new Alarms(this, 'alarms', { stage: props.stage });
    this.addApi();
    this.addImport();
    this.addRefreshLoops();
    // A schedule's name must be unique in its group only: one group for each stage.
    const group = new CfnScheduleGroup(this, 'schedules', { name: `${props.stage.prefix}-schedules` });
    addReleaseFunctions(this, { stage: props.stage, data: props.data, alarms: this.alarms, group });
    this.addDigests(group);
    this.addMonthlyReports(group);
  }

  private addApi(): void {
    const { stage, data, alarms } = this;
    const api = new OutcomesApi(this, 'http', { stage, alarms, identity: data.identity });
    const signIn = new PagesSignIn(this, 'sign-in', { identity: data.identity, origin: api.origin });
    const ingestRecords = new OutcomesFunction(this, 'ingest-records', {
      stage,
      alarms,
      description: 'Records over HTTP, one at a time or up to 500 in a batch',
      // CPU comes with memory: a batch of 500 is parsed, hashed and answered in well under a second.
      memorySize: 1024,
      timeout: HTTP_TIMEOUT,
      environment: {
        RECORDS_TABLE: data.records.tableName,
        PSEUDONYM_KEY_PREFIX: stage.pseudonymKeyPrefix,
      },
      permissions: ingestRecordsPermissions(data, stage),
    });
    const readOutcomes = new OutcomesFunction(this, 'read-outcomes', {
      stage,
      alarms,
      description: 'Technique table, goals, timelines and releases over HTTP, and the pages',
      // Adds up the months of a range, and a person is waiting: CPU counts more than the memory.
      memorySize: 1024,
      timeout: HTTP_TIMEOUT,
      environment: {
        RECORDS_TABLE: data.records.tableName,
        OUTCOMES_TABLE: data.outcomes.tableName,
        RELEASES_BUCKET: data.releasing.releases.bucketName,
        REPORTS_BUCKET: data.reportsBucket.bucketName,
        PSEUDONYM_KEY_PREFIX: stage.pseudonymKeyPrefix,
        ...signIn.environment,
      },
      files: programmesFile(stage),
      permissions: readOutcomesPermissions(data, stage),
    });
    api.addRoutes({ ingestRecords, readOutcomes });
  }

  private addImport(): void {
    const { stage, data, alarms } = this;
    const importFile = new OutcomesFunction(this, 'import-file', {
      stage,
      alarms,
      description: 'Files of records from the imports bucket',
      // Files are streamed: a gigabyte passes through this, and more would only hide a leak.
      memorySize: 512,
      timeout: IMPORT_TIMEOUT,
      environment: {
        RECORDS_TABLE: data.records.tableName,
        IMPORTS_BUCKET: data.importsBucket.bucketName,
        IMPORTS_QUEUE_URL: data.imports.queue.queueUrl,
        PSEUDONYM_KEY_PREFIX: stage.pseudonymKeyPrefix,
      },
      permissions: importFilePermissions(data, stage),
    });
    new ImportQueueSource(this, 'import-queue', { stage, alarms, imports: data.imports, importFile });
  }

  private addRefreshLoops(): void {
    const { stage, data, alarms } = this;
    const deriveOutcomes = new OutcomesFunction(this, 'derive-outcomes', {
      stage,
      alarms,
      description: 'Session outcomes and goal progress from changed records',
      // A batch of 3000 changes may touch as many client-months; each is small.
      memorySize: 1024,
      // Batches take seconds; the rest is room for retries when the table is throttled.
      timeout: Duration.minutes(2),
      environment: { RECORDS_TABLE: data.records.tableName, OUTCOMES_TABLE: data.outcomes.tableName },
      permissions: deriveOutcomesPermissions(data),
    });
    new StreamRefresh(this, 'records-stream', {
      stage,
      alarms,
      source: data.records,
      refresh: deriveOutcomes,
      window: Duration.seconds(2),
    });

    const summariseTechniques = new OutcomesFunction(this, 'summarise-techniques', {
      stage,
      alarms,
      description: 'Statistics of clinic-months from changed session outcomes and courses',
      // Holds one clinic-month at a time: thousands of clients at a few kilobytes.
      memorySize: 1024,
      timeout: Duration.minutes(2),
      environment: { OUTCOMES_TABLE: data.outcomes.tableName },
      permissions: summariseTechniquesPermissions(data),
    });
    new StreamRefresh(this, 'outcomes-stream', {
      stage,
      alarms,
      source: data.outcomes,
      refresh: summariseTechniques,
      window: Duration.seconds(1),
      // Its own statistics come by in the same stream. An emptied client-month is a MODIFY to a tombstone;
      // the tombstone's later removal by DynamoDB changes no statistics.
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.or('INSERT', 'MODIFY'),
          dynamodb: { Keys: { sk: { S: [{ prefix: CLIENT_SK_PREFIX }, { prefix: COURSES_SK_PREFIX }] } } },
        }),
      ],
    });
  }

  private addDigests(group: CfnScheduleGroup): void {
    const { stage, data, alarms } = this;
    const waiting = new ClinicQueue(this, 'digest-queue', { timeout: DIGEST_TIMEOUT });
    const writeDigests = new OutcomesFunction(this, 'write-digests', {
      stage,
      alarms,
      description: "Every therapist's weekly digest",
      // Holds the goals of one therapist at a time, and a small row for each recent session of a clinic.
      memorySize: 512,
      timeout: DIGEST_TIMEOUT,
      environment: {
        OUTCOMES_TABLE: data.outcomes.tableName,
        REPORTS_BUCKET: data.reportsBucket.bucketName,
        DIGESTS_QUEUE_URL: waiting.queue.queueUrl,
      },
      permissions: writeDigestsPermissions(data, waiting.queue),
    });
    new ClinicWork(this, 'digests', {
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
  }

  private addMonthlyReports(group: CfnScheduleGroup): void {
    const { stage, data, alarms } = this;
    const waiting = new ClinicQueue(this, 'monthly-report-queue', { timeout: MONTHLY_REPORT_TIMEOUT });
    const writeReports = new OutcomesFunction(this, 'write-reports', {
      stage,
      alarms,
      description: "The owners' monthly reports",
      // Holds thirteen months of one clinic at once.
      memorySize: 2048,
      timeout: MONTHLY_REPORT_TIMEOUT,
      environment: {
        OUTCOMES_TABLE: data.outcomes.tableName,
        REPORTS_BUCKET: data.reportsBucket.bucketName,
        MONTHLY_REPORTS_QUEUE_URL: waiting.queue.queueUrl,
      },
      permissions: writeReportsPermissions(data, waiting.queue),
    });
    new ClinicWork(this, 'monthly-reports', {
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
  }
}
