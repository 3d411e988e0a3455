import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PurgeQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../../../infra/local/local-cloud.ts';
import { fixtureAssembly, type Hands, handsOn, temporaryDirectory } from './fixture.ts';

let assembly: string;
let data: Awaited<ReturnType<typeof temporaryDirectory>>;
let cloud: LocalCloud;
let hands: Hands;
let queues: SQSClient;
let objects: S3Client;

beforeAll(async () => {
  [assembly, data] = await Promise.all([fixtureAssembly(), temporaryDirectory('sources')]);
  cloud = await startLocalCloud({ assemblyDirectory: assembly, dataDirectory: data.path });
  hands = handsOn(cloud);
  queues = new SQSClient(cloud.clientConfig);
  objects = new S3Client(cloud.clientConfig);
});
beforeEach(async () => {
  for (const output of ['FailuresQueueUrl', 'DeadWorkQueueUrl']) {
    await queues.send(new PurgeQueueCommand({ QueueUrl: cloud.outputs[output] }));
  }
});
afterAll(async () => {
  hands?.close();
  queues?.destroy();
  objects?.destroy();
  await cloud?.stop();
  await data?.remove();
});

const failures = async () =>
  (await hands.receive('FailuresQueueUrl')).map(({ Body }) => JSON.parse(Body ?? '{}'));

describe('a stream mapping', () => {
  it('keeps the order of each key while it works on several at once', async () => {
    const keys = ['copy#a', 'copy#b', 'copy#c', 'copy#d', 'copy#e', 'copy#f'];
    const values = Array.from({ length: 40 }, (_, index) => String(index));
    for (const value of values) await Promise.all(keys.map((key) => hands.put(key, 'x', value)));
    expect(await cloud.quiescence()).toEqual({ deadLetters: 0 });
    const copied = await hands.kept('copied');
    for (const key of keys) expect(copied[key]).toEqual(values);
  });

  it('delivers only what its filter lets through, each mapping of the stream by itself', async () => {
    await Promise.all([
      hands.put('copy#filtered', '1', 'v'),
      hands.put('partly#filtered', '1', 'v'),
      hands.put('other', '1', 'v'),
    ]);
    await cloud.quiescence();
    expect(Object.keys(await hands.kept('copied')).filter((key) => !/^copy#/.test(key))).toEqual([]);
    expect((await hands.kept('copied'))['copy#filtered']).toEqual(['v']);
    expect(await hands.kept('partly-copied')).toEqual({ 'partly#filtered': ['v'] });
  });

  it('splits a failing batch until the poison is alone, which goes to the destination after its retries', async () => {
    const values = Array.from({ length: 30 }, (_, index) => (index === 17 ? 'poison' : String(index)));
    // One key, so that all are in one lane and, the window being a second, in few batches.
    for (const [index, value] of values.entries()) await hands.put('copy#bisected', String(index), value);
    expect(await cloud.quiescence()).toEqual({ deadLetters: 1 });
    expect((await hands.kept('copied'))['copy#bisected']).toEqual(
      values.filter((value) => value !== 'poison'),
    );
    const [failure, ...others] = await failures();
    expect(others).toEqual([]);
    expect(failure).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
      DDBStreamBatchInfo: {
        batchSize: 1,
        streamArn: expect.stringMatching(/^arn:aws:dynamodb:eu-west-1:000000000000:table\//),
      },
    });
    expect(failure.DDBStreamBatchInfo.startSequenceNumber).toBe(failure.DDBStreamBatchInfo.endSequenceNumber);
  });

  it('goes on behind a reported failure, retries it, and gives up only what keeps failing', async () => {
    const values = ['a', 'b', 'flaky', 'c', 'poison', 'd'];
    for (const [index, value] of values.entries()) await hands.put('partly#reported', String(index), value);
    expect(await cloud.quiescence()).toEqual({ deadLetters: 1 });
    expect((await hands.kept('partly-copied'))['partly#reported']).toEqual(['a', 'b', 'flaky', 'c', 'd']);
    expect(await failures()).toEqual([
      expect.objectContaining({ requestContext: expect.objectContaining({ approximateInvokeCount: 2 }) }),
    ]);
  });
});

describe('a queue mapping', () => {
  const send = (MessageBody: string) =>
    queues.send(new SendMessageCommand({ QueueUrl: cloud.outputs['WorkQueueUrl'], MessageBody }));

  it('works off a queue, and leaves what keeps failing to its dead-letter queue', async () => {
    await Promise.all(['one', 'two', 'poison', 'three'].map(send));
    expect(await cloud.quiescence()).toEqual({ deadLetters: 1 });
    expect(await hands.kept('message')).toEqual({ one: '1', two: '1', three: '1' });
    const [dead, ...others] = await hands.receive('DeadWorkQueueUrl');
    expect([dead?.Body, others]).toEqual(['poison', []]);
  });
});

describe('a bucket notification', () => {
  const put = (Bucket: string | undefined, Key: string, Body: string) =>
    objects.send(new PutObjectCommand({ Bucket, Key, Body }));

  it('reaches the function behind a queue, for the keys it names', async () => {
    const bucket = cloud.outputs['BucketName'];
    await Promise.all([
      put(bucket, 'in/kind=new/red flower.txt', 'petals'),
      put(bucket, 'in/other.csv', 'no'),
      put(bucket, 'out/other.txt', 'no'),
    ]);
    await cloud.quiescence();
    expect(await hands.kept('object')).toEqual({ 'in/kind=new/red flower.txt': 'petals' });
  });

  it('invokes a function', async () => {
    const Bucket = cloud.outputs['SpoolName'];
    await put(Bucket, 'in/gone.txt', 'x');
    await objects.send(new DeleteObjectCommand({ Bucket, Key: 'in/gone.txt' }));
    await cloud.quiescence();
    expect(await hands.kept('removed')).toEqual({ 'in/gone.txt': 'ObjectRemoved:Delete' });
  });
});
