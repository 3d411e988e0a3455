import type { DynamoDBStreamEvent } from 'aws-lambda';
import { append } from './store.ts';

/** Adds each record's value to the list of its key, in the order of the stream; refuses a batch that holds poison. */
export const handler = async (event: DynamoDBStreamEvent): Promise<void> => {
  const values = event.Records.map(({ dynamodb }) => dynamodb?.NewImage?.['value']?.S ?? '');
  if (values.includes('poison')) throw new Error('poison');
  for (const [index, { dynamodb }] of event.Records.entries()) {
    await append('copied', `${dynamodb?.Keys?.['pk']?.S}`, values[index] ?? '');
  }
};
