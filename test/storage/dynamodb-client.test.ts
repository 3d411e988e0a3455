import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { createLog } from '../../shared/log.ts';
import { createDynamoDBClient, RACE_LOST } from '../../shared/storage/aws/dynamodb.ts';
import { pauseBefore, waitBefore } from '../../shared/storage/aws/retry.ts';

/** What the SDK does with each call, one name a part. */
const partsOf = (client: DynamoDBClient) => client.middlewareStack.identify().join('\n');

test('nothing is copied for a log that nobody keeps', () => {
  const region = 'eu-west-1';
  // The SDK's own client does it: else it calls that part by another name now, and ours would not be without it.
  expect(partsOf(new DynamoDBClient({ region }))).toContain('loggerMiddleware');
  expect(partsOf(createDynamoDBClient({ region }))).not.toContain('loggerMiddleware');
});

test('a race that was lost is told once for each attempt that follows, and an attempt for another reason is not', async () => {
  const lines: string[] = [];
  const log = createLog('derive-outcomes', (line) => lines.push(line));
  const client = Object.assign(createDynamoDBClient({ region: 'eu-west-1' }, log), {
    waitUpTo: async () => {},
  });
  for (let attempt = 0; attempt < 3; attempt++) await waitBefore(attempt, client);
  for (let attempt = 0; attempt < 3; attempt++) await pauseBefore(attempt, client);
  expect(lines.map((line) => JSON.parse(line).message)).toEqual([RACE_LOST, RACE_LOST]);
});
