import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { StorageUnavailableError } from '../../errors.ts';
import { getAll, type Item, keyOf, mapKey, textOf } from '../aws/dynamodb.ts';
import { isLostRace } from '../aws/lost-race.ts';
import { DEFAULT_RETRY, waitBefore } from '../aws/retry.ts';
import { asHeldBy, isIdentified } from '../held/record-identity.ts';
import { identityItem, parseClientPk } from '../keys/keys.ts';
import { asSeen } from '../writing/record-actions.ts';

/** Removes an item unless a later version has taken its place. */
export async function removeItem(client: DynamoDBClient, table: string, item: Item): Promise<void> {
  if (isIdentified({ entity: textOf(item, 'entity')! }) && item['record'] !== undefined) {
    return removeWithId(client, table, item);
  }
  await client.send(new DeleteItemCommand(deletionOf(table, item))).catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
}

const deletionOf = (table: string, item: Item) => ({
  TableName: table,
  Key: { pk: item['pk']!, sk: item['sk']! },
  ...asSeen(item),
});

/** The same of a session or a goal, together with the item that says who holds its id, unless that is another. */
async function removeWithId(client: DynamoDBClient, table: string, item: Item): Promise<void> {
  const key = { pk: textOf(item, 'pk')!, sk: textOf(item, 'sk')! };
  const identity = identityItem(key);
  for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
    await waitBefore(attempt, client);
    const found = await getAll(client, table, [key, identity]);
    if (found.get(mapKey(key))?.['arrivedAt']?.S !== textOf(item, 'arrivedAt')) return;
    const holder = found.get(mapKey(identity));
    const isOwn = textOf(holder, 'client') === parseClientPk(key.pk).client;
    const freed = { Delete: { TableName: table, Key: keyOf(identity), ...asHeldBy(holder) } };
    const TransactItems = [{ Delete: deletionOf(table, item) }, ...(isOwn ? [freed] : [])];
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems }));
      return;
    } catch (error) {
      if (!isLostRace(error)) throw error;
    }
  }
  throw new StorageUnavailableError('an erasure lost every race for a record');
}
