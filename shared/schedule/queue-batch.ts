import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Log } from '../log.ts';

/**
 * Works off a batch of a queue's messages, one after the other. What fails is logged and goes back to the queue,
 * alone.
 *
 * @param failed what the log says of a message that failed
 * @param take does what a message asks for, from its body
 */
export async function workOffBatch(
  { Records }: SQSEvent,
  log: Log,
  failed: string,
  take: (body: string) => Promise<void>,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const { messageId, body } of Records) {
    try {
      await take(body);
    } catch (error) {
      log.error(failed, error, { messageId });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}
