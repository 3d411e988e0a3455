import { globSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listenOnLoopback } from '../../../infra/local/loopback.ts';
import { BOUNDED_CALLS } from '../../../shared/storage/aws/bounded-calls.ts';

/** Takes every call and answers none. */
const silent = createServer(() => {});
let place: { endpoint: string; region: string; credentials: object };
let stop: () => Promise<void>;
beforeAll(async () => {
  const { url, ...listening } = await listenOnLoopback(silent);
  const credentials = { accessKeyId: 'a', secretAccessKey: 's' };
  place = { endpoint: url, region: 'eu-west-1', credentials };
  stop = listening.stop;
});
afterAll(() => stop());

test.each([
  ['S3', (config: object) => new S3Client(config).send(new HeadBucketCommand({ Bucket: 'bucket' }))],
  ['SQS', (config: object) => new SQSClient(config).send(new GetQueueUrlCommand({ QueueName: 'queue' }))],
])('a call of %s that is not answered fails, and does not wait for ever', async (_, call) => {
  const requestHandler = { ...BOUNDED_CALLS.requestHandler, requestTimeout: 50 };
  await expect(call({ ...place, requestHandler, maxAttempts: 1 })).rejects.toMatchObject({
    name: 'TimeoutError',
  });
});

test('no function makes a client whose calls are not bounded', () => {
  const unbounded = globSync('functions/*/*.ts').filter((file) =>
    /new \w+Client\((?!BOUNDED_CALLS\))/.test(readFileSync(file, 'utf8')),
  );
  expect(unbounded).toEqual([]);
});
