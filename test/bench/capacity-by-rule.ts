import {
  BatchGetItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { Item } from '../../shared/storage/aws/dynamodb.ts';

/** What one partition was asked for. */
type Access = { table: string; pk: string; readUnits: number; writeUnits: number };
export type Capacity = { calls: number; readUnits: number; writeUnits: number; accesses: Access[] };

const READ_BYTES = 4096;
const WRITE_BYTES = 1024;

type Sent = { constructor: unknown; input: Record<string, unknown> };
type Answered = { Items?: Item[]; Responses?: Record<string, Item[]> };
type Keyed = { TableName: string; Key: Item };
type TransactItem = { Put?: { TableName: string; Item: Item }; ConditionCheck?: Keyed; Delete?: Keyed };

/**
 * A client that counts what calls consume by DynamoDB's published rule, and of which partition, for tables that do not count:
 * reads of 4 KB that are strongly consistent, writes of a begun kilobyte, twice that in a transaction. An index is not counted.
 */
export function countingCapacity(client: DynamoDBClient): { client: DynamoDBClient; take(): Capacity } {
  let calls = 0;
  let accesses: Access[] = [];
  const read = (table: string, pk: string, readUnits: number) =>
    accesses.push({ table, pk, readUnits, writeUnits: 0 });
  const write = (table: string, pk: string, writeUnits: number) =>
    accesses.push({ table, pk, readUnits: 0, writeUnits });
  const send = async (command: Sent) => {
    const answer = (await client.send(command as never)) as Answered;
    calls += 1;
    const { constructor: kind, input } = command;
    const table = input['TableName'] as string;
    if (kind === QueryCommand) {
      const values = input['ExpressionAttributeValues'] as Item;
      read(table, values[':pk']!.S!, units(sum(answer.Items!), READ_BYTES));
    } else if (kind === BatchGetItemCommand) {
      const asked = Object.entries(input['RequestItems'] as Record<string, { Keys: Item[] }>);
      for (const [name, { Keys }] of asked) {
        const found = new Map(answer.Responses![name]!.map((item) => [nameOf(item), bytesOf(item)]));
        for (const key of Keys) read(name, key['pk']!.S!, units(found.get(nameOf(key)) ?? 0, READ_BYTES));
      }
    } else if (kind === PutItemCommand) {
      const item = input['Item'] as Item;
      write(table, item['pk']!.S!, units(bytesOf(item), WRITE_BYTES));
    } else if (kind === TransactWriteItemsCommand) {
      for (const { Put, ConditionCheck, Delete } of input['TransactItems'] as TransactItem[]) {
        const { TableName } = (Put ?? ConditionCheck ?? Delete)!;
        const key = Put?.Item ?? (ConditionCheck ?? Delete)!.Key;
        write(TableName, key['pk']!.S!, 2 * (Put ? units(bytesOf(Put.Item), WRITE_BYTES) : 1));
      }
    }
    return answer;
  };
  return {
    client: { send, destroy() {} } as unknown as DynamoDBClient,
    take: () => {
      const total = (of: 'readUnits' | 'writeUnits') => accesses.reduce((all, one) => all + one[of], 0);
      const taken = { calls, readUnits: total('readUnits'), writeUnits: total('writeUnits'), accesses };
      calls = 0;
      accesses = [];
      return taken;
    },
  };
}

const nameOf = ({ pk, sk }: Item) => `${pk!.S} ${sk!.S}`;
const units = (bytes: number, of: number) => Math.max(1, Math.ceil(bytes / of));
const sum = (items: readonly Item[]) => items.reduce((all, item) => all + bytesOf(item), 0);

/** How large an item is, by the published rule. */
export function bytesOf(item: Item): number {
  return Object.entries(item).reduce(
    (all, [name, { S = '', N = '', B }]) =>
      all + name.length + Buffer.byteLength(S) + N.length + (B?.length ?? 0),
    0,
  );
}
