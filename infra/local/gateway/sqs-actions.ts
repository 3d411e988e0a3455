import { arn } from '../account.ts';
import type { Call } from './authorization.ts';
import { Refusal } from './error-format.ts';

/** A parsed SQS request body (AWS JSON 1.0); only what decides about leave is read. */
export type SqsInput = {
  QueueUrl?: string;
  QueueName?: string;
};

/** Batches need the permission of the single message. */
const BATCHES = new Map([
  ['SendMessageBatch', 'SendMessage'],
  ['DeleteMessageBatch', 'DeleteMessage'],
  ['ChangeMessageVisibilityBatch', 'ChangeMessageVisibility'],
]);
const ON_QUEUE = new Set([
  ...['SendMessage', 'ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility', 'PurgeQueue'],
  ...['CreateQueue', 'DeleteQueue', 'GetQueueUrl', 'GetQueueAttributes', 'SetQueueAttributes'],
  ...['TagQueue', 'UntagQueue', 'ListQueueTags'],
]);

/**
 * What an SQS request wants to do, as IAM puts it.
 *
 * @param target the X-Amz-Target header, `AmazonSQS.SendMessage`.
 * @throws Refusal for an operation that is not known here: never passed on unchecked.
 */
export function sqsCalls(target: string, input: SqsInput): Call[] {
  const [api, operation = ''] = target.split('.');
  const action = BATCHES.get(operation) ?? operation;
  if (api !== 'AmazonSQS' || !(ON_QUEUE.has(action) || operation === 'ListQueues')) {
    throw new Refusal(400, 'InvalidAction', `${target} is not offered by the local gateway`);
  }
  if (operation === 'ListQueues') return [{ action: 'sqs:ListQueues', resource: '*' }];
  const queue = input.QueueName ?? queueName(input.QueueUrl);
  if (!queue) throw new Refusal(400, 'InvalidParameterValue', 'QueueUrl is required');
  return [{ action: `sqs:${action}`, resource: arn('sqs', queue) }];
}

/** The last part of a queue's URL. */
export function queueName(url: string | undefined): string | undefined {
  return url?.split('/').at(-1);
}
