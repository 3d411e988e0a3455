import { randomUUID } from 'node:crypto';
import type { GivenUp } from './batch-delivery.ts';
import type { StreamEntry } from './open-records.ts';

/** What the failure destination gets: where the records are, not the records (Lambda developer guide). */
export function streamFailureRecord(
  given: GivenUp<StreamEntry>,
  source: { functionArn: string; streamArn: string; shardId: string; now: Date },
): string {
  const first = given.batch[0];
  const last = given.batch.at(-1);
  return JSON.stringify({
    requestContext: {
      requestId: randomUUID(),
      functionArn: source.functionArn,
      condition: given.condition,
      approximateInvokeCount: given.invokeCount,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: source.now.toISOString(),
    DDBStreamBatchInfo: {
      shardId: source.shardId,
      startSequenceNumber: first?.id,
      endSequenceNumber: last?.id,
      approximateArrivalOfFirstRecord: wholeSeconds(first?.createdAt ?? 0),
      approximateArrivalOfLastRecord: wholeSeconds(last?.createdAt ?? 0),
      batchSize: given.batch.length,
      streamArn: source.streamArn,
    },
  });
}

function wholeSeconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
