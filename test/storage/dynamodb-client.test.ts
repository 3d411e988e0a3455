import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';

/** What the SDK does with each call, one name a part. */
const partsOf = (client: DynamoDBClient) => client.middlewareStack.identify().join('\n');

test('nothing is copied for a log that nobody keeps', () => {
  const region = 'eu-west-1';
  // The SDK's own client does it: else it calls that part by another name now, and ours would not be without it.
  expect(partsOf(new DynamoDBClient({ region }))).toContain('loggerMiddleware');
  expect(partsOf(createDynamoDBClient({ region }))).not.toContain('loggerMiddleware');
});
