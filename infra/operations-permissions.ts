import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Aws } from 'aws-cdk-lib/core';
import { ARRIVALS_PKS } from '../shared/storage/arrival-keys.ts';
import { CLINICS_PK, PROGRAMMES_PK } from '../shared/storage/keys.ts';
import { allow, dataKey, listing, partitions, READ_ONLY, registry, registryPartition } from './grants.ts';
import type { StatefulStack } from './stateful-stack.ts';

/**
 * Whoever shows operators how the deployment does: which clinics there are, what waits, what rings, what is published.
 * Of records and of what has become of clients it may read nothing, but when the latest of each clinic came.
 */
export function showOperationsPermissions(data: StatefulStack, queues: readonly IQueue[]): PolicyStatement[] {
  return [
    ...watchDeploymentPermissions(data),
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

/** Of clinics and programmes who they are, of releases their names, and when the latest record came. */
export function watchDeploymentPermissions(data: StatefulStack): PolicyStatement[] {
  return [
    registryPartition(data, CLINICS_PK),
    registryPartition(data, PROGRAMMES_PK),
    partitions(data.outcomes, ARRIVALS_PKS),
    listing(data.releasing.releases),
    dataKey(data, ['dynamodb'], READ_ONLY),
  ];
}
