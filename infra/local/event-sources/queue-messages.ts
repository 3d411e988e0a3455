import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** What an event source mapping does with the messages of one queue, however many there are. */
export type QueueMessages = {
  /** Waits up to `waitSeconds`, at most 20, for messages; hides those it returns for `leaseSeconds`. */
  receive(
    count: number,
    seconds: { waitSeconds: number; leaseSeconds: number },
    signal: AbortSignal,
  ): Promise<Message[]>;
  remove(messages: readonly Message[]): Promise<void>;
  /** Hides messages for so long from now on. */
  hide(messages: readonly Message[], seconds: number): Promise<void>;
  /** The visibility timeout that the queue was given. */
  visibilitySeconds(): Promise<number>;
};

/** The most messages that one call returns or changes. */
const MESSAGES_PER_CALL = 10;
/** SQS's own default. */
const DEFAULT_VISIBILITY_SECONDS = 30;

export function queueMessages(client: SQSClient, QueueUrl: string): QueueMessages {
  const inCalls = async (
    messages: readonly Message[],
    call: (entries: { Id: string; ReceiptHandle: string }[]) => Promise<unknown>,
  ): Promise<void> => {
    for (let start = 0; start < messages.length; start += MESSAGES_PER_CALL) {
      const some = messages.slice(start, start + MESSAGES_PER_CALL);
      await call(some.map(({ ReceiptHandle = '' }, index) => ({ Id: String(index), ReceiptHandle })));
    }
  };
  return {
    receive: async (count, { waitSeconds, leaseSeconds }, abortSignal) => {
      const command = new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: Math.min(MESSAGES_PER_CALL, count),
        WaitTimeSeconds: waitSeconds,
        VisibilityTimeout: leaseSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      });
      const { Messages } = await client.send(command, { abortSignal });
      return Messages ?? [];
    },
    remove: (messages) =>
      inCalls(messages, (Entries) => client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }))),
    hide: (messages, VisibilityTimeout) =>
      inCalls(messages, (entries) => {
        const Entries = entries.map((entry) => ({ ...entry, VisibilityTimeout }));
        return client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
      }),
    visibilitySeconds: async () => {
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout'] });
      const { Attributes } = await client.send(command);
      return Number(Attributes?.['VisibilityTimeout'] ?? DEFAULT_VISIBILITY_SECONDS);
    },
  };
}
