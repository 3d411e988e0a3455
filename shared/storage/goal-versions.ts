import { DeleteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { collect, getAll, type Item, queryPrefix, textOf } from './dynamodb.ts';
import { mapInFlight } from './in-flight.ts';
import { goalIdOfGoal, goalVersionsPrefix, type ItemKey } from './keys.ts';

const DELETES_IN_FLIGHT = 8;

/**
 * Removes the versions of a goal that a deletion ended: nobody reads them, and deleted is deleted. Versions
 * never change and deletions stay, so it may be called at any time, by many at once, and again after a crash.
 *
 * @param goal its key in the Records table
 */
export async function removeEndedVersions(
  client: DynamoDBClient,
  table: string,
  goal: ItemKey,
): Promise<void> {
  const [current, versions] = await Promise.all([
    getAll(client, table, [goal]),
    collect(queryPrefix(client, table, goal.pk, goalVersionsPrefix(goalIdOfGoal(goal.sk)))),
  ]);
  const deletions = [...current.values(), ...versions].filter(isDeleted).map(recordedAt).sort();
  const last = deletions.at(-1);
  if (last === undefined) return;
  const ended = versions.filter((version) => !isDeleted(version) && recordedAt(version) <= last);
  await mapInFlight(DELETES_IN_FLIGHT, ended, ({ pk, sk }) =>
    client.send(new DeleteItemCommand({ TableName: table, Key: { pk: pk!, sk: sk! } })),
  );
}

const isDeleted = (item: Item) => item['deleted'] !== undefined;
const recordedAt = (item: Item) => textOf(item, 'recordedAt')!;
