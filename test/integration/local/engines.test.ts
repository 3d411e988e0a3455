import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  type _Record,
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { arn } from '../../../infra/local/account.ts';
import { dynoxideBinary } from '../../../infra/local/engines/dynoxide.ts';
import { type EngineName, startEngines } from '../../../infra/local/engines/engines.ts';
import { indexStreamRecords, trimStreamRecords } from '../../../infra/local/engines/stream-records.ts';
import {
  type Clients,
  createTable,
  refusalOf,
  type StartedGateway,
  startedGateway,
} from './started-gateway.ts';

let dataDirectory: string;
let started: StartedGateway | undefined;

beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'engines-test-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await started?.stop();
  started = undefined;
  rmSync(dataDirectory, { recursive: true, force: true });
});

async function start(engine?: EngineName): Promise<StartedGateway> {
  await started?.stop();
  started = await startedGateway({ dataDirectory, ...(engine && { engine }) });
  return started;
}

async function records({ streams }: Clients, StreamArn: string): Promise<_Record[]> {
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
  const position = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' as const };
  let { ShardIterator } = await streams.send(new GetShardIteratorCommand(position));
  const all: _Record[] = [];
  for (;;) {
    const page = await streams.send(new GetRecordsCommand({ ShardIterator }));
    if (!page.Records?.length) return all;
    all.push(...page.Records);
    ShardIterator = page.NextShardIterator;
  }
}

const names = (all: _Record[]): string[] =>
  all.map(({ eventName, dynamodb }) => `${eventName} ${dynamodb?.Keys?.['pk']?.S}`);
const put = ({ dynamodb }: Clients, pk: string, more: object = {}) =>
  dynamodb.send(
    new PutItemCommand({ TableName: 'Records', Item: { pk: { S: pk }, group: { S: 'g' }, ...more } }),
  );

