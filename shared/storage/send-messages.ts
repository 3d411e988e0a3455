import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { StorageUnavailableError } from '../errors.ts';
import { chunksOf, mapInFlight } from './in-flight.ts';

const MESSAGES_PER_CALL = 10;
const CALLS_IN_FLIGHT = 4;

/**
 * Sends messages to a queue, as JSON.
 *
 * @param delaySeconds how long nobody sees them, 900 at most
 * @throws StorageUnavailableError when the queue did not take one: others may then be in it, and to send them all
 *   again must do no harm
 */
export async function sendMessages(
  client: SQSClient,
  queueUrl: string,
  messages: readonly object[],
  delaySeconds = 0,
): Promise<void> {
  await mapInFlight(CALLS_IN_FLIGHT, chunksOf(messages, MESSAGES_PER_CALL), async (chunk) => {
    const Entries = chunk.map((message, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify(message),
      ...(delaySeconds > 0 && { DelaySeconds: delaySeconds }),
    }));
    const { Failed } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    if (Failed?.length) throw new StorageUnavailableError('the queue did not take every message');
  });
}
