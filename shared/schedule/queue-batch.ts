import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Log } from '../log.ts';

/** How soon a message is tried again that has failed for the first time and for the second, in seconds. */
const SOON = [60, 300];

/**
 * Works off a batch of a queue's messages, one after the other. What fails is logged and goes back to the queue,
 * alone.
 *
 * @param failed what the log says of a message that failed
 * @param take does what a message asks for, from its body
 * @param showAgain makes a message that failed visible after so many seconds, for queues that somebody waits for: the
 *   first two failures are tried again soon, later ones when the queue would by itself, and so all where it is not given
 */
export async function workOffBatch(
  { Records }: SQSEvent,
  log: Log,
  failed: string,
  take: (body: string) => Promise<void>,
  showAgain?: (receiptHandle: string, seconds: number) => Promise<void>,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const { messageId, body, receiptHandle, attributes } of Records) {
    try {
      await take(body);
    } catch (error) {
      log.error(failed, error, { messageId });
      batchItemFailures.push({ itemIdentifier: messageId });
      const seconds = SOON[Number(attributes?.ApproximateReceiveCount) - 1];
      // Where that fails too, the message comes back in the queue's own time: nothing is lost by it.
      if (showAgain && seconds !== undefined)
        await showAgain(receiptHandle, seconds).catch((reason: unknown) =>
          log.error('a message is not tried again soon', reason, { messageId }),
        );
    }
  }
  return { batchItemFailures };
}
