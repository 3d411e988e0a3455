import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Duration, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { AlarmProps, Alarms } from './alarms.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { OutcomesFunction } from './outcomes-function.ts';
import { Schedule } from './schedule.ts';

export type ScheduledFunctionProps = {
  alarms: Alarms;
  group: CfnScheduleGroup;
  /** The schedule gets its name. */
  function: OutcomesFunction;
  description: string;
  /** EventBridge's cron expression, in UTC. */
  cron: string;
  /** Rings when a run was given up. */
  alarm: { name: string } & Pick<AlarmProps, 'meaning' | 'runbook'>;
};

/** Runs a function at set times; what fails is tried again, and then ends in a queue that an alarm watches. */
export class ScheduledFunction extends Construct {
  constructor(scope: Construct, id: string, props: ScheduledFunctionProps) {
    super(scope, id);
    const { group, description, cron, alarm } = props;
    const failures = new DeadLetterQueue(this, 'failures');

    // The schedule only hands the call over; whether the function then succeeds is Lambda's to follow up.
    props.function.addToRolePolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failures.queueArn] }),
    );
    new EventInvokeConfig(this, 'after-the-call', {
      function: props.function,
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: { bind: () => ({ destination: failures.queueArn }) },
    });
    const name = props.function.node.id;
    const target = { call: props.function };
    new Schedule(this, 'schedule', { group, name, description, cron, target, failures });

    props.alarms.whenNotEmpty(alarm.name, failures, alarm);
    Validations.of(failures).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is a dead-letter queue itself, of a schedule, and an alarm watches it.',
    });
  }
}
