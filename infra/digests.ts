import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { OutcomesFunction } from './outcomes-function.ts';
import { Schedule } from './schedule.ts';
import type { Stage } from './stage.ts';

/**
 * Mondays at 04:00 UTC: before a working day begins in Europe, and when the Sunday that a digest ends with is
 * over for most clinics; what is reported of it later stands in the next one.
 */
export const DIGEST_CRON = 'cron(0 4 ? * MON *)';

/** What the digests of one clinic may take. */
export const DIGEST_TIMEOUT = Duration.minutes(5);

/** The work of writing digests, waiting to be done. */
export class DigestQueue extends Construct {
  readonly queue: Queue;
  readonly failures: DeadLetterQueue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.failures = new DeadLetterQueue(this, 'failures');
    this.queue = new Queue(this, 'queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // AWS's rule for a queue read by a function: six times the timeout.
      visibilityTimeout: Duration.minutes(6 * DIGEST_TIMEOUT.toMinutes()),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: this.failures, maxReceiveCount: 3 },
    });
  }
}

export type DigestsProps = {
  stage: Stage;
  alarms: Alarms;
  group: CfnScheduleGroup;
  waiting: DigestQueue;
  writeDigests: OutcomesFunction;
};

/**
 * Has the digests of a week written, every Monday. The schedule sends one message that names all clinics;
 * write-digests cuts it into one for each, so that a clinic that fails is tried again alone and no run holds
 * more than one clinic.
 */
export class Digests extends Construct {
  constructor(scope: Construct, id: string, { stage, alarms, group, waiting, writeDigests }: DigestsProps) {
    super(scope, id);
    const { queue, failures } = waiting;
    new Schedule(this, 'schedule', {
      group,
      name: writeDigests.node.id,
      description: "Has every therapist's digest of the past week written",
      cron: DIGEST_CRON,
      target: { sendTo: queue },
      input: { clinics: stage.clinics },
      failures,
    });
    // What Lambda's poller does in the function's name.
    writeDigests.addToRolePolicy(
      new PolicyStatement({
        actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
        resources: [queue.queueArn],
      }),
    );
    new EventSourceMapping(this, 'mapping', {
      target: writeDigests,
      eventSourceArn: queue.queueArn,
      batchSize: 1,
      reportBatchItemFailures: true,
      maxConcurrency: stage.importConcurrency,
    });
    alarms.whenNotEmpty('digest-failures', failures, {
      meaning: 'The digests of a clinic were not written after three attempts.',
      runbook: 'digests-were-not-written',
    });
  }
}
