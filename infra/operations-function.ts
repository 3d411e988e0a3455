import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { FunctionSurroundings } from './function-surroundings.ts';
import { HTTP_TIMEOUT } from './http-timeout.ts';
import { showOperationsPermissions } from './operations-permissions.ts';
import { OutcomesFunction } from './outcomes-function.ts';

/** The queues in which work waits that somebody expects. */
export type WaitingWork = Readonly<
  Record<'imports' | 'digests' | 'monthlyReports' | 'tally' | 'work', IQueue>
>;

type OperationsProps = FunctionSurroundings & {
  signIn: Readonly<Record<string, string>>;
  queues: WaitingWork;
};

/** The function that shows operators how the deployment does; of its own, as no other may see what it sees. */
export function addOperationsFunction(
  scope: Construct,
  { stage, data, alarms, signIn, queues }: OperationsProps,
): OutcomesFunction {
  const made = new OutcomesFunction(scope, 'show-operations', {
    ...{ stage, alarms, timeout: HTTP_TIMEOUT },
    description: 'How the deployment does, for operators: clinics, queues, alarms, releases',
    memorySize: 512,
    environment: {
      REGISTRY_TABLE: data.registry.tableName,
      OUTCOMES_TABLE: data.outcomes.tableName,
      RELEASES_BUCKET: data.releasing.releases.bucketName,
      ALARM_PREFIX: alarms.namePrefix,
      IMPORTS_QUEUE_URL: queues.imports.queueUrl,
      DIGESTS_QUEUE_URL: queues.digests.queueUrl,
      MONTHLY_REPORTS_QUEUE_URL: queues.monthlyReports.queueUrl,
      TALLY_QUEUE_URL: queues.tally.queueUrl,
      CLINIC_WORK_QUEUE_URL: queues.work.queueUrl,
      SECOND_FACTOR: stage.secondFactor,
      ...signIn,
    },
    permissions: showOperationsPermissions(data, Object.values(queues)),
  });
  Validations.of(made.role ?? made).acknowledge(
    {
      id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudwatch:<AWS::Region>:<AWS::AccountId>:alarm:*]',
      reason: 'cloudwatch:DescribeAlarms lists by name only for who may see all: names, thresholds, states.',
    },
    {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'cloudwatch:GetMetricData cannot be limited to a metric; metrics hold numbers of work, and nobody.',
    },
  );
  return made;
}
