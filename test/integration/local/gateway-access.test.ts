import {
  BatchWriteItemCommand,
  DescribeTableCommand,
  ExecuteStatementCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import {
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import {
  CreateQueueCommand,
  ListDeadLetterSourceQueuesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ACCOUNT,
  clientsFor,
  createTable,
  REGION,
  refusalOf,
  type StartedGateway,
  startedGateway,
} from './started-gateway.ts';

const TABLES = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table`;
const item = (pk: string) => ({ pk: { S: pk }, group: { S: 'g' } });

let started: StartedGateway;

beforeAll(async () => {
  started = await startedGateway();
  await createTable(started.operator, 'Records');
  await createTable(started.operator, 'Outcomes');
  await started.operator.s3.send(new CreateBucketCommand({ Bucket: 'imports' }));
  await started.operator.s3.send(new PutObjectCommand({ Bucket: 'imports', Key: 'mine/a', Body: 'a' }));
  await started.operator.s3.send(new PutObjectCommand({ Bucket: 'imports', Key: 'theirs/a', Body: 'a' }));
});
afterAll(() => started.stop());

const allow = (action: string | string[], resource: string | string[]): object => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
});

describe('DynamoDB', () => {
  test('a role does what its policies say, and nothing else', async () => {
    const { dynamodb } = started.role('writer', allow('dynamodb:PutItem', `${TABLES}/Records`));
    await dynamodb.send(new PutItemCommand({ TableName: 'Records', Item: item('1') }));
    const forbidden = dynamodb.send(new GetItemCommand({ TableName: 'Records', Key: { pk: { S: '1' } } }));
    await expect(forbidden).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: arn:aws:iam::${ACCOUNT}:role/writer is not authorized to perform: dynamodb:GetItem on resource: ${TABLES}/Records because no identity-based policy allows the dynamodb:GetItem action`,
    });
    const elsewhere = dynamodb.send(new PutItemCommand({ TableName: 'Outcomes', Item: item('1') }));
    expect(await refusalOf(elsewhere)).toBe('400 AccessDeniedException');
  });

  test('a batch is refused as a whole when one of its tables is', async () => {
    const { dynamodb } = started.role('batcher', allow('dynamodb:BatchWriteItem', `${TABLES}/Records`));
    const put = (pk: string) => [{ PutRequest: { Item: item(pk) } }];
    await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { Records: put('batch-1') } }));
    const mixed = new BatchWriteItemCommand({
      RequestItems: { Records: put('batch-2'), Outcomes: put('batch-2') },
    });
    expect(await refusalOf(dynamodb.send(mixed))).toBe('400 AccessDeniedException');
    const { Item } = await started.operator.dynamodb.send(
      new GetItemCommand({ TableName: 'Records', Key: { pk: { S: 'batch-2' } } }),
    );
    expect(Item).toBeUndefined();
  });

  test('a transaction needs the permission of each of its items', async () => {
    const { dynamodb } = started.role(
      'transactor',
      allow(['dynamodb:PutItem', 'dynamodb:ConditionCheckItem'], `${TABLES}/Records`),
      allow('dynamodb:UpdateItem', `${TABLES}/Outcomes`),
    );
    const Put = { TableName: 'Records', Item: item('tx') };
    const condition = { ConditionExpression: 'attribute_not_exists(pk)' };
    const ConditionCheck = { TableName: 'Records', Key: { pk: { S: 'absent' } }, ...condition };
    const Update = {
      TableName: 'Outcomes',
      Key: { pk: { S: 'tx' } },
      UpdateExpression: 'SET n = :n',
      ExpressionAttributeValues: { ':n': { N: '1' } },
    };
    const transact = (...TransactItems: object[]) =>
      dynamodb.send(new TransactWriteItemsCommand({ TransactItems }));
    await transact({ Put }, { ConditionCheck }, { Update });
    const Delete = { TableName: 'Records', Key: { pk: { S: 'tx' } } };
    expect(await refusalOf(transact({ Update }, { Delete }))).toBe('400 AccessDeniedException');
    const checkElsewhere = { ConditionCheck: { ...ConditionCheck, TableName: 'Outcomes' } };
    expect(await refusalOf(transact({ Put }, checkElsewhere))).toBe('400 AccessDeniedException');
  });

  test('an index is a resource of its own', async () => {
    const query = (IndexName?: string) =>
      new QueryCommand({
        TableName: 'Records',
        ...(IndexName && { IndexName }),
        KeyConditionExpression: '#k = :v',
        ExpressionAttributeNames: { '#k': IndexName ? 'group' : 'pk' },
        ExpressionAttributeValues: { ':v': { S: 'g' } },
      });
    const { dynamodb: onIndex } = started.role(
      'indexer',
      allow('dynamodb:Query', `${TABLES}/Records/index/*`),
    );
    await onIndex.send(query('by-group'));
    expect(await refusalOf(onIndex.send(query()))).toBe('400 AccessDeniedException');
    const { dynamodb: onTable } = started.role('tabler', allow('dynamodb:Query', `${TABLES}/Records`));
    await onTable.send(query());
    expect(await refusalOf(onTable.send(query('by-group')))).toBe('400 AccessDeniedException');
  });

  test('a stream is read by its ARN, iterators included', async () => {
    const { Table } = await started.operator.dynamodb.send(
      new DescribeTableCommand({ TableName: 'Records' }),
    );
    const StreamArn = Table?.LatestStreamArn ?? '';
    expect(StreamArn).toContain(`${TABLES}/Records/stream/`);
    await started.operator.dynamodb.send(
      new PutItemCommand({
        TableName: 'Records',
        Item: { ...item('streamed'), note: { S: '"NextShardIterator":"x' }, NextShardIterator: { S: 'y' } },
      }),
    );
    const reading = ['dynamodb:DescribeStream', 'dynamodb:GetShardIterator', 'dynamodb:GetRecords'];
    const { streams } = started.role('reader', allow(reading, `${TABLES}/Records/stream/*`));
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
    const { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
    );
    const page = await streams.send(new GetRecordsCommand({ ShardIterator }));
    const last = page.Records?.at(-1)?.dynamodb?.NewImage;
    expect(last).toMatchObject({ note: { S: '"NextShardIterator":"x' }, NextShardIterator: { S: 'y' } });
    const next = await streams.send(new GetRecordsCommand({ ShardIterator: page.NextShardIterator }));
    expect(next.Records).toEqual([]);

    const { streams: foreign } = started.role('outsider', allow(reading, `${TABLES}/Outcomes/stream/*`));
    expect(await refusalOf(foreign.send(new DescribeStreamCommand({ StreamArn })))).toBe(
      '400 AccessDeniedException',
    );
    const stolen = foreign.send(new GetRecordsCommand({ ShardIterator: page.NextShardIterator }));
    expect(await refusalOf(stolen)).toBe('400 AccessDeniedException');
  });
});

