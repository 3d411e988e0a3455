import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration, type Stack } from 'aws-cdk-lib/core';
import { FREEZE_CRON, PUBLISH_CRON } from '../shared/privacy/programme/release-period.ts';
import { codeVersion } from './code-version.ts';
import type { ScheduledSurroundings } from './function-surroundings.ts';
import { OutcomesFunction } from './outcomes-function.ts';
import {
  closePeriodPermissions,
  publishReleasePermissions,
  tallyClinicPermissions,
} from './release-permissions.ts';
import { ScheduledFunction } from './scheduled-function.ts';
import { TALLY_TIMEOUT, TallyQueue } from './tally-queue.ts';

/** What closes a period, counts it clinic by clinic, and publishes it. @returns where clinics wait to be counted */
export function addReleaseFunctions(
  scope: Stack,
  { stage, data, alarms, group }: ScheduledSurroundings,
): { tally: IQueue } {
  const { ledger, tallies, anonymised, releases, signingKey } = data.releasing;
  const waiting = new TallyQueue(scope, 'tally-queue');
  const closePeriod = new OutcomesFunction(scope, 'close-period', {
    stage,
    alarms,
    description: 'Begins the counting of a closed period',
    memorySize: 512,
    timeout: Duration.minutes(2),
    environment: {
      LEDGER_TABLE: ledger.tableName,
      REGISTRY_TABLE: data.registry.tableName,
      TALLIES_BUCKET: tallies.bucketName,
      TALLY_QUEUE_URL: waiting.queue.queueUrl,
    },
    permissions: closePeriodPermissions(data, waiting.queue),
  });
  const tallyClinic = new OutcomesFunction(scope, 'tally-clinic', {
    stage,
    alarms,
    description: 'Exact counts of one clinic in a closed period',
    // Holds a page of each month and a hundred clients, however many the clinic has.
    memorySize: 1024,
    timeout: TALLY_TIMEOUT,
    environment: {
      RECORDS_TABLE: data.records.tableName,
      OUTCOMES_TABLE: data.outcomes.tableName,
      LEDGER_TABLE: ledger.tableName,
      TALLIES_BUCKET: tallies.bucketName,
    },
    permissions: tallyClinicPermissions(data),
  });
  waiting.feed({ stage, alarms, tallyClinic });
  const publishRelease = new OutcomesFunction(scope, 'publish-release', {
    stage,
    alarms,
    description: 'The anonymised releases of a closed period',
    // Draws and audits thousands of cells, four times a year: generous costs nothing here.
    memorySize: 2048,
    timeout: Duration.minutes(15),
    environment: {
      LEDGER_TABLE: ledger.tableName,
      REGISTRY_TABLE: data.registry.tableName,
      TALLIES_BUCKET: tallies.bucketName,
      ANONYMISED_BUCKET: anonymised.bucketName,
      RELEASES_BUCKET: releases.bucketName,
      SIGNING_KEY: signingKey.keyArn,
      CODE_VERSION: codeVersion(),
    },
    permissions: publishReleasePermissions(data),
  });
  new ScheduledFunction(scope, 'closing', {
    alarms,
    group,
    function: closePeriod,
    description: 'Begins the counting of the period that has closed',
    cron: FREEZE_CRON,
    alarm: {
      name: 'closing-failures',
      meaning: 'The counting of a closed period did not begin.',
      runbook: 'a-period-was-not-closed',
    },
  });
  new ScheduledFunction(scope, 'release', {
    alarms,
    group,
    function: publishRelease,
    description: 'Publishes the releases of the period that has closed',
    cron: PUBLISH_CRON,
    alarm: {
      name: 'release-failures',
      meaning: 'A release was not published.',
      runbook: 'a-release-was-not-published',
    },
  });
  return { tally: waiting.queue };
}
