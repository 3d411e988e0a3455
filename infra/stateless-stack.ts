import { FilterCriteria, FilterRule } from 'aws-cdk-lib/aws-lambda';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { CLIENT_PK_PREFIX, ERASED_SK_PREFIX } from '../shared/storage/keys/keys.ts';
import { Alarms } from './alarms.ts';
import { addApiFunctions } from './api-functions.ts';
import { addClinicWork, clinicWorkQueue } from './clinic-work.ts';
import { addDeploymentWatch } from './deployment-watch.ts';
import { Edge } from './edge.ts';
import type { EdgeStack } from './edge-stack.ts';
import { OutcomesApi } from './http-api.ts';
import { ImportQueueSource } from './import-queue-source.ts';
import { IMPORT_TIMEOUT } from './imports.ts';
import { addMonitoring } from './monitoring.ts';
import type { WaitingWork } from './operations-function.ts';
import { OutcomesFunction } from './outcomes-function.ts';
import { PagesSignIn } from './pages-sign-in.ts';
import { importFilePermissions } from './permissions.ts';
import { watchStreamIsRead } from './pressure-alarms.ts';
import { addRefreshFunctions } from './refresh-functions.ts';
import { addReleaseFunctions } from './release-functions.ts';
import { addReportFunctions } from './report-functions.ts';
import { reserveConcurrency } from './reserved-concurrency.ts';
import type { Stage } from './stage.ts';
import type { StatefulStack } from './stateful-stack.ts';
import { StreamRefresh } from './stream-refresh.ts';

export type StatelessStackProps = { stage: Stage; data: StatefulStack; edge: EdgeStack | undefined };

/** What can be deployed again at any time: functions, API, schedule, alarms. */
export class StatelessStack extends Stack {
  private readonly stage: Stage;
  private readonly data: StatefulStack;
  private readonly alarms: Alarms;
  private readonly edge: EdgeStack | undefined;

  constructor(scope: Construct, id: string, props: StatelessStackProps) {
    super(scope, id, { description: `Functions of massage-outcomes, stage ${props.stage.name}` });
    this.stage = props.stage;
    this.data = props.data;
    this.edge = props.edge;
    this.alarms = new Alarms(this, 'alarms', { stage: props.stage });
    this.addImport();
    const surroundings = { stage: this.stage, data: this.data, alarms: this.alarms };
    addRefreshFunctions(this, surroundings);
    // A schedule's name must be unique in its group only: one group for each stage.
    const group = new CfnScheduleGroup(this, 'schedules', { name: `${props.stage.prefix}-schedules` });
    addDeploymentWatch(this, { ...surroundings, group });
    this.addApi({
      imports: props.data.imports.queue,
      ...addReleaseFunctions(this, { ...surroundings, group }),
      ...addReportFunctions(this, { ...surroundings, group }),
    });
  }

  /** Hides what answers over HTTP behind the edge, whose firewall is another stack's and has to be there first. */
  private addEdge(edge: EdgeStack, api: OutcomesApi, functions: readonly OutcomesFunction[]): void {
    const { settings } = edge;
    const firewallArn = edge.firewallArnElsewhere();
    const { apiEndpoint } = api.api;
    new Edge(this, 'edge', { settings, key: this.data.dataKey, firewallArn, apiEndpoint, functions });
    this.addStackDependency(edge);
  }

  private addApi(scheduled: Omit<WaitingWork, 'work'>): void {
    const { stage, data, alarms } = this;
    const api = new OutcomesApi(this, 'http', { stage, alarms, identity: data.identity });
    const signIn = new PagesSignIn(this, 'sign-in', { identity: data.identity, origin: api.origin });
    const { origin } = api;
    const waiting = clinicWorkQueue(this);
    const asked = { origin, signIn: signIn.environment, work: waiting.queue };
    const queues = { ...scheduled, work: waiting.queue };
    const functions = addApiFunctions(this, { stage, data, alarms, ...asked, queues });
    addClinicWork(this, { stage, data, alarms }, waiting, scheduled);
    api.addRoutes(functions);
    if (this.edge) this.addEdge(this.edge, api, Object.values(functions));
    const erasures = new StreamRefresh(this, 'erasures-stream', {
      ...{ stage, alarms, source: data.records, refresh: functions['keep-people'] },
      lost: 'clients who were erased may still be able to sign in',
      window: Duration.seconds(1),
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: {
            Keys: { pk: { S: [{ prefix: CLIENT_PK_PREFIX }] }, sk: { S: [{ prefix: ERASED_SK_PREFIX }] } },
          },
        }),
      ],
    });
    // It answers people too, so that its runs say nothing of the stream.
    watchStreamIsRead(alarms, data.records, functions['keep-people'], erasures.polled);
    const all = this.node.children.filter((child) => child instanceof OutcomesFunction);
    reserveConcurrency(all, stage);
    addMonitoring(this, { stage, data, alarms, api, queues, answering: Object.values(functions) });
  }

  private addImport(): void {
    const { stage, data, alarms } = this;
    const importFile = new OutcomesFunction(this, 'import-file', {
      stage,
      alarms,
      description: 'Files of records from the imports bucket',
      // Files are streamed, but for JSON documents and workbooks, which are bounded for this (shared/tables).
      memorySize: 1024,
      timeout: IMPORT_TIMEOUT,
      environment: {
        RECORDS_TABLE: data.records.tableName,
        REGISTRY_TABLE: data.registry.tableName,
        IMPORTS_BUCKET: data.importsBucket.bucketName,
        IMPORTS_QUEUE_URL: data.imports.queue.queueUrl,
        MASTER_SECRET: data.master.secretArn,
      },
      permissions: importFilePermissions(data),
    });
    new ImportQueueSource(this, 'import-queue', { stage, alarms, imports: data.imports, importFile });
  }
}