describe('S3', () => {
  const MINE = 'arn:aws:s3:::imports/mine/*';

  test('objects by prefix, in XML', async () => {
    const { s3 } = started.role('importer', allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], MINE));
    await s3.send(new PutObjectCommand({ Bucket: 'imports', Key: 'mine/b', Body: 'b' }));
    await s3.send(new GetObjectCommand({ Bucket: 'imports', Key: 'mine/b' }));
    const foreign = s3.send(new GetObjectCommand({ Bucket: 'imports', Key: 'theirs/a' }));
    await expect(foreign).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('s3:GetObject on resource: arn:aws:s3:::imports/theirs/a'),
    });
    expect(await refusalOf(s3.send(new HeadObjectCommand({ Bucket: 'imports', Key: 'theirs/a' })))).toMatch(
      /^403/,
    );
    const copy = { Bucket: 'imports', Key: 'mine/c' };
    await s3.send(new CopyObjectCommand({ ...copy, CopySource: 'imports/mine/b' }));
    const copyFrom = s3.send(new CopyObjectCommand({ ...copy, CopySource: 'imports/theirs/a' }));
    expect(await refusalOf(copyFrom)).toBe('403 AccessDenied');
  });

  test('a listing by its prefix', async () => {
    const { s3 } = started.role('lister', {
      ...allow('s3:ListBucket', 'arn:aws:s3:::imports'),
      Condition: { StringLike: { 's3:prefix': 'mine/*' } },
    });
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'imports', Prefix: 'mine/' }));
    expect(Contents?.map(({ Key }) => Key)).toContain('mine/a');
    expect(await refusalOf(s3.send(new ListObjectsV2Command({ Bucket: 'imports' })))).toBe(
      '403 AccessDenied',
    );
  });

  test('a missing object is forbidden to whoever may not list, and missing to others', async () => {
    const missing = new GetObjectCommand({ Bucket: 'imports', Key: 'mine/missing' });
    const blind = started.role('blind', allow('s3:GetObject', MINE));
    expect(await refusalOf(blind.s3.send(missing))).toBe('403 AccessDenied');
    const seeing = started.role(
      'seeing',
      allow('s3:GetObject', MINE),
      allow('s3:ListBucket', 'arn:aws:s3:::imports'),
    );
    expect(await refusalOf(seeing.s3.send(missing))).toBe('404 NoSuchKey');
  });

  test('a deletion of many is decided key by key', async () => {
    const { s3 } = started.role('deleter', allow('s3:DeleteObject', MINE));
    const Objects = [{ Key: 'mine/a' }, { Key: 'theirs/a' }];
    const { Deleted, Errors } = await s3.send(
      new DeleteObjectsCommand({ Bucket: 'imports', Delete: { Objects } }),
    );
    expect(Deleted?.map(({ Key }) => Key)).toEqual(['mine/a']);
    expect(Errors).toMatchObject([{ Key: 'theirs/a', Code: 'AccessDenied' }]);
    await started.operator.s3.send(new HeadObjectCommand({ Bucket: 'imports', Key: 'theirs/a' }));
  });
});

