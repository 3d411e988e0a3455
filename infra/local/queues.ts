import { GetQueueAttributesCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { arnResource, arnService } from './account.ts';

/** How many messages a queue holds, wherever they are in their life. */
type QueueDepth = { readonly visible: number; readonly inFlight: number; readonly delayed: number };

/** Queues by ARN, as the services that deliver to them see them. */
export type Queues = {
  readonly client: SQSClient;
  url(queueArn: string): string;
  send(queueArn: string, body: string): Promise<void>;
  depth(queueArn: string): Promise<QueueDepth>;
};

/** @param urlOf URL of a queue by its name */
export function queues(client: SQSClient, urlOf: (name: string) => string): Queues {
  const url = (queueArn: string): string => {
    if (arnService(queueArn) !== 'sqs') throw new Error(`not a queue: ${queueArn}`);
    return urlOf(arnResource(queueArn));
  };
  return {
    client,
    url,
    send: async (queueArn, body) => {
      await client.send(new SendMessageCommand({ QueueUrl: url(queueArn), MessageBody: body }));
    },
    depth: async (queueArn) => {
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({
          QueueUrl: url(queueArn),
          AttributeNames: [
            'ApproximateNumberOfMessages',
            'ApproximateNumberOfMessagesNotVisible',
            'ApproximateNumberOfMessagesDelayed',
          ],
        }),
      );
      return {
        visible: Number(Attributes?.['ApproximateNumberOfMessages'] ?? 0),
        inFlight: Number(Attributes?.['ApproximateNumberOfMessagesNotVisible'] ?? 0),
        delayed: Number(Attributes?.['ApproximateNumberOfMessagesDelayed'] ?? 0),
      };
    },
  };
}
