import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { OutcomesFunction } from './outcomes-function.ts';
import type { Stage } from './stage.ts';

/** What counting one clinic may take: Lambda's longest timeout, some ten times what a large clinic needs. */
export const TALLY_TIMEOUT = Duration.minutes(15);

/** The clinics that wait to be counted for a release: a message each, which names the clinic and nobody in it. */
export class TallyQueue extends Construct {
  readonly queue: Queue;
  private readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'dead-letters');
    this.queue = new Queue(this, 'queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // AWS's rule for a queue read by a function: six times the timeout.
      visibilityTimeout: Duration.minutes(6 * TALLY_TIMEOUT.toMinutes()),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
  }

  /** Feeds the queue to tally-clinic, one clinic for each running copy, and watches what fails. */
  feed(props: { stage: Stage; alarms: Alarms; tallyClinic: OutcomesFunction }): void {
    // What Lambda's poller does in the function's name.
    props.tallyClinic.addToRolePolicy(
      new PolicyStatement({
        actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
        resources: [this.queue.queueArn],
      }),
    );
    new EventSourceMapping(this, 'mapping', {
      target: props.tallyClinic,
      eventSourceArn: this.queue.queueArn,
      batchSize: 1,
      reportBatchItemFailures: true,
      maxConcurrency: props.stage.tallyConcurrency,
    });
    props.alarms.whenNotEmpty('tally-dead-letters', this.deadLetters, {
      meaning: 'A clinic could not be counted for a release, which cannot be published without it.',
      runbook: 'a-clinic-could-not-be-counted',
    });
  }
}