const hasJava = ((): boolean => {
  try {
    execFileSync('java', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write(
      '\n!! Java is not installed: DynamoDB Local, the second opinion, is NOT tested here !!\n\n',
    );
    return false;
  }
})();

/** What the application builds on, the same on every engine. */
describe.each<EngineName>(['dynoxide', 'dynamodb-local'])('on %s', (engine) => {
  const missing = engine === 'dynoxide' ? !dynoxideBinary() : !hasJava;

  test.skipIf(missing)('conditions, transactions and streams work, and survive a restart', async () => {
    const { operator, engines } = await start(engine);
    const streamArn = await createTable(operator, 'Records');
    await engines.tuneAfterTables();
    await put(operator, 'a');
    const again = operator.dynamodb.send(
      new PutItemCommand({
        TableName: 'Records',
        Item: { pk: { S: 'a' } },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    expect(await refusalOf(again)).toBe('400 ConditionalCheckFailedException');
    const Put = { TableName: 'Records', Item: { pk: { S: 'b' } } };
    const ConditionCheck = {
      TableName: 'Records',
      Key: { pk: { S: 'a' } },
      ConditionExpression: 'attribute_exists(pk)',
    };
    await operator.dynamodb.send(
      new TransactWriteItemsCommand({ TransactItems: [{ Put }, { ConditionCheck }] }),
    );
    await operator.dynamodb.send(
      new UpdateItemCommand({
        TableName: 'Records',
        Key: { pk: { S: 'a' } },
        UpdateExpression: 'SET n = :n',
        ExpressionAttributeValues: { ':n': { N: '1' } },
      }),
    );
    await engines.sweep();
    const before = await records(operator, streamArn);
    expect(names(before)).toEqual(['INSERT a', 'INSERT b', 'MODIFY a']);

    const restarted = await start(engine);
    const { Table } = await restarted.operator.dynamodb.send(
      new DescribeTableCommand({ TableName: 'Records' }),
    );
    expect(Table?.LatestStreamArn).toBe(streamArn);
    await put(restarted.operator, 'c');
    const after = await records(restarted.operator, streamArn);
    expect(names(after)).toEqual([...names(before), 'INSERT c']);
    const { Item } = await restarted.operator.dynamodb.send(
      new GetItemCommand({ TableName: 'Records', Key: { pk: { S: 'a' } }, ConsistentRead: true }),
    );
    expect(Item?.['n']).toEqual({ N: '1' });
  });
});

describe.skipIf(!dynoxideBinary())('dynoxide', () => {
  const file = (): string => join(dataDirectory, 'dynoxide', 'dynamodb.sqlite');
  const query = (sql: string): unknown[] => {
    const database = new DatabaseSync(file());
    try {
      return database
        .prepare(sql)
        .all()
        .map((row) => Object.values(row)[0]);
    } finally {
      database.close();
    }
  };

  test('the next sequence number and a page of a shard are found by index', async () => {
    const { operator, engines } = await start('dynoxide');
    await createTable(operator, 'Records');
    await engines.tuneAfterTables();
    await engines.tuneAfterTables();
    // dynoxide's own statements: only an index over this very expression serves them.
    const plan = (sql: string): string => {
      const database = new DatabaseSync(file());
      const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[];
      database.close();
      return steps.map(({ detail }) => detail).join('; ');
    };
    expect(
      plan(
        "SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)),0)+1 FROM _stream_records WHERE table_name = 'Records'",
      ),
    ).toContain('INDEX stream_next_number (table_name=?)');
    expect(
      plan(
        "SELECT * FROM _stream_records WHERE table_name = 'Records' AND shard_id = 's' AND CAST(sequence_number AS INTEGER) > 5 ORDER BY CAST(sequence_number AS INTEGER) LIMIT 10",
      ),
    ).toContain('INDEX stream_page (table_name=? AND shard_id=? AND <expr>>?)');
  });

  test('a sweep deletes what has expired, as a REMOVE in the stream, and nothing else', async () => {
    const { operator, engines } = await start('dynoxide');
    const streamArn = await createTable(operator, 'Records');
    await operator.dynamodb.send(
      new UpdateTimeToLiveCommand({
        TableName: 'Records',
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      }),
    );
    const seconds = Math.floor(Date.now() / 1_000);
    await put(operator, 'expired', { expiresAt: { N: `${seconds - 60}` } });
    await put(operator, 'later', { expiresAt: { N: `${seconds + 3_600}` } });
    await put(operator, 'never');
    await engines.sweep();
    const { Items } = await operator.dynamodb.send(new ScanCommand({ TableName: 'Records' }));
    expect(Items?.map(({ pk }) => pk?.S).sort()).toEqual(['later', 'never']);
    expect(names(await records(operator, streamArn)).at(-1)).toBe('REMOVE expired');
  });

  test('a trim forgets old records, keeps the highest of each table, and numbers go on', async () => {
    const { operator } = await start('dynoxide');
    const streamArn = await createTable(operator, 'Records');
    const quiet = await createTable(operator, 'Outcomes');
    for (let index = 0; index < 12; index += 1) await put(operator, `item-${index}`);
    await operator.dynamodb.send(new PutItemCommand({ TableName: 'Outcomes', Item: { pk: { S: 'only' } } }));
    indexStreamRecords(file());
    expect(await trimStreamRecords(file(), new Date(Date.now() - 3_600_000))).toBe(0);
    expect(await trimStreamRecords(file(), new Date(Date.now() + 60_000))).toBe(11);
    expect(query('SELECT count(*) FROM _stream_records')).toEqual([2]);
    await put(operator, 'next');
    const left = await records(operator, streamArn);
    expect(names(left)).toEqual(['INSERT item-11', 'INSERT next']);
    expect(left.map(({ dynamodb }) => dynamodb?.SequenceNumber)).toEqual(['12', '13']);
    expect(names(await records(operator, quiet))).toEqual(['INSERT only']);
  });
});

test('objects, queues and secrets survive a restart, on another port', async () => {
  const { operator, gateway } = await start();
  await operator.s3.send(new CreateBucketCommand({ Bucket: 'kept' }));
  await operator.s3.send(new PutObjectCommand({ Bucket: 'kept', Key: 'a/b', Body: 'still here' }));
  const { QueueUrl } = await operator.sqs.send(new CreateQueueCommand({ QueueName: 'kept' }));
  await operator.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'still here' }));
  const arn = await gateway.secrets.create('kept', () => 'still here');

  const restarted = await start();
  expect(restarted.gateway.url).not.toBe(gateway.url);
  const { s3, sqs, secrets } = restarted.operator;
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'kept', Key: 'a/b' }));
  expect(await Body?.transformToString()).toBe('still here');
  const found = await sqs.send(new GetQueueUrlCommand({ QueueName: 'kept' }));
  expect(found.QueueUrl).toContain(restarted.gateway.url);
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: found.QueueUrl }));
  expect(Messages?.map((message) => message.Body)).toEqual(['still here']);
  expect(await restarted.gateway.secrets.create('kept', () => 'another')).toBe(arn);
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: 'kept' }));
  expect(SecretString).toBe('still here');
});

