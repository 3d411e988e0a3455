import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { append } from './store.ts';

const tried = new Set<string>();

/** Handles records one by one and reports the first that fails; "flaky" fails the first time only. */
export const handler = async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  for (const { dynamodb } of event.Records) {
    const value = dynamodb?.NewImage?.['value']?.S ?? '';
    const itemIdentifier = dynamodb?.SequenceNumber ?? '';
    if (value === 'poison' || (value === 'flaky' && !tried.has(itemIdentifier))) {
      tried.add(itemIdentifier);
      return { batchItemFailures: [{ itemIdentifier }] };
    }
    await append('partly-copied', `${dynamodb?.Keys?.['pk']?.S}`, value);
  }
  return { batchItemFailures: [] };
};
