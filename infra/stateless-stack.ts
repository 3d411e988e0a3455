import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { clinicsFile } from './clinics-file.ts';
import { OutcomesApi } from './http-api.ts';
import { ImportQueueSource } from './import-queue-source.ts';
import { IMPORT_TIMEOUT } from './imports.ts';
import { OutcomesFunction } from './outcomes-function.ts';
import { PagesSignIn } from './pages-sign-in.ts';
import {
  importFilePermissions,
  ingestRecordsPermissions,
  keepPeoplePermissions,
  readOutcomesPermissions,
} from './permissions.ts';
import { addRefreshFunctions } from './refresh-functions.ts';
import { addReleaseFunctions, programmesFile } from './release-functions.ts';
import { addReportFunctions } from './report-functions.ts';
import type { Stage } from './stage.ts';
import type { StatefulStack } from './stateful-stack.ts';

export type StatelessStackProps = { stage: Stage; data: StatefulStack };

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
    const surroundings = { stage: this.stage, data: this.data, alarms: this.alarms };
    addRefreshFunctions(this, surroundings);
    // A schedule's name must be unique in its group only: one group for each stage.
    const group = new CfnScheduleGroup(this, 'schedules', { name: `${props.stage.prefix}-schedules` });
    addReleaseFunctions(this, { ...surroundings, group });
    addReportFunctions(this, { ...surroundings, group });
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
        REGISTRY_TABLE: data.registry.tableName,
        PSEUDONYM_KEY_PREFIX: stage.pseudonymKeyPrefix,
        SECOND_FACTOR: stage.secondFactor,
      },
      files: clinicsFile(stage),
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
        REGISTRY_TABLE: data.registry.tableName,
        RELEASES_BUCKET: data.releasing.releases.bucketName,
        REPORTS_BUCKET: data.reportsBucket.bucketName,
        IMPORTS_BUCKET: data.importsBucket.bucketName,
        SIGNING_KEY: data.releasing.signingKey.keyArn,
        PSEUDONYM_KEY_PREFIX: stage.pseudonymKeyPrefix,
        SECOND_FACTOR: stage.secondFactor,
        ...signIn.environment,
        ...(stage.asOf !== undefined && { AS_OF: stage.asOf }),
      },
      files: { ...programmesFile(stage), ...clinicsFile(stage) },
      permissions: readOutcomesPermissions(data, stage),
    });
    const keepPeople = new OutcomesFunction(this, 'keep-people', {
      stage,
      alarms,
      description: 'Who belongs to a clinic: invited, changed, withdrawn',
      memorySize: 512,
      timeout: HTTP_TIMEOUT,
      environment: {
        REGISTRY_TABLE: data.registry.tableName,
        USER_POOL_ID: data.identity.userPool.userPoolId,
        PSEUDONYM_KEY_PREFIX: stage.pseudonymKeyPrefix,
        SECOND_FACTOR: stage.secondFactor,
      },
      files: clinicsFile(stage),
      permissions: keepPeoplePermissions(data, stage),
    });
    api.addRoutes({ ingestRecords, readOutcomes, keepPeople });
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
        REGISTRY_TABLE: data.registry.tableName,
        IMPORTS_BUCKET: data.importsBucket.bucketName,
        IMPORTS_QUEUE_URL: data.imports.queue.queueUrl,
        PSEUDONYM_KEY_PREFIX: stage.pseudonymKeyPrefix,
      },
      files: clinicsFile(stage),
      permissions: importFilePermissions(data, stage),
    });
    new ImportQueueSource(this, 'import-queue', { stage, alarms, imports: data.imports, importFile });
  }
}