test('a message that is put back at once is there again', async () => {
  const { sqs } = (await start()).operator;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'looked-at' }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'still here' }));
  for (const _ of [1, 2]) {
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 600 }));
    expect(Messages?.map(({ Body }) => Body)).toEqual(['still here']);
    const { ReceiptHandle } = Messages![0]!;
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
  }
});

test('a message that was received too often goes to the dead-letter queue by its ARN', async () => {
  const { operator } = await start();
  const { sqs } = operator;
  const dead = await sqs.send(new CreateQueueCommand({ QueueName: 'dead' }));
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: arn('sqs', 'dead'),
    maxReceiveCount: 1,
  });
  const work = await sqs.send(
    new CreateQueueCommand({ QueueName: 'work', Attributes: { RedrivePolicy, VisibilityTimeout: '0' } }),
  );
  await sqs.send(new SendMessageCommand({ QueueUrl: work.QueueUrl, MessageBody: 'poison' }));
  const receive = async (QueueUrl: string | undefined, WaitTimeSeconds = 0) =>
    (await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds }))).Messages?.[0]?.Body;
  expect(await receive(work.QueueUrl)).toBe('poison');
  expect(await receive(work.QueueUrl)).toBeUndefined();
  expect(await receive(dead.QueueUrl, 5)).toBe('poison');
});

test.skipIf(!dynoxideBinary())('nothing that we embed listens to the network', async () => {
  const { engines, gateway } = await start('dynoxide');
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address && !address.internal && address.family === 'IPv4')?.address;
  if (!outside) return expect(engines.storeUrl).toContain('//127.0.0.1:');
  for (const url of [engines.storeUrl, engines.dynamodbUrl, gateway.url]) {
    await expect(fetch(url.replace('127.0.0.1', outside))).rejects.toThrow();
  }
});

test('engines that somebody else runs are used, and left running', async () => {
  const theirs = await start();
  await createTable(theirs.operator, 'Records');
  vi.stubEnv('DYNAMODB_ENGINE', undefined);
  vi.stubEnv('DYNAMODB_ENDPOINT', theirs.engines.dynamodbUrl);
  vi.stubEnv('S3_ENDPOINT', theirs.engines.storeUrl);
  const ours = await startedGateway();
  expect(ours.engines).toMatchObject({
    dynamodbUrl: theirs.engines.dynamodbUrl,
    storeUrl: theirs.engines.storeUrl,
  });
  expect(ours.engines.queuesUrl).not.toBe(theirs.engines.queuesUrl);
  await put(ours.operator, 'by way of ours');
  await ours.stop();
  const { Items } = await theirs.operator.dynamodb.send(new ScanCommand({ TableName: 'Records' }));
  expect(Items?.map(({ pk }) => pk?.S)).toEqual(['by way of ours']);
});

test('what is missing is said in a sentence', async () => {
  vi.stubEnv('PATH', dataDirectory);
  vi.stubEnv('JAVA_HOME', '');
  await expect(startEngines({ dataDirectory, engine: 'dynamodb-local' })).rejects.toThrow(
    /needs Java 17 or later, and there is none/,
  );
  vi.unstubAllEnvs();
  vi.stubEnv('DYNAMODB_ENGINE', 'dynalite');
  await expect(startEngines({ dataDirectory })).rejects.toThrow(/must be one of dynoxide, dynamodb-local/);
  expect(dynoxideBinary('plan9-mips')).toBeUndefined();
});