test('SQS: sending and receiving are told apart, in batches too', async () => {
  const { QueueUrl } = await started.operator.sqs.send(new CreateQueueCommand({ QueueName: 'jobs' }));
  const queue = `arn:aws:sqs:${REGION}:${ACCOUNT}:jobs`;
  const { sqs } = started.role('sender', allow('sqs:SendMessage', queue));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
  const Entries = [{ Id: '1', MessageBody: 'two' }];
  const { Successful } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  expect(Successful).toHaveLength(1);
  const receive = sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  await expect(receive).rejects.toMatchObject({
    name: expect.stringMatching(/^AccessDenied/),
    message: expect.stringContaining(`sqs:ReceiveMessage on resource: ${queue}`),
    $metadata: { httpStatusCode: 403 },
  });
});

test('Secrets Manager: one secret is not another', async () => {
  const arn = await started.gateway.secrets.create('app/dev/clinic/a/key', () => 'secret of a');
  await started.gateway.secrets.create('app/dev/clinic/b/key', () => 'secret of b');
  const { secrets } = started.role(
    'keeper',
    allow('secretsmanager:GetSecretValue', `${arn.slice(0, -6)}??????`),
  );
  const byName = await secrets.send(new GetSecretValueCommand({ SecretId: 'app/dev/clinic/a/key' }));
  expect(byName).toMatchObject({ SecretString: 'secret of a', ARN: arn, VersionStages: ['AWSCURRENT'] });
  const other = new GetSecretValueCommand({ SecretId: 'app/dev/clinic/b/key' });
  expect(await refusalOf(secrets.send(other))).toBe('400 AccessDeniedException');
  expect(await refusalOf(secrets.send(new DescribeSecretCommand({ SecretId: arn })))).toBe(
    '400 AccessDeniedException',
  );
});

