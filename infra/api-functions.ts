import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { FunctionSurroundings } from './function-surroundings.ts';
import { HTTP_TIMEOUT } from './http-timeout.ts';
import { addOperationsFunction, type WaitingWork } from './operations-function.ts';
import { OutcomesFunction } from './outcomes-function.ts';
import {
  ingestRecordsPermissions,
  keepDataPermissions,
  keepPeoplePermissions,
  readingPermissions,
  showPagesPermissions,
  takeFormsPermissions,
} from './permissions.ts';

export type ApiFunctionsProps = FunctionSurroundings & {
  /** Where the pages are, without a trailing slash. */
  origin: string;
  /** What a function has to be told that knows who is signed in. */
  signIn: Readonly<Record<string, string>>;
  /** Where long work for a clinic is handed to. */
  work: IQueue;
  queues: WaitingWork;
};

/** The functions that answer over HTTP: programs by one pair, people by another, reading and writing apart; operators. */
export function addApiFunctions(
  scope: Construct,
  { stage, data, alarms, origin, signIn, work, queues }: ApiFunctionsProps,
) {
  const clinics = {
    RECORDS_TABLE: data.records.tableName,
    REGISTRY_TABLE: data.registry.tableName,
    MASTER_SECRET: data.master.secretArn,
    SECOND_FACTOR: stage.secondFactor,
  };
  const taking = {
    ...{ stage, alarms, timeout: HTTP_TIMEOUT },
    // CPU comes with memory: a batch of 500 is parsed, hashed and answered in well under a second.
    memorySize: 1024,
  };
  const reading = {
    ...{ stage, alarms, timeout: HTTP_TIMEOUT },
    // Adds up the months of a range, and a person is waiting: CPU counts more than the memory.
    memorySize: 1024,
    permissions: readingPermissions(data),
  };
  const places = {
    ...clinics,
    OUTCOMES_TABLE: data.outcomes.tableName,
    RELEASES_BUCKET: data.releasing.releases.bucketName,
    REPORTS_BUCKET: data.reportsBucket.bucketName,
    IMPORTS_BUCKET: data.importsBucket.bucketName,
    SIGNING_KEY: data.releasing.signingKey.keyArn,
    PAGES_ORIGIN: origin,
    ...(stage.asOf !== undefined && { AS_OF: stage.asOf }),
  };
  return {
    'ingest-records': new OutcomesFunction(scope, 'ingest-records', {
      ...taking,
      permissions: ingestRecordsPermissions(data),
      description: 'Records over HTTP, one at a time or up to 500 in a batch, and links to journals',
      environment: {
        ...clinics,
        PAGES_ORIGIN: origin,
        IMPORTS_BUCKET: data.importsBucket.bucketName,
      },
    }),
    'read-outcomes': new OutcomesFunction(scope, 'read-outcomes', {
      ...reading,
      description: 'Technique table, goals, timelines and releases over HTTP, as JSON',
      environment: places,
    }),
    'show-pages': new OutcomesFunction(scope, 'show-pages', {
      ...reading,
      description: 'Pages that people look at, and signing in',
      permissions: showPagesPermissions(data),
      environment: { ...places, ...signIn },
    }),
    'take-forms': new OutcomesFunction(scope, 'take-forms', {
      ...taking,
      permissions: takeFormsPermissions(data),
      description: 'Forms that people send, signed in or by the link of a journal',
      environment: { ...clinics, IMPORTS_BUCKET: data.importsBucket.bucketName, ...signIn },
    }),
    'keep-data': new OutcomesFunction(scope, 'keep-data', {
      ...taking,
      permissions: keepDataPermissions(data, work),
      description: 'What an owner does with all that is held: erasures and their receipts, exports',
      environment: {
        ...clinics,
        ...signIn,
        REPORTS_BUCKET: data.reportsBucket.bucketName,
        CLINIC_WORK_QUEUE_URL: work.queueUrl,
      },
    }),
    'keep-people': new OutcomesFunction(scope, 'keep-people', {
      ...{ stage, alarms, timeout: HTTP_TIMEOUT },
      description:
        'Who belongs to a clinic: invited, changed, withdrawn, signed out; and clinics that are added',
      memorySize: 512,
      environment: {
        REGISTRY_TABLE: data.registry.tableName,
        USER_POOL_ID: data.identity.userPool.userPoolId,
        MASTER_SECRET: data.master.secretArn,
        SECOND_FACTOR: stage.secondFactor,
        ...signIn,
      },
      permissions: keepPeoplePermissions(data),
    }),
    'show-operations': addOperationsFunction(scope, { stage, data, alarms, signIn, queues }),
  };
}

export type ApiFunctions = ReturnType<typeof addApiFunctions>;
