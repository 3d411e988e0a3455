import { randomUUID } from 'node:crypto';
import {
  type AttributeValue,
  BatchGetItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Item, itemMapKey } from '../../../shared/storage/aws/dynamodb.ts';
import { DEEP } from '../../deep.ts';
import { TablesInMemory } from '../../simulate/tables/tables-in-memory.ts';
import { assertUntilSeen } from '../../until-seen.ts';
import { type EngineTables, startEngineTables } from './engine-tables.ts';

/**
 * The engine of simulations beside a real one: random commands, built of the conditions, updates and queries that the stores
 * make, are given to both, and both answer alike, errors by name and by reason.
 */
let tables: EngineTables;
beforeAll(async () => {
  tables = await startEngineTables();
});
afterAll(() => tables.stop());

const PLACEHOLDERS = { '#at': 'at', '#record': 'record', '#client': 'client' };
const CONDITIONS = [
  'attribute_not_exists(pk)',
  'attribute_exists(pk)',
  'attribute_not_exists(spent) OR spent <= :n',
  '(attribute_not_exists(spent) OR spent <= :n) AND (attribute_not_exists(waiting) OR NOT contains(waiting, :s))',
  'contains(waiting, :s)',
  'contains(revision, :s)',
  '#record = :s AND attribute_not_exists(#client)',
  '#record = :s',
  'revision <> :s',
  'revision < :s OR #at > :t',
  'NOT revision >= :s AND spent > :n',
  'begins_with(revision, :s)',
  'attribute_not_exists(deleted) AND revision = :s',
  'deleted = :b',
  'spent BETWEEN :n AND :m',
] as const;
const UPDATES = [
  'SET revision = :s',
  'ADD spent :n, waiting :set DELETE marked :set',
  'ADD spent :n SET revision = :s',
  'SET revision = :s REMOVE deleted, waiting',
  'DELETE waiting :set',
  'ADD revision :n',
  'SET #record = :s, spent = :m',
] as const;

const names = fc.constantFrom('a', 'b', 'ab', 'é', '\u{1f600}', '\uffee');
const number = fc.oneof(
  fc.integer({ min: -30, max: 30 }).map(String),
  fc.constantFrom('0.5', '1.50', '-0', '007'),
);
const texts = fc.oneof(names, fc.constantFrom('2026-08-01', '2026-08-02', 'z'));
const set = fc.uniqueArray(names, { minLength: 1, maxLength: 3 });
const key = fc.record({
  pk: fc.constantFrom('p', 'q'),
  sk: fc.constantFrom('A#1', 'A#2', 'B', 'é', '\u{1f600}'),
});
const values = fc.record({
  ':s': texts.map((S) => ({ S })),
  ':t': texts.map((S) => ({ S })),
  ':n': number.map((N) => ({ N })),
  // Above all others, as whoever asks for a range gives its ends in their order.
  ':m': fc.integer({ min: 31, max: 60 }).map((m) => ({ N: String(m) })),
  ':b': fc.boolean().map((BOOL) => ({ BOOL })),
  ':set': set.map((SS) => ({ SS })),
});
const attributes = fc.record(
  {
    at: texts.map((S) => ({ S })),
    revision: texts.map((S) => ({ S })),
    record: texts.map((S) => ({ S })),
    client: texts.map((S) => ({ S })),
    spent: number.map((N) => ({ N })),
    waiting: set.map((SS) => ({ SS })),
    marked: set.map((SS) => ({ SS })),
    deleted: fc.boolean().map((BOOL) => ({ BOOL })),
  },
  { requiredKeys: [] },
);

type Values = Record<string, AttributeValue>;
const keyAttributes = ({ pk, sk }: { pk: string; sk: string }): Item => ({ pk: { S: pk }, sk: { S: sk } });

