import { type Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { SqsDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Duration, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { WorkQueue } from './work-queue.ts';

/** What an import may take: Lambda's longest timeout. */
export const IMPORT_TIMEOUT = Duration.minutes(15);

/** Endings of the files that are imported; results and refused rows beside them end otherwise. */
export const IMPORTED_SUFFIXES = ['.csv', '.ndjson'] as const;

/**
 * Written without the "=" that ends it in the keys (`clinic=<id>/...`): S3 wants "=" percent-encoded in
 * a notification filter and never matches the plain one, while local engines compare it as it stands.
 * import-file refuses a key of any other form.
 */
export const IMPORTED_PREFIX = 'clinic';

/** From a file landing in the imports bucket to a message that waits for import-file. */
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
    for (const suffix of IMPORTED_SUFFIXES) {
      props.bucket.addEventNotification(EventType.OBJECT_CREATED, new SqsDestination(this.queue), {
        prefix: IMPORTED_PREFIX,
        suffix,
      });
    }
    Validations.of(Stack.of(this)).acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      reason: "CDK's own handler of bucket notifications has it; it runs during deployments only.",
    });
  }
}
