import { ACCOUNT, REGION } from '../account.ts';
import { queueName, type SqsInput } from './sqs-actions.ts';

/**
 * fauxqs writes queue URLs with its own port and host. Whoever calls through the gateway must see the gateway's
 * URL, since the SDK sends requests to the queue's URL. Account and region are the same on both sides.
 */
export type QueueTranslation = {
  /** Rewrites a request for the engine. */
  toEngine(input: SqsInput): SqsInput;
  /** Rewrites an answer of the engine. */
  fromEngine(operation: string, body: Buffer): Buffer;
};

const ANSWERS_WITH_QUEUES = new Set(['CreateQueue', 'GetQueueUrl', 'ListQueues']);

type SqsAnswer = { QueueUrl?: string; QueueUrls?: string[] };

/** The URL by which the engine knows a queue: it reads region and name out of it, and nothing else. */
export const engineQueueUrl = (name: string): string => `http://sqs.${REGION}.localhost/${ACCOUNT}/${name}`;

export function queueTranslation(gatewayUrl: () => string): QueueTranslation {
  const publicUrl = (url: string): string => `${gatewayUrl()}/${ACCOUNT}/${queueName(url)}`;
  return {
    toEngine: (input) =>
      input.QueueUrl ? { ...input, QueueUrl: engineQueueUrl(queueName(input.QueueUrl) ?? '') } : input,
    fromEngine: (operation, body) => {
      if (!ANSWERS_WITH_QUEUES.has(operation)) return body;
      const answer = JSON.parse(body.toString()) as SqsAnswer;
      return Buffer.from(
        JSON.stringify({
          ...answer,
          ...(answer.QueueUrl && { QueueUrl: publicUrl(answer.QueueUrl) }),
          ...(answer.QueueUrls && { QueueUrls: answer.QueueUrls.map(publicUrl) }),
        }),
      );
    },
  };
}
