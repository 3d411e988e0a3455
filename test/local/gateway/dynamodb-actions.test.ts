import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arn } from '../../../infra/local/account.ts';
import { type DynamodbInput, dynamodbCalls } from '../../../infra/local/gateway/dynamodb-actions.ts';

const PREFIX = arn('dynamodb', 'table/');

function calls(operation: string, input: DynamodbInput): string[] {
  const api = operation.includes('.') ? operation : `DynamoDB_20120810.${operation}`;
  return dynamodbCalls(api, input).map(({ action, resource }) => `${action} ${resource.replace(PREFIX, '')}`);
}

describe('what an operation needs', () => {
  test.each<[string, DynamodbInput, string[]]>([
    ['PutItem', { TableName: 'Records' }, ['dynamodb:PutItem Records']],
    ['Query', { TableName: 'Records' }, ['dynamodb:Query Records']],
    ['Query', { TableName: 'Records', IndexName: 'by-instant' }, ['dynamodb:Query Records/index/by-instant']],
    ['ListTables', {}, ['dynamodb:ListTables *']],
    [
      'BatchWriteItem',
      { RequestItems: { Records: [], Outcomes: [] } },
      ['dynamodb:BatchWriteItem Records', 'dynamodb:BatchWriteItem Outcomes'],
    ],
    ['BatchGetItem', { RequestItems: { Records: {} } }, ['dynamodb:BatchGetItem Records']],
    [
      'TransactWriteItems',
      {
        TransactItems: [
          { Put: { TableName: 'Records' } },
          { Put: { TableName: 'Records' } },
          { Update: { TableName: 'Outcomes' } },
          { Delete: { TableName: 'Records' } },
          { ConditionCheck: { TableName: 'Outcomes' } },
        ],
      },
      [
        'dynamodb:PutItem Records',
        'dynamodb:UpdateItem Outcomes',
        'dynamodb:DeleteItem Records',
        'dynamodb:ConditionCheckItem Outcomes',
      ],
    ],
    [
      'TransactGetItems',
      { TransactItems: [{ Get: { TableName: 'Records' } }] },
      ['dynamodb:GetItem Records'],
    ],
    [
      'DynamoDBStreams_20120810.DescribeStream',
      { StreamArn: `${PREFIX}Records/stream/2026` },
      ['dynamodb:DescribeStream Records/stream/2026'],
    ],
    [
      'DynamoDBStreams_20120810.GetRecords',
      { ShardIterator: `${PREFIX}Records/stream/2026|1|opaque` },
      ['dynamodb:GetRecords Records/stream/2026'],
    ],
  ])('%s', (operation, input, expected) => {
    expect(calls(operation, input)).toEqual(expected);
  });

  test('a query names the partition that it asks for, which a policy may look at', () => {
    const query = (KeyConditionExpression: string) =>
      dynamodbCalls('DynamoDB_20120810.Query', {
        ...{ TableName: 'Registry', KeyConditionExpression },
        ExpressionAttributeValues: { ':pk': { S: 'CLINICS' }, ':prefix': { S: 'CLINIC#' } },
      }).map(({ context }) => context);
    const named = [{ 'dynamodb:LeadingKeys': 'CLINICS' }];
    expect(query('pk = :pk')).toEqual(named);
    expect(query('pk = :pk AND begins_with(sk, :prefix)')).toEqual(named);
    const put = dynamodbCalls('DynamoDB_20120810.PutItem', {
      ...{ TableName: 'Registry', Item: { pk: { S: 'CLINICS' } } },
    });
    expect(
      put.map(({ context }) => context),
      'and so does what is written',
    ).toEqual(named);
    const got = (...pks: string[]) =>
      dynamodbCalls('DynamoDB_20120810.BatchGetItem', {
        RequestItems: { Registry: { Keys: pks.map((pk) => ({ pk: { S: pk } })) } },
      }).map(({ context }) => context);
    expect(got('CLINICS', 'CLINICS'), 'and what is asked for by its keys').toEqual(named);
    expect(got('CLINICS', 'OTHERS')).toEqual([undefined]);
    expect(query('sk = :pk'), 'it cannot be told, so no condition on it holds').toEqual([undefined]);
  });
});

describe('what is refused', () => {
  const unknown = expect.objectContaining({ status: 400, code: 'UnknownOperationException' });
  const invalid = expect.objectContaining({ status: 400, code: 'ValidationException' });

  test.each(['ExecuteStatement', 'ImportTable', 'constructor', '', 'PutItem.x'])(
    'operation "%s"',
    (operation) => {
      expect(() => dynamodbCalls(`DynamoDB_20120810.${operation}`, { TableName: 'T' })).toThrow(unknown);
    },
  );

  test('an item of a transaction that is none of the known kinds', () => {
    expect(() => calls('TransactWriteItems', { TransactItems: [{ Upsert: { TableName: 'T' } }] })).toThrow(
      unknown,
    );
  });

  test('a call that names no table, or names it by ARN', () => {
    expect(() => calls('PutItem', {})).toThrow(invalid);
    expect(() => calls('PutItem', { TableName: `${PREFIX}Records` })).toThrow(invalid);
    expect(() => calls('TransactWriteItems', { TransactItems: [{ Put: {} }] })).toThrow(invalid);
  });
});

test('no table of a batch or of a transaction goes unasked', () => {
  const kind = fc.constantFrom('Put', 'Update', 'Delete', 'ConditionCheck');
  const table = fc.string({ unit: fc.constantFrom('A', 'B', 'c', '-'), minLength: 3, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(fc.tuple(kind, table), { minLength: 1, maxLength: 20 }), (items) => {
      const transaction = items.map(([name, TableName]) => ({ [name]: { TableName } }));
      const asked = new Set(calls('TransactWriteItems', { TransactItems: transaction }));
      for (const [name, TableName] of items) {
        const action = name === 'ConditionCheck' ? 'ConditionCheckItem' : `${name}Item`;
        expect(asked).toContain(`dynamodb:${action} ${TableName}`);
      }
      const batch = calls('BatchWriteItem', {
        RequestItems: Object.fromEntries(items.map(([, name]) => [name, []])),
      });
      expect(new Set(batch)).toEqual(new Set(items.map(([, name]) => `dynamodb:BatchWriteItem ${name}`)));
    }),
  );
});
