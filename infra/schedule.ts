import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, type CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Aws, Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

export type ScheduleProps = {
  /** The stage's group; a name must be unique in it. */
  group: CfnScheduleGroup;
  /** For people, and to fire it by. */
  name: string;
  description: string;
  /** EventBridge's cron expression, in UTC. */
  cron: string;
  target: { call: IFunction } | { sendTo: IQueue };
  /** Where a call ends that could not be handed over. */
  failures: IQueue;
};

/**
 * Calls a function or sends a message at set times. The scheduled time goes with it, so that a retry, or firing
 * it by hand later, does the same work.
 */
export class Schedule extends Construct {
  constructor(scope: Construct, id: string, props: ScheduleProps) {
    super(scope, id);
    const { group, name, description, cron, failures } = props;
    const target =
      'call' in props.target
        ? { arn: props.target.call.functionArn, action: 'lambda:InvokeFunction' }
        : { arn: props.target.sendTo.queueArn, action: 'sqs:SendMessage' };
    new CfnSchedule(this, 'Default', {
      name,
      groupName: group.ref,
      description,
      scheduleExpression: cron,
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.arn,
        roleArn: this.role(target, failures).roleArn,
        input: JSON.stringify({ scheduledTime: '<aws.scheduler.scheduled-time>' }),
        retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: Duration.hours(12).toSeconds() },
        deadLetterConfig: { arn: failures.queueArn },
      },
    });
  }

  private role(target: { arn: string; action: string }, failures: IQueue): Role {
    const role = new Role(this, 'role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: [target.action], resources: [target.arn] }));
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failures.queueArn] }));
    return role;
  }
}