test('an operation that nobody mapped is refused, to the operator as well', async () => {
  const { dynamodb, sqs, secrets } = started.operator;
  const refusals = await Promise.all([
    refusalOf(dynamodb.send(new ExecuteStatementCommand({ Statement: 'SELECT * FROM "Records"' }))),
    refusalOf(sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: `${started.gateway.url}/1/jobs` }))),
    refusalOf(secrets.send(new DeleteSecretCommand({ SecretId: 'x' }))),
  ]);
  expect(refusals).toEqual(['400 UnknownOperationException', '400 InvalidAction', '400 InvalidAction']);
});

test('an engine that has gone is reported as unavailable, which SDKs retry', async () => {
  const other = await startedGateway();
  try {
    await other.engines.stop();
    const { dynamodb, s3 } = other.operator;
    const call = new GetItemCommand({ TableName: 'Records', Key: { pk: { S: '1' } } });
    expect(await refusalOf(dynamodb.send(call))).toBe('503 ServiceUnavailable');
    expect(await refusalOf(s3.send(new ListObjectsV2Command({ Bucket: 'imports' })))).toBe(
      '503 ServiceUnavailable',
    );
  } finally {
    await other.stop();
  }
});

describe('credentials', () => {
  const read = new GetItemCommand({ TableName: 'Records', Key: { pk: { S: '1' } } });

  test.each(['dynamodb', 's3', 'sqs', 'secrets'] as const)(
    'an unknown key and a wrong secret are refused by %s',
    async (service) => {
      const attempt = (accessKeyId: string, secret: string): Promise<string> => {
        const clients = clientsFor(started.gateway.url, accessKeyId, secret);
        const calls = {
          dynamodb: () => clients.dynamodb.send(read),
          s3: () => clients.s3.send(new ListObjectsV2Command({ Bucket: 'imports' })),
          sqs: () =>
            clients.sqs.send(
              new SendMessageCommand({ QueueUrl: `${started.gateway.url}/1/jobs`, MessageBody: 'x' }),
            ),
          secrets: () => clients.secrets.send(new GetSecretValueCommand({ SecretId: 'x' })),
        };
        return refusalOf(calls[service]());
      };
      const [unknownKey, mismatch] =
        service === 's3'
          ? ['403 InvalidAccessKeyId', '403 SignatureDoesNotMatch']
          : ['403 UnrecognizedClientException', '403 InvalidSignatureException'];
      expect(await attempt('NOBODY', 'x')).toBe(unknownKey);
      expect(await attempt('OPERATOR', 'wrong')).toBe(mismatch);
    },
  );

  test('who was dismissed is unknown again', async () => {
    const { dynamodb } = started.role('leaver', allow('dynamodb:GetItem', `${TABLES}/Records`));
    await dynamodb.send(read);
    started.gateway.dismiss('leaver');
    expect(await refusalOf(dynamodb.send(read))).toBe('403 UnrecognizedClientException');
  });

  test('a request that is not signed, or for another region, or for another service', async () => {
    const unsigned = await fetch(`${started.gateway.url}/imports/theirs/a`);
    expect([unsigned.status, await unsigned.text()]).toEqual([
      403,
      expect.stringContaining('<Code>AccessDenied</Code>'),
    ]);
    const target = { 'x-amz-target': 'DynamoDB_20120810.ListTables' };
    const json = await fetch(started.gateway.url, { method: 'POST', headers: target, body: '{}' });
    expect([json.status, await json.text()]).toEqual([
      403,
      expect.stringContaining('MissingAuthenticationTokenException'),
    ]);
    const elsewhere = new (
      started.operator.dynamodb.constructor as new (
        config: object,
      ) => typeof started.operator.dynamodb
    )({
      ...started.operator.config,
      region: 'us-west-2',
    });
    await expect(elsewhere.send(read)).rejects.toThrow(/valid region: eu-west-1, not us-west-2/);
    elsewhere.destroy();
  });
});
