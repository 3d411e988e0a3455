import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  MessageNotInflight,
  paginateListQueues,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { mapInFlight } from './in-flight.ts';

/** A queue in which work ends that was given up. */
export type DeadLetterQueue = {
  name: string;
  url: string;
  /** Where its messages were given up, and can be sent again; absent for what a stream or a schedule gave up. */
  source?: { name: string; url: string };
};

/** A message that was given up. */
export type DeadLetter = { queue: DeadLetterQueue; body: string; sentAt?: Date; handle: string };

export type DeadLetters = ReturnType<typeof createDeadLetters>;

const QUEUES_IN_FLIGHT = 8;
const MESSAGES_A_CALL = 10;
/** Nobody else sees a message for so long after it was taken out to be looked at. */
const SEEN_SECONDS = 300;

/** Queues of a deployment in which work ends that failed as often as we were willing to try, and what lies in them. */
export function createDeadLetters(sqs: SQSClient) {
  const attributesOf = async (url: string) => {
    const AttributeNames = ['QueueArn' as const, 'RedrivePolicy' as const];
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames }));
    const policy = Attributes?.RedrivePolicy;
    const target = policy === undefined ? undefined : (JSON.parse(policy).deadLetterTargetArn as string);
    return { name: nameOf(url), url, arn: Attributes!.QueueArn!, ...(target !== undefined && { target }) };
  };

  /** Takes the messages out of a queue, each once; they are there again after some minutes. */
  const received = async (
    queue: DeadLetterQueue,
    onFound: (found: number) => void,
  ): Promise<DeadLetter[]> => {
    const letters = new Map<string, DeadLetter>();
    for (;;) {
      const asked = new ReceiveMessageCommand({
        QueueUrl: queue.url,
        MaxNumberOfMessages: MESSAGES_A_CALL,
        VisibilityTimeout: SEEN_SECONDS,
        MessageSystemAttributeNames: ['SentTimestamp'],
      });
      const { Messages = [] } = await sqs.send(asked);
      const before = letters.size;
      for (const message of Messages) letters.set(message.MessageId!, letterOf(queue, message));
      if (letters.size === before) return [...letters.values()];
      onFound(letters.size);
    }
  };

  return {
    /** The queues whose names begin so. Ours that are worked off all name another one for what they give up. */
    async queues(prefix: string): Promise<DeadLetterQueue[]> {
      const urls: string[] = [];
      const pages = paginateListQueues({ client: sqs }, { QueueNamePrefix: prefix });
      for await (const { QueueUrls = [] } of pages) urls.push(...QueueUrls);
      const all = await mapInFlight(QUEUES_IN_FLIGHT, urls, attributesOf);
      return all
        .filter(({ target }) => target === undefined)
        .map(({ name, url, arn }) => {
          const source = all.find(({ target }) => target === arn);
          return { name, url, ...(source && { source: { name: source.name, url: source.url } }) };
        })
        .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    },

    received,

    /** Puts a message back that was taken out. */
    async putBack({ queue, handle }: DeadLetter): Promise<void> {
      const back = { QueueUrl: queue.url, ReceiptHandle: handle, VisibilityTimeout: 0 };
      try {
        await sqs.send(new ChangeMessageVisibilityCommand(back));
      } catch (error) {
        // It is back already: its minutes have passed, or what asked for it was sent twice.
        if (!(error instanceof MessageNotInflight)) throw error;
      }
    },

    /**
     * Sends a message to where it was given up, then removes it. Cut off between the two it is sent once more by whoever comes
     * again, which does no harm.
     *
     * @throws TypeError for one that no queue has given up
     */
    async sendAgain({ queue, body, handle }: DeadLetter): Promise<void> {
      if (!queue.source) throw new TypeError(`no queue has given up what lies in ${queue.name}`);
      await sqs.send(new SendMessageCommand({ QueueUrl: queue.source.url, MessageBody: body }));
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle: handle }));
    },
  };
}

const nameOf = (url: string) => url.split('/').at(-1)!;

function letterOf(queue: DeadLetterQueue, { Body, Attributes, ReceiptHandle }: Message): DeadLetter {
  const sent = Attributes?.SentTimestamp;
  return {
    queue,
    body: Body!,
    handle: ReceiptHandle!,
    ...(sent !== undefined && { sentAt: new Date(Number(sent)) }),
  };
}
