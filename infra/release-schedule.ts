import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { EventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Aws, Duration, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { OutcomesFunction } from './outcomes-function.ts';
import type { Stage } from './stage.ts';

/**
 * 06:00 UTC on 1 February, 1 May, 1 August and 1 November.
 *
 * A quarter closes 30 days after its end, as 31 January, 1 May, 31 July or 31 October begins in UTC. The
 * first of a month is never before that, at most a day after it, and an instant that one cron expression
 * can name for all four quarters.
 */
export const RELEASE_CRON = 'cron(0 6 1 2,5,8,11 ? *)';

export type ReleaseScheduleProps = { stage: Stage; alarms: Alarms; publishRelease: OutcomesFunction };

/**
 * Runs publish-release for the quarter that has just closed. The scheduled time goes with the call, so
 * that a retry, or firing it by hand later, publishes the same quarter.
 */
export class ReleaseSchedule extends Construct {
  constructor(scope: Construct, id: string, props: ReleaseScheduleProps) {
    super(scope, id);
    const { stage, publishRelease } = props;
    const failures = new DeadLetterQueue(this, 'failures');

    // The schedule only hands the call over; whether the function then succeeds is Lambda's to follow up.
    publishRelease.addToRolePolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failures.queueArn] }),
    );
    new EventInvokeConfig(this, 'after-the-call', {
      function: publishRelease,
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: { bind: () => ({ destination: failures.queueArn }) },
    });

    // A schedule's name is for people and must be unique in its group only: one group for each stage.
    const group = new CfnScheduleGroup(this, 'group', { name: stage.prefix });
    new CfnSchedule(this, 'schedule', {
      name: 'publish-release',
      groupName: group.ref,
      description: 'Publishes the release of the quarter that has closed',
      scheduleExpression: RELEASE_CRON,
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: publishRelease.functionArn,
        roleArn: this.schedulerRole(publishRelease, failures).roleArn,
        input: JSON.stringify({ scheduledTime: '<aws.scheduler.scheduled-time>' }),
        retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: Duration.hours(12).toSeconds() },
        deadLetterConfig: { arn: failures.queueArn },
      },
    });

    props.alarms.whenNotEmpty('release-failures', failures, {
      meaning: 'A release was not published.',
      runbook: 'a-release-was-not-published',
    });
    Validations.of(failures).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is a dead-letter queue itself, of a schedule, and an alarm watches it.',
    });
  }

  private schedulerRole(publishRelease: OutcomesFunction, failures: DeadLetterQueue): Role {
    const role = new Role(this, 'role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [publishRelease.functionArn] }),
    );
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failures.queueArn] }));
    return role;
  }
}
