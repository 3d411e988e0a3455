import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { AlarmProps, Alarms } from './alarms.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { OutcomesFunction } from './outcomes-function.ts';
import { Schedule } from './schedule.ts';
import type { Stage } from './stage.ts';
import { WorkQueue, WorkQueueSource } from './work-queue.ts';

/** Scheduled work that is done clinic by clinic, waiting to be done. */
export class ClinicQueue extends Construct {
  readonly queue: WorkQueue;
  readonly failures: DeadLetterQueue;

  /** @param timeout of the function that does the work of one clinic */
  constructor(scope: Construct, id: string, { timeout }: { timeout: Duration }) {
    super(scope, id);
    this.failures = new DeadLetterQueue(this, 'failures');
    this.queue = new WorkQueue(this, 'queue', { timeout: timeout, attempts: 3, deadLetters: this.failures });
  }
}

export type ClinicWorkProps = {
  stage: Stage;
  alarms: Alarms;
  group: CfnScheduleGroup;
  waiting: ClinicQueue;
  /** The schedule gets its name. */
  worker: OutcomesFunction;
  description: string;
  /** EventBridge's cron expression, in UTC. */
  cron: string;
  /** Rings when the work of a clinic was given up. */
  alarm: { name: string } & Pick<AlarmProps, 'meaning' | 'runbook'>;
};

/**
 * Has work done for every clinic at set times. The schedule sends one message, which names no clinic; the function looks
 * up who is held and sends one for each, so that a clinic that fails is tried again alone and no run holds more than one.
 */
export class ClinicWork extends Construct {
  constructor(scope: Construct, id: string, props: ClinicWorkProps) {
    super(scope, id);
    const { stage, alarms, group, waiting, worker, description, cron, alarm } = props;
    const { queue, failures } = waiting;
    new Schedule(this, 'schedule', {
      group,
      name: worker.node.id,
      description,
      cron,
      target: { sendTo: queue },
      failures,
    });
    new WorkQueueSource(this, 'mapping', { queue, worker, concurrency: stage.importConcurrency });
    alarms.whenNotEmpty(alarm.name, failures, alarm);
  }
}
