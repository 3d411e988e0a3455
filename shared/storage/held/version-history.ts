import { DeleteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { utcSeconds, utcText } from '../../records/time/instant.ts';
import { collect, getAll, type Item, keyOf, queryPrefix, text, textOf } from '../aws/dynamodb.ts';
import { mapInFlight } from '../aws/in-flight.ts';
import { type ItemKey, recordOfVersion, typeOfRecord, versionItem, versionsPrefix } from '../keys/keys.ts';
import { factIn, instantOf } from './record-store.ts';

const DELETES_IN_FLIGHT = 8;

/**
 * The item by which a record's version stays in its history, with its door, author and arrival: no fact, and in
 * no index. It lies by the instant that its sender gave it, so that the same again is found.
 *
 * @param item the version as the record's own item
 */
export function versionOf({ at: _at, ...item }: Item): Item {
  const record = { pk: textOf(item, 'pk')!, sk: textOf(item, 'sk')! };
  const recordedAt = textOf(item, 'sentAt') ?? textOf(item, 'recordedAt')!;
  const key = keyOf(versionItem(record, recordedAt));
  return { ...item, ...key, entity: text(`${textOf(item, 'entity')}-version`) };
}

/** A version of the history as its record's own item again: what versionOf has made of it, undone. */
export function heldAgain(version: Item): Item {
  const sk = recordOfVersion(textOf(version, 'sk')!);
  const fact = factIn(version);
  const at = fact && instantOf(fact);
  return {
    ...version,
    sk: text(sk),
    entity: text(typeOfRecord(sk)),
    ...(at !== undefined && { at: text(utcText(utcSeconds(at))) }),
  };
}

/**
 * Removes the versions of a record that a deletion ended: nobody reads them, and deleted is deleted; who deleted
 * it, when and through which door stays. Versions never change and deletions stay, so it may be called at any
 * time, by many at once, and again after a crash.
 *
 * @param record its key in the Records table
 * @returns how many were removed
 */
export async function removeEndedVersions(
  client: DynamoDBClient,
  table: string,
  record: ItemKey,
): Promise<number> {
  const [current, versions] = await Promise.all([
    getAll(client, table, [record]),
    collect(queryPrefix(client, table, record.pk, versionsPrefix(record.sk))),
  ]);
  const deletions = [...current.values(), ...versions].filter(isDeleted).map(recordedAt).sort();
  const last = deletions.at(-1);
  if (last === undefined) return 0;
  const ended = versions.filter((version) => isContent(version) && recordedAt(version) <= last);
  await mapInFlight(DELETES_IN_FLIGHT, ended, ({ pk, sk }) =>
    client.send(new DeleteItemCommand({ TableName: table, Key: { pk: pk!, sk: sk! } })),
  );
  return ended.length;
}

const isDeleted = (item: Item) => item['deleted'] !== undefined;
/** A withdrawal stays, as a deletion does: without it, the same again would act once more. */
const isContent = (item: Item) => !isDeleted(item) && item['withdrawn'] === undefined;
const recordedAt = (item: Item) => textOf(item, 'recordedAt')!;
