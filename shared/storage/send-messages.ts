import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { StorageUnavailableError } from '../errors.ts';
import { chunksOf } from './in-flight.ts';

const MESSAGES_PER_CALL = 10;

/**
 * Sends messages to a queue.
 *
 * @throws StorageUnavailableError when the queue did not take one: some may then be in it, and to send them all
 *   again must do no harm
 */
export async function sendMessages(
  client: SQSClient,
  queueUrl: string,
  messages: readonly string[],
): Promise<void> {
  for (const chunk of chunksOf(messages, MESSAGES_PER_CALL)) {
    const Entries = chunk.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    const { Failed } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    if (Failed?.length) throw new StorageUnavailableError('the queue did not take all messages');
  }
}
