import { queueName, type SqsInput } from './sqs-actions.ts';

/**
 * fauxqs writes queue URLs with its own port and host, and knows one account only. Whoever calls through the
 * gateway must see the gateway's URL (the SDK sends requests to the queue's URL) and our account.
 */
export type QueueTranslation = {
  /** Rewrites a request for the engine. */
  toEngine(input: SqsInput): SqsInput;
  /** Rewrites an answer of the engine. */
  fromEngine(operation: string, body: Buffer): Buffer;
};

const ENGINE_ACCOUNT = '000000000000';
const ANSWERS_WITH_QUEUES = new Set(['CreateQueue', 'GetQueueUrl', 'ListQueues', 'GetQueueAttributes']);
/** Attributes whose values hold ARNs of queues. */
const ARN_ATTRIBUTES = ['QueueArn', 'RedrivePolicy', 'RedriveAllowPolicy'];

type SqsAnswer = { QueueUrl?: string; QueueUrls?: string[]; Attributes?: Record<string, string> };

export function queueTranslation(
  gatewayUrl: () => string,
  region: string,
  accountId: string,
): QueueTranslation {
  const prefixes = {
    ours: `arn:aws:sqs:${region}:${accountId}:`,
    engine: `arn:aws:sqs:${region}:${ENGINE_ACCOUNT}:`,
  };
  const publicUrl = (url: string): string => `${gatewayUrl()}/${accountId}/${queueName(url)}`;

  const replaceArns = (
    attributes: Record<string, string>,
    from: string,
    to: string,
  ): Record<string, string> => {
    const changed = { ...attributes };
    for (const name of ARN_ATTRIBUTES) {
      const value = changed[name];
      if (value !== undefined) changed[name] = value.replaceAll(from, to);
    }
    return changed;
  };

  return {
    toEngine: (input) => ({
      ...input,
      // fauxqs reads region and name out of the URL, and nothing else.
      ...(input.QueueUrl && {
        QueueUrl: `http://sqs.${region}.localhost/${ENGINE_ACCOUNT}/${queueName(input.QueueUrl)}`,
      }),
      ...(input.Attributes && { Attributes: replaceArns(input.Attributes, prefixes.ours, prefixes.engine) }),
    }),
    fromEngine: (operation, body) => {
      if (!ANSWERS_WITH_QUEUES.has(operation)) return body;
      const answer = JSON.parse(body.toString()) as SqsAnswer;
      return Buffer.from(
        JSON.stringify({
          ...answer,
          ...(answer.QueueUrl && { QueueUrl: publicUrl(answer.QueueUrl) }),
          ...(answer.QueueUrls && { QueueUrls: answer.QueueUrls.map(publicUrl) }),
          ...(answer.Attributes && {
            Attributes: replaceArns(answer.Attributes, prefixes.engine, prefixes.ours),
          }),
        }),
      );
    },
  };
}