/** What expressions use of all that could be: an engine refuses the rest. */
function bound(given: Values, ...expressions: (string | undefined)[]) {
  const used = (all: Record<string, unknown>) => {
    const words = new Set(expressions.join(' ').match(/[:#]\w+/g));
    const some = Object.entries(all).filter(([name]) => words.has(name));
    return some.length > 0 ? Object.fromEntries(some) : undefined;
  };
  const [ExpressionAttributeNames, ExpressionAttributeValues] = [used(PLACEHOLDERS), used(given)];
  return {
    ...(ExpressionAttributeNames && {
      ExpressionAttributeNames: ExpressionAttributeNames as Record<string, string>,
    }),
    ...(ExpressionAttributeValues && { ExpressionAttributeValues: ExpressionAttributeValues as Values }),
  };
}

const condition = fc.option(fc.constantFrom(...CONDITIONS), { nil: undefined });
const conditional = (given: Values, ConditionExpression: string | undefined) => ({
  ...(ConditionExpression !== undefined && { ConditionExpression }),
  ...bound(given, ConditionExpression),
});

type Input = Record<string, unknown>;
const putInput = fc.tuple(key, attributes, values, condition).map(
  ([at, more, given, is]): Input => ({
    Item: { ...more, ...keyAttributes(at) },
    ...conditional(given, is),
  }),
);
const keyInput = fc
  .tuple(key, values, condition)
  .map(([at, given, is]): Input => ({ Key: keyAttributes(at), ...conditional(given, is) }));
const checkInput = fc
  .tuple(key, values, fc.constantFrom(...CONDITIONS))
  .map(([at, given, is]): Input => ({ Key: keyAttributes(at), ...conditional(given, is) }));
const updateInput = fc.tuple(key, values, condition, fc.constantFrom(...UPDATES)).map(
  ([at, given, is, UpdateExpression]): Input => ({
    ...{ Key: keyAttributes(at), UpdateExpression },
    ...(is !== undefined && { ConditionExpression: is }),
    ...bound(given, is, UpdateExpression),
  }),
);
const action = fc.oneof(
  putInput.map((Put) => ({ Put })),
  keyInput.map((Delete) => ({ Delete })),
  updateInput.map((Update) => ({ Update })),
  checkInput.map((ConditionCheck) => ({ ConditionCheck })),
);
const queryInput = fc
  .record({
    given: values,
    pk: fc.constantFrom('p', 'q'),
    range: fc.constantFrom(
      '',
      ' AND begins_with(sk, :low)',
      ' AND sk BETWEEN :low AND :high',
      ' AND sk = :low',
    ),
    byInstant: fc.boolean(),
    low: fc.constantFrom('A#', 'A#2', '2026-08-01', 'B'),
    high: fc.constantFrom('B', '\uffff', 'z'),
    filter: condition,
    Limit: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    projection: fc.option(fc.constantFrom('sk', 'pk, #at', '#record'), { nil: undefined }),
  })
  .map(({ given, pk, range, byInstant, low, high, filter, Limit, projection }): Input => {
    const condition = byInstant ? 'pk = :pk AND #at BETWEEN :low AND :high' : `pk = :pk${range}`;
    const all = { ...given, ':pk': { S: pk }, ':low': { S: low }, ':high': { S: high } };
    return {
      ...{ KeyConditionExpression: condition, ConsistentRead: true },
      ...(byInstant && { IndexName: 'by-instant' }),
      ...(filter !== undefined && !/\bpk\b|#at/.test(filter) && { FilterExpression: filter }),
      ...(projection !== undefined && { ProjectionExpression: projection }),
      ...(Limit !== undefined && { Limit }),
      ...bound(all, condition, filter !== undefined && !/\bpk\b|#at/.test(filter) ? filter : '', projection),
    };
  });

type Call = { kind: keyof typeof MAKE; input: Input };
const MAKE = {
  put: (input: Input, TableName: string) => new PutItemCommand({ ...input, TableName } as never),
  remove: (input: Input, TableName: string) => new DeleteItemCommand({ ...input, TableName } as never),
  update: (input: Input, TableName: string) => new UpdateItemCommand({ ...input, TableName } as never),
  query: (input: Input, TableName: string) => new QueryCommand({ ...input, TableName } as never),
  scan: (_input: Input, TableName: string) => new ScanCommand({ TableName, ConsistentRead: true }),
  batch: ({ Keys }: Input, name: string) =>
    new BatchGetItemCommand({ RequestItems: { [name]: { Keys, ConsistentRead: true } } as never }),
  transact: ({ actions }: Input, TableName: string) =>
    new TransactWriteItemsCommand({
      TransactItems: (actions as Record<string, Input>[]).map((each) => {
        const [[kind, input]] = Object.entries(each) as [[string, Input]];
        return { [kind]: { ...input, TableName } };
      }) as never,
    }),
};
const call: fc.Arbitrary<Call> = fc.oneof(
  { weight: 4, arbitrary: putInput.map((input) => ({ kind: 'put' as const, input })) },
  { weight: 1, arbitrary: keyInput.map((input) => ({ kind: 'remove' as const, input })) },
  { weight: 3, arbitrary: updateInput.map((input) => ({ kind: 'update' as const, input })) },
  { weight: 3, arbitrary: queryInput.map((input) => ({ kind: 'query' as const, input })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'scan' as const, input: {} }) },
  {
    weight: 1,
    arbitrary: fc
      .array(key, { minLength: 1, maxLength: 4 })
      .map((keys) => ({ kind: 'batch' as const, input: { Keys: keys.map(keyAttributes) } })),
  },
  {
    weight: 2,
    arbitrary: fc
      .array(action, { minLength: 1, maxLength: 4 })
      .map((actions) => ({ kind: 'transact' as const, input: { actions } })),
  },
);

type Answer = { Items?: Item[]; LastEvaluatedKey?: Item; Responses?: Record<string, Item[]> };

/** What a call came to: what both engines have to agree on of it. */
async function outcomeOf(client: DynamoDBClient, { kind, input }: Call, table: string): Promise<unknown> {
  try {
    const answer = (await client.send(MAKE[kind](input, table) as never)) as unknown as Answer;
    if (kind === 'query') return { items: told(answer.Items ?? []), at: answer.LastEvaluatedKey };
    if (kind === 'scan') return { items: byKey(told(answer.Items ?? [])) };
    if (kind === 'batch') return { items: byKey(told(answer.Responses?.[table] ?? [])) };
    return 'done';
  } catch (error) {
    const { name, CancellationReasons } = error as {
      name: string;
      CancellationReasons?: { Code?: string }[];
    };
    return { error: name, reasons: CancellationReasons?.map(({ Code }) => Code ?? 'None') };
  }
}

/** Sets have no order. */
const told = (items: readonly Item[]): Item[] =>
  items.map((item) =>
    Object.fromEntries(
      Object.entries(item)
        .map(([name, value]) => [name, value.SS ? { SS: value.SS.toSorted() } : value] as const)
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
  );
const byKey = (items: Item[]) =>
  items.toSorted((one, other) => (itemMapKey(one) < itemMapKey(other) ? -1 : 1));

describe('tables in memory', () => {
  // Amazon's own engine refuses two actions on one item, which the random ones have and no store asks for.
  it.skipIf(process.env['DYNAMODB_ENGINE'] === 'dynamodb-local')(
    'answer as an engine does, errors and reasons too',
    async () => {
      const memory = new TablesInMemory();
      memory.addTable(tables.recordsTable, { 'by-instant': 'at' });
      const inMemory = memory.client();
      const seen = {
        done: 0,
        ConditionalCheckFailedException: 0,
        TransactionCanceledException: 0,
        ValidationException: 0,
        found: 0,
        cut: 0,
      };
      const calls = fc.array(call, { minLength: 10, maxLength: 40 });
      const isWhole = (one: Item) => ({ Key: { pk: one['pk']!, sk: one['sk']! } });
      await assertUntilSeen(
        fc.asyncProperty(calls, async (some) => {
          for (const item of [...memory.table(tables.recordsTable).all()]) {
            const emptied = new DeleteItemCommand({ TableName: tables.recordsTable, ...isWhole(item) });
            await Promise.all([tables.client.send(emptied), inMemory.send(emptied)]);
          }
          for (const one of some) {
            const expected = await outcomeOf(tables.client, one, tables.recordsTable);
            const found = await outcomeOf(inMemory, one, tables.recordsTable);
            expect(found, JSON.stringify(one)).toEqual(expected);
            const {
              error,
              items = [],
              at,
            } = expected as { error?: keyof typeof seen; items?: []; at?: object };
            seen[expected === 'done' ? 'done' : (error ?? 'found')] +=
              error || items.length > 0 || expected === 'done' ? 1 : 0;
            if (at) seen.cut += 1;
          }
        }),
        DEEP ? 150 : 10,
        seen,
      );
    },
  );

  it('refuse what no store asks for', () => {
    const memory = new TablesInMemory();
    memory.addTable('t');
    class ListTablesCommand {}
    const unknown = { constructor: ListTablesCommand, input: {} };
    expect(() => memory.run(unknown)).toThrow(/not known here: ListTablesCommand/);
    const nested = new PutItemCommand({
      TableName: 't',
      Item: { pk: { S: 'p' }, sk: { S: randomUUID() }, m: { M: {} } },
    });
    expect(() => memory.run(nested)).toThrow(/no type known here: M/);
  });
});
