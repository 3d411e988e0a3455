import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { StorageUnavailableError } from '../../errors.ts';
import { mapInFlight } from './in-flight.ts';

const MESSAGES_PER_CALL = 10;
/** Of all messages of a call together, as of one alone. */
const BYTES_PER_CALL = 262_144;
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
  await mapInFlight(CALLS_IN_FLIGHT, calls(messages), async (bodies) => {
    const Entries = bodies.map((MessageBody, index) => ({
      Id: String(index),
      MessageBody,
      ...(delaySeconds > 0 && { DelaySeconds: delaySeconds }),
    }));
    const { Failed } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    if (Failed?.length) throw new StorageUnavailableError('the queue did not take every message');
  });
}

/** The bodies of messages, in their order, as many to a call as it may hold; one that no call holds is alone, for the queue to refuse. */
function calls(messages: readonly object[]): string[][] {
  const all: string[][] = [];
  let room = 0;
  for (const body of messages.map((message) => JSON.stringify(message))) {
    const bytes = Buffer.byteLength(body);
    const call = all.at(-1);
    if (call && call.length < MESSAGES_PER_CALL && bytes <= room) call.push(body);
    else {
      all.push([body]);
      room = BYTES_PER_CALL;
    }
    room -= bytes;
  }
  return all;
}
