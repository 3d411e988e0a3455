import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { StorageUnavailableError } from '../errors.ts';
import { chunksOf, mapInFlight } from './in-flight.ts';

const MESSAGES_AT_ONCE = 10;
const BATCHES_IN_FLIGHT = 4;

/**
 * Puts messages into a queue.
 *
 * @throws StorageUnavailableError when the queue did not take one; those before it are in the queue
 */
export async function sendMessages(
  client: SQSClient,
  queueUrl: string,
  messages: readonly object[],
): Promise<void> {
  await mapInFlight(BATCHES_IN_FLIGHT, chunksOf(messages, MESSAGES_AT_ONCE), async (chunk) => {
    const Entries = chunk.map((message, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify(message),
    }));
    const { Failed } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    if (Failed?.length) throw new StorageUnavailableError('the queue did not take every message');
  });
}
