import { type Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { SqsDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Duration, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { WorkQueue } from './work-queue.ts';

/** What an import may take: Lambda's longest timeout. */
export const IMPORT_TIMEOUT = Duration.minutes(15);

/**
 * From a file landing in the imports bucket to a message that waits for import-file. Every object counts, whatever
 * its name: a filter would drop an upload in silence. import-file passes over the results that it writes itself.
 */
export class Imports extends Construct {
  readonly queue: WorkQueue;
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: { bucket: Bucket }) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'dead-letters');
    this.queue = new WorkQueue(this, 'queue', {
      timeout: IMPORT_TIMEOUT,
      attempts: 5,
      deadLetters: this.deadLetters,
    });
    props.bucket.addEventNotification(EventType.OBJECT_CREATED, new SqsDestination(this.queue));
    Validations.of(Stack.of(this)).acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      reason: "CDK's own handler of bucket notifications has it; it runs during deployments only.",
    });
  }
}
