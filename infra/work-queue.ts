import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import type { OutcomesFunction } from './outcomes-function.ts';

export type WorkQueueProps = {
  /** Of the function that does the work of one message. */
  timeout: Duration;
  /** How often a message is tried. */
  attempts: number;
  /** Where it ends then. */
  deadLetters: DeadLetterQueue;
};

/** A queue of work that waits for a function. */
export class WorkQueue extends Queue {
  constructor(scope: Construct, id: string, { timeout, attempts, deadLetters }: WorkQueueProps) {
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // AWS's rule for a queue read by a function: six times the timeout, so that a message that was
      // handed out but throttled is not handed out again while it is being worked on.
      visibilityTimeout: Duration.minutes(6 * timeout.toMinutes()),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: attempts },
    });
  }
}

/** Feeds a queue to a function, one message at a time for each running copy: one may need all of the time. */
export class WorkQueueSource extends EventSourceMapping {
  constructor(
    scope: Construct,
    id: string,
    { queue, worker, concurrency }: { queue: IQueue; worker: OutcomesFunction; concurrency: number },
  ) {
    super(scope, id, {
      target: worker,
      eventSourceArn: queue.queueArn,
      batchSize: 1,
      reportBatchItemFailures: true,
      maxConcurrency: concurrency,
    });
    // What Lambda's poller does in the function's name.
    worker.addToRolePolicy(
      new PolicyStatement({
        actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
        resources: [queue.queueArn],
      }),
    );
  }
}
