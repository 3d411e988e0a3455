import {
  BatchGetItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { Item } from '../../shared/storage/dynamodb.ts';

export type Capacity = { calls: number; readUnits: number; writeUnits: number };

const READ_BYTES = 4096;
const WRITE_BYTES = 1024;

type Sent = { constructor: unknown; input: Record<string, unknown> };
type Answered = { Items?: Item[]; Responses?: Record<string, Item[]> };

/**
 * A client that counts what calls consume by DynamoDB's published rule, for tables that do not count: reads of 4 KB that are
 * strongly consistent, writes of a begun kilobyte, twice that in a transaction. An index is not counted.
 */
export function countingCapacity(client: DynamoDBClient): { client: DynamoDBClient; take(): Capacity } {
  let used: Capacity = { calls: 0, readUnits: 0, writeUnits: 0 };
  const send = async (command: Sent) => {
    const answer = (await client.send(command as never)) as Answered;
    used.calls += 1;
    const kind: unknown = command.constructor;
    if (kind === QueryCommand) used.readUnits += units(sum(answer.Items!), READ_BYTES);
    else if (kind === BatchGetItemCommand) {
      const found = Object.values(answer.Responses!).flat();
      const asked = Object.values(command.input['RequestItems'] as Record<string, { Keys: Item[] }>);
      const missing = asked.reduce((count, { Keys }) => count + Keys.length, 0) - found.length;
      used.readUnits += missing + found.reduce((all, item) => all + units(bytesOf(item), READ_BYTES), 0);
    } else if (kind === PutItemCommand) {
      used.writeUnits += units(bytesOf(command.input['Item'] as Item), WRITE_BYTES);
    } else if (kind === TransactWriteItemsCommand) {
      const actions = command.input['TransactItems'] as { Put?: { Item: Item } }[];
      for (const { Put } of actions) used.writeUnits += 2 * (Put ? units(bytesOf(Put.Item), WRITE_BYTES) : 1);
    }
    return answer;
  };
  return {
    client: { send, destroy() {} } as unknown as DynamoDBClient,
    take: () => {
      const taken = used;
      used = { calls: 0, readUnits: 0, writeUnits: 0 };
      return taken;
    },
  };
}

const units = (bytes: number, of: number) => Math.max(1, Math.ceil(bytes / of));
const sum = (items: readonly Item[]) => items.reduce((all, item) => all + bytesOf(item), 0);

function bytesOf(item: Item): number {
  return Object.entries(item).reduce(
    (all, [name, { S = '', N = '', B }]) =>
      all + name.length + Buffer.byteLength(S) + N.length + (B?.length ?? 0),
    0,
  );
}
