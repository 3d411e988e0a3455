import { arn } from '../account.ts';
import type { Call } from './authorization.ts';
import { Refusal } from './error-format.ts';

/** A parsed request body of DynamoDB or DynamoDB Streams; only what decides about leave is read. */
export type DynamodbInput = {
  TableName?: string;
  IndexName?: string;
  Item?: NamedItem;
  RequestItems?: Record<string, { Keys?: NamedItem[] } | readonly unknown[]>;
  TransactItems?: Record<string, { TableName?: string }>[];
  KeyConditionExpression?: string;
  ExpressionAttributeValues?: Record<string, { S?: string }>;
  StreamArn?: string;
  /** As the gateway hands it out: the stream's ARN, `|1|`, the engine's own iterator. */
  ShardIterator?: string;
};

/** An item, or the key of one. */
type NamedItem = { pk?: { S?: string } };

type CallsOf = (
  operation: string,
  input: DynamodbInput,
  tableArn: (name: string | undefined) => string,
) => Call[];

const onTable: CallsOf = (operation, input, tableArn) => [
  {
    action: `dynamodb:${operation}`,
    resource: tableArn(input.TableName),
    ...inPartition(input.Item?.pk?.S),
  },
];

/** What a policy may look at of a call that is about one partition. */
const inPartition = (partition: string | undefined) =>
  partition === undefined ? {} : { context: { 'dynamodb:LeadingKeys': partition } };

const onTableOrIndex: CallsOf = (operation, input, tableArn) => {
  const index = input.IndexName ? `/index/${input.IndexName}` : '';
  const partition = operation === 'Query' ? partitionOf(input) : undefined;
  const resource = `${tableArn(input.TableName)}${index}`;
  return [{ action: `dynamodb:${operation}`, resource, ...inPartition(partition) }];
};

/** The partition that a query asks for, where it names it as ours do. */
function partitionOf({
  KeyConditionExpression,
  ExpressionAttributeValues,
}: DynamodbInput): string | undefined {
  const named = /^\s*pk\s*=\s*(:\w+)/.exec(KeyConditionExpression ?? '')?.[1];
  return named === undefined ? undefined : ExpressionAttributeValues?.[named]?.S;
}

const onEachTable: CallsOf = (operation, input, tableArn) =>
  Object.entries(input.RequestItems ?? {}).map(([name, asked]) => ({
    action: `dynamodb:${operation}`,
    resource: tableArn(name),
    ...inPartition('Keys' in asked ? onlyPartition(asked.Keys) : undefined),
  }));

/** The partition that all keys are of; nothing where they are of several. */
function onlyPartition(keys: readonly NamedItem[] = []): string | undefined {
  const [partition, ...others] = new Set(keys.map(({ pk }) => pk?.S));
  return others.length > 0 ? undefined : partition;
}

/** A transaction needs what its items need: there is no permission for the transaction itself. */
const onEachItem: CallsOf = (_operation, input, tableArn) => {
  const calls = (input.TransactItems ?? []).flatMap((item) =>
    Object.entries(item).map(([kind, { TableName }]) => {
      const action = TRANSACT_ACTIONS.get(kind);
      if (!action) throw unknown(`TransactItems.${kind}`);
      return { action, resource: tableArn(TableName) };
    }),
  );
  return [...new Map(calls.map((call) => [`${call.action} ${call.resource}`, call])).values()];
};

const TRANSACT_ACTIONS = new Map([
  ['Put', 'dynamodb:PutItem'],
  ['Update', 'dynamodb:UpdateItem'],
  ['Delete', 'dynamodb:DeleteItem'],
  ['ConditionCheck', 'dynamodb:ConditionCheckItem'],
  ['Get', 'dynamodb:GetItem'],
]);

const onEverything: CallsOf = (operation) => [{ action: `dynamodb:${operation}`, resource: '*' }];

const onStream: CallsOf = (operation, input) => [
  { action: `dynamodb:${operation}`, resource: required(input.StreamArn, 'StreamArn') },
];

const onIterator: CallsOf = (operation, input) => [
  {
    action: `dynamodb:${operation}`,
    resource: required(input.ShardIterator?.split('|')[0], 'ShardIterator'),
  },
];

/** Every operation that the gateway lets through, by its X-Amz-Target, and how to tell what it needs. */
const OPERATIONS: ReadonlyMap<string, CallsOf> = new Map([
  ...operations('DynamoDB_20120810', onTable, [
    ...['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    ...['CreateTable', 'DeleteTable', 'DescribeTable', 'UpdateTable'],
    ...['DescribeTimeToLive', 'UpdateTimeToLive'],
  ]),
  ...operations('DynamoDB_20120810', onTableOrIndex, ['Query', 'Scan']),
  ...operations('DynamoDB_20120810', onEachTable, ['BatchGetItem', 'BatchWriteItem']),
  ...operations('DynamoDB_20120810', onEachItem, ['TransactWriteItems', 'TransactGetItems']),
  ...operations('DynamoDB_20120810', onEverything, ['ListTables']),
  ...operations('DynamoDBStreams_20120810', onEverything, ['ListStreams']),
  ...operations('DynamoDBStreams_20120810', onStream, ['DescribeStream', 'GetShardIterator']),
  ...operations('DynamoDBStreams_20120810', onIterator, ['GetRecords']),
]);

/**
 * What a DynamoDB request wants to do, as IAM puts it.
 *
 * @param target the X-Amz-Target header, `DynamoDB_20120810.PutItem`.
 * @throws Refusal for an operation that is not known here: never passed on unchecked.
 */
export function dynamodbCalls(target: string, input: DynamodbInput): Call[] {
  const callsOf = OPERATIONS.get(target);
  if (!callsOf) throw unknown(target);
  return callsOf(target.slice(target.indexOf('.') + 1), input, (name) => {
    if (name?.startsWith('arn:')) {
      throw new Refusal(400, 'ValidationException', `name the table instead of its ARN locally: ${name}`);
    }
    return arn('dynamodb', `table/${required(name, 'TableName')}`);
  });
}

function operations(api: string, callsOf: CallsOf, names: readonly string[]): [string, CallsOf][] {
  return names.map((name) => [`${api}.${name}`, callsOf]);
}

function required(value: string | undefined, name: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new Refusal(400, 'ValidationException', `${name} is required`);
}

function unknown(operation: string): Refusal {
  return new Refusal(400, 'UnknownOperationException', `${operation} is not offered by the local gateway`);
}
