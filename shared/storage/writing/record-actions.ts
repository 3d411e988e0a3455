import { randomUUID } from 'node:crypto';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Arrival } from '../../records/arrival.ts';
import { utcSortKey } from '../../records/time/instant.ts';
import { type Item, itemMapKey, keyOf, mapKey, text } from '../aws/dynamodb.ts';
import { mayFollow } from '../held/care-item.ts';
import { recordItem } from '../held/record-store.ts';
import { careItemOf, erasureMark, goalsMark, type ItemKey } from '../keys/keys.ts';
import type { Decisions } from './record-decisions.ts';

/**
 * What a transaction writes of what was decided, on condition that nothing has changed since it was read.
 *
 * @param held what was read, by mapKey
 * @param care the same of care that may lose what it follows from
 */
export function transactionOf(
  table: string,
  { changed, replaced, saidAgain, begun, events, unnamed, identities, led }: Omit<Decisions, 'outcomes'>,
  held: ReadonlyMap<string, Item>,
  care: ReadonlyMap<string, Item>,
): TransactWriteItem[] {
  const keyed = unnamed.map((one) => [careItemOf(one.pk, one.therapistId), one.arrival] as const);
  const losing = new Map(keyed.map(([key]) => [mapKey(key), key]));
  const causes = new Map(keyed.map(([key, arrival]) => [mapKey(key), arrival]));
  const puts = changed.map((record) => {
    const id = mapKey(record.key);
    const Item = losing.delete(id) ? unsettled(recordItem(record), causes.get(id)!) : recordItem(record);
    return { Put: { TableName: table, Item, ...asSeen(held.get(id)) } };
  });
  const ofGoals = changed.filter(({ entity }) => entity === 'goal');
  const goalMarks = [...new Map(ofGoals.map((goal) => [goal.key.pk, goal]))].map(([pk, { arrival }]) => {
    // When the goal came, so that an erasure sees whether one has come since.
    const Item = {
      ...keyOf(goalsMark(pk)),
      entity: text('has-goals'),
      arrivedAt: text(utcSortKey(arrival.at)),
    };
    return { Put: { TableName: table, Item } };
  });
  const begunMarks = begun.map((Item) => ({ Put: { TableName: table, Item, ...asSeen(undefined) } }));
  // Care that loses what it follows from is written below: a transaction takes an item once.
  const noted = saidAgain.filter(({ item }) => !losing.has(itemMapKey(item)));
  const touched = [...replaced, ...noted.map(({ item }) => item)];
  const owners = new Set([...changed.map(({ key }) => key.pk), ...touched.map(({ pk }) => pk!.S!), ...led]);
  const markChecks = [...owners].map((pk) => {
    const mark = erasureMark(pk);
    return { ConditionCheck: { TableName: table, Key: keyOf(mark), ...asSeen(held.get(mapKey(mark))) } };
  });
  return [
    ...puts,
    ...identities.actions(table),
    ...goalMarks,
    ...begunMarks,
    ...historyPuts(table, replaced),
    ...noted.map(({ item: Item, seen }) => ({ Put: { TableName: table, Item, ...asSeen(seen) } })),
    ...keptOnce(events).map((Item) => ({ Put: { TableName: table, Item } })),
    ...markChecks,
    ...[...losing].map(([id, key]) => unsettling(table, key, care.get(id), causes.get(id)!)),
  ];
}

/**
 * What a transaction adds that takes a record away which names a therapist: it marks her care, where that may follow
 * from the record, or makes sure that it still does not.
 *
 * @param care her care of the client as it was read; undefined where there is none
 * @param cause how that came which takes the record away
 */
export function unsettling(
  table: string,
  key: ItemKey,
  care: Item | undefined,
  cause: Arrival,
): TransactWriteItem {
  if (care && mayFollow(care)) {
    return { Put: { TableName: table, Item: unsettled(care, cause), ...asSeen(care) } };
  }
  return { ConditionCheck: { TableName: table, Key: keyOf(key), ...asSeen(care) } };
}

/** Never marked the same twice, so that whoever settles what was before does not clear it. */
function unsettled(care: Item, { at, door, author }: Arrival): Item {
  return { ...care, unsettled: text(JSON.stringify({ id: randomUUID(), at, door, author })) };
}

/** Of one key the last: a transaction takes an item once. */
function keptOnce(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [itemMapKey(item), item])).values()];
}

/**
 * What a correction replaces stays, and so does a version that comes after its correction; but no content takes
 * the place of a removal.
 */
function historyPuts(table: string, replaced: readonly Item[]): TransactWriteItem[] {
  return replaced.map((Item) => {
    const removes = Item['deleted'] !== undefined || Item['withdrawn'] !== undefined;
    const ConditionExpression = 'attribute_not_exists(deleted) AND attribute_not_exists(withdrawn)';
    return { Put: { TableName: table, Item, ...(!removes && { ConditionExpression }) } };
  });
}

/**
 * The condition that an item is still what was read: its instant, its arrival and its content, as another version
 * may have the instant of the one that it replaced.
 */
const SEEN = [
  ...['recordedAt', 'arrivedAt', 'record', 'deleted', 'again', 'saidAgain'],
  ...['movedTo', 'mergedInto', 'members', 'unsettled', 'erasing'],
] as const;
export function asSeen(item: Item | undefined) {
  if (!item) return { ConditionExpression: 'attribute_not_exists(pk)' };
  const seen = SEEN.map((name, index) => ({
    name: [`#seen${index}`, name] as const,
    value: [`:seen${index}`, item[name]] as const,
  }));
  const conditions = seen.map(({ name: [name], value: [placeholder, value] }) =>
    value === undefined ? `attribute_not_exists(${name})` : `${name} = ${placeholder}`,
  );
  const values = seen.flatMap(({ value: [placeholder, value] }) =>
    value === undefined ? [] : [[placeholder, value] as const],
  );
  return {
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(seen.map(({ name }) => name)),
    // DynamoDB refuses an empty map: an item may have none of these attributes.
    ...(values.length > 0 && { ExpressionAttributeValues: Object.fromEntries(values) }),
  };
}
