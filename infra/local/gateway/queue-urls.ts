import { ACCOUNT } from '../account.ts';
import { queueName } from './sqs-actions.ts';

const ANSWERS_WITH_QUEUES = new Set(['CreateQueue', 'GetQueueUrl', 'ListQueues']);

/**
 * Rewrites an answer of fauxqs, which writes queue URLs with the host at which a queue was created. Whoever calls
 * through the gateway must see the gateway's URL, since the SDK sends requests to the queue's URL. Of a URL in a
 * request fauxqs reads the name alone.
 */
export function withOwnQueueUrls(operation: string, body: Buffer, gatewayUrl: string): Buffer {
  if (!ANSWERS_WITH_QUEUES.has(operation)) return body;
  const publicUrl = (url: string): string => `${gatewayUrl}/${ACCOUNT}/${queueName(url)}`;
  const answer = JSON.parse(body.toString()) as { QueueUrl?: string; QueueUrls?: string[] };
  return Buffer.from(
    JSON.stringify({
      ...answer,
      ...(answer.QueueUrl && { QueueUrl: publicUrl(answer.QueueUrl) }),
      ...(answer.QueueUrls && { QueueUrls: answer.QueueUrls.map(publicUrl) }),
    }),
  );
}
