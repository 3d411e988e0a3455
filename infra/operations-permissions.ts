import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Aws } from 'aws-cdk-lib/core';
import { PROGRAMME_PK_PREFIX } from '../shared/releases/stores/ledger-keys.ts';
import { ARRIVALS_PKS } from '../shared/storage/keys/arrival-keys.ts';
import { CLINICS_PK, PROGRAMMES_PK } from '../shared/storage/keys/keys.ts';
import { SCHEDULES_PK } from '../shared/storage/keys/schedule-keys.ts';
import {
  allow,
  dataKey,
  GET,
  key,
  listing,
  partitions,
  READ_AND_WRITE,
  READ_ONLY,
  registry,
  registryPartition,
  scheduleNotes,
} from './grants.ts';
import type { StatefulStack } from './stateful-stack.ts';

/**
 * Whoever shows operators how the deployment does: which clinics there are, what waits, what rings, what is published.
 * Of records and of what has become of clients it may read nothing, but when the latest of each clinic came.
 */
export function showOperationsPermissions(data: StatefulStack, queues: readonly IQueue[]): PolicyStatement[] {
  return [
    ...overseeing(data),
    dataKey(data, ['dynamodb'], READ_ONLY),
    registry(data),
    allow(
      ['sqs:GetQueueAttributes'],
      queues.map(({ queueArn }) => queueArn),
    ),
    // AWS lists alarms by all of them, and has metrics without a resource.
    allow(
      ['cloudwatch:DescribeAlarms'],
      [`arn:${Aws.PARTITION}:cloudwatch:${Aws.REGION}:${Aws.ACCOUNT_ID}:alarm:*`],
    ),
    allow(['cloudwatch:GetMetricData'], ['*']),
  ];
}

/** The same, and when schedules have run last, and what programmes have spent; of accounts nothing else. */
export function watchDeploymentPermissions(data: StatefulStack): PolicyStatement[] {
  const { ledger, rawKey } = data.releasing;
  return [
    ...overseeing(data),
    dataKey(data, ['dynamodb'], READ_AND_WRITE),
    registryPartition(data, SCHEDULES_PK),
    // It begins the notes of those that have none yet.
    scheduleNotes(data),
    new PolicyStatement({
      actions: [GET],
      resources: [ledger.tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${PROGRAMME_PK_PREFIX}*`] } },
    }),
    key(rawKey, ['dynamodb'], READ_ONLY),
  ];
}

/** Of clinics and programmes who they are, of releases their names, and when the latest record came. */
function overseeing(data: StatefulStack): PolicyStatement[] {
  return [
    registryPartition(data, CLINICS_PK),
    registryPartition(data, PROGRAMMES_PK),
    partitions(data.outcomes, ARRIVALS_PKS),
    listing(data.releasing.releases),
  ];
}
