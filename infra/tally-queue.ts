import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { OutcomesFunction } from './outcomes-function.ts';
import type { Stage } from './stage.ts';
import { WorkQueue, WorkQueueSource } from './work-queue.ts';

/** What counting one clinic may take: Lambda's longest timeout, some ten times what a large clinic needs. */
export const TALLY_TIMEOUT = Duration.minutes(15);

/** The clinics that wait to be counted for a release: a message each, which names the clinic and nobody in it. */
export class TallyQueue extends Construct {
  readonly queue: WorkQueue;
  private readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'dead-letters');
    this.queue = new WorkQueue(this, 'queue', {
      timeout: TALLY_TIMEOUT,
      attempts: 5,
      deadLetters: this.deadLetters,
    });
  }

  /** Feeds the queue to tally-clinic, one clinic for each running copy, and watches what fails. */
  feed(props: { stage: Stage; alarms: Alarms; tallyClinic: OutcomesFunction }): void {
    new WorkQueueSource(this, 'mapping', {
      queue: this.queue,
      worker: props.tallyClinic,
      concurrency: props.stage.tallyConcurrency,
    });
    props.alarms.whenNotEmpty('tally-dead-letters', this.deadLetters, {
      meaning: 'A clinic could not be counted for a release, which cannot be published without it.',
      runbook: 'a-clinic-could-not-be-counted',
    });
  }
}
