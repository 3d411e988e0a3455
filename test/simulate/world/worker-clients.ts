import {
  BatchGetItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Schedule } from '../schedule/schedule.ts';
import { type CallKind, ConflictSignal } from '../schedule/schedule.ts';
import type { Worker } from '../schedule/worker.ts';
import { cancelled } from '../tables/refusals.ts';
import type { Command, TablesInMemory, Whims } from '../tables/tables-in-memory.ts';

const READS: ReadonlySet<unknown> = new Set([GetItemCommand, BatchGetItemCommand, QueryCommand, ScanCommand]);

/** DynamoDB's client as a worker has it: each command is a call, and waits are asked of the schedule too. */
export function tablesOfWorker(schedule: Schedule, worker: Worker, tables: TablesInMemory): DynamoDBClient {
  const whims: Whims = {
    pageLength: (items) =>
      schedule.happens('short-page') ? schedule.random.integer(1, Math.max(1, items)) : items,
    unprocessed: (keys) => (schedule.happens('short-page') ? schedule.random.integer(0, keys - 1) : 0),
  };
  const send = async (command: Command) => {
    try {
      return await worker.call(kindOf(command), labelOf(command), () => tables.run(command, whims));
    } catch (error) {
      if (error instanceof ConflictSignal) throw conflictIn(command.input as TransactWriteItemsCommandInput);
      throw error;
    }
  };
  const waitUpTo = () => worker.call('wait', 'waits', () => {});
  return { send, waitUpTo, destroy() {} } as unknown as DynamoDBClient;
}

function kindOf(command: Command): CallKind {
  if (READS.has(command.constructor)) return 'read';
  return command.constructor === TransactWriteItemsCommand ? 'transaction' : 'write';
}

/** Of one of its actions DynamoDB says that another transaction has the item. */
function conflictIn({ TransactItems = [] }: TransactWriteItemsCommandInput) {
  return cancelled(TransactItems.map((_, index) => (index === 0 ? 'TransactionConflict' : 'None')));
}

/** What is asked for, as far as it is the same in every run: content may hold names that are drawn anew. */
function labelOf(command: Command): string {
  const { Item, Key, KeyConditionExpression, ExpressionAttributeValues, TransactItems, RequestItems } =
    command.input as Record<string, never>;
  const name = (command.constructor as { name: string }).name.replace(/Command$/, '');
  const key = (item: Record<string, { S?: string }> | undefined) =>
    item ? `${item['pk']?.S} ${item['sk']?.S}` : '';
  if (TransactItems) {
    const parts = (TransactItems as Record<string, { Item?: never; Key?: never }>[]).map((action) => {
      const [[kind, of] = ['', {}]] = Object.entries(action);
      return `${kind} ${key(of.Item ?? of.Key)}`;
    });
    return `${name} ${parts.join(', ')}`;
  }
  if (RequestItems) {
    const keys = Object.values(RequestItems as Record<string, { Keys: Record<string, { S?: string }>[] }>);
    return `${name} ${keys.flatMap(({ Keys }) => Keys.map(key)).join(', ')}`;
  }
  if (KeyConditionExpression) return `${name} ${JSON.stringify(ExpressionAttributeValues)}`;
  return `${name} ${key(Item ?? Key)}`;
}
