import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DeleteItemCommandInput,
  type DynamoDBClient,
  PutItemCommand,
  type PutItemCommandInput,
  type QueryCommandInput,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { ItemKey } from '../keys/keys.ts';
import { getAll, type Item, keyOf, queryAll, text } from './dynamodb.ts';
import { waitBefore } from './retry.ts';

/** What must hold for a write to be made, in DynamoDB's words. */
type Condition<Input> = Pick<Input, 'ConditionExpression' & keyof Input> &
  Partial<Pick<Input, 'ExpressionAttributeValues' & keyof Input>>;

/** One action of a transaction; the table is the one that is asked. */
export type TableAction = {
  [Kind in keyof TransactWriteItem]?: Omit<NonNullable<TransactWriteItem[Kind]>, 'TableName'>;
};

/** What a query leaves out of its answer. */
type Narrowing = Pick<
  QueryCommandInput,
  'FilterExpression' | 'ProjectionExpression' | 'ExpressionAttributeValues'
>;

export type ItemTable = ReturnType<typeof itemTable>;

/**
 * A table by what its stores do with it, so that a room that keeps something in DynamoDB knows nothing of AWS.
 * Reads are strongly consistent; whether a condition held is an answer, everything else that goes wrong an error.
 */
export function itemTable(client: DynamoDBClient, name: string) {
  const ifHeld = async (write: Promise<unknown>): Promise<boolean> => {
    try {
      await write;
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  return {
    /** Waits before an attempt at what others may have changed meanwhile. */
    waitBefore: (attempt: number): Promise<void> => waitBefore(attempt, client),

    /** The items that exist, by mapKey. */
    getAll: (keys: readonly ItemKey[]): Promise<Map<string, Item>> => getAll(client, name, keys),

    /** The items of a partition, those whose sort key begins with a prefix where one is given. */
    query(pk: string, prefix?: string, narrowed: Narrowing = {}): AsyncGenerator<Item> {
      return queryAll(client, {
        TableName: name,
        ...narrowed,
        KeyConditionExpression: prefix === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: {
          ':pk': text(pk),
          ...(prefix !== undefined && { ':prefix': text(prefix) }),
          ...narrowed.ExpressionAttributeValues,
        },
      });
    },

    /** Writes a whole item. @returns whether the condition held */
    putIf: (Item: Item, condition: Condition<PutItemCommandInput>): Promise<boolean> =>
      ifHeld(client.send(new PutItemCommand({ TableName: name, Item, ...condition }))),

    /** Changes an item, or makes it. @returns whether the condition held */
    updateIf: (
      key: ItemKey,
      change: Pick<UpdateItemCommandInput, 'UpdateExpression'> & Condition<UpdateItemCommandInput>,
    ): Promise<boolean> =>
      ifHeld(client.send(new UpdateItemCommand({ TableName: name, Key: keyOf(key), ...change }))),

    /** Deletes an item. @returns whether the condition held */
    deleteIf: (key: ItemKey, condition: Condition<DeleteItemCommandInput>): Promise<boolean> =>
      ifHeld(client.send(new DeleteItemCommand({ TableName: name, Key: keyOf(key), ...condition }))),

    /**
     * Does all of the actions or none.
     *
     * @returns undefined when they were done, else why each was not, in DynamoDB's codes
     */
    async transact(actions: readonly TableAction[]): Promise<readonly (string | undefined)[] | undefined> {
      const TransactItems = actions.map((action) => {
        const named = Object.entries(action).map(([kind, input]) => [kind, { TableName: name, ...input }]);
        return Object.fromEntries(named) as TransactWriteItem;
      });
      try {
        await client.send(new TransactWriteItemsCommand({ TransactItems }));
        return undefined;
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        return (error.CancellationReasons ?? []).map(({ Code }) => Code);
      }
    },
  };
}
