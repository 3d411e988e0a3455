import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { utcSortKey } from '../records/instant.ts';
import { type Item, keyOf, mapKey, text } from './dynamodb.ts';
import { erasureMark, goalsMark } from './keys.ts';
import type { Decisions } from './record-decisions.ts';
import { recordItem } from './record-store.ts';

/**
 * What a transaction writes of what was decided, on condition that nothing has changed since it was read.
 *
 * @param held what was read, by mapKey
 */
export function transactionOf(
  table: string,
  { changed, replaced, begun, identities, led }: Omit<Decisions, 'outcomes' | 'unnamed'>,
  held: ReadonlyMap<string, Item>,
): TransactWriteItem[] {
  const puts = changed.map((record) => ({
    Put: { TableName: table, Item: recordItem(record), ...asSeen(held.get(mapKey(record.key))) },
  }));
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
  const owners = new Set([...changed.map(({ key }) => key.pk), ...replaced.map(({ pk }) => pk!.S!), ...led]);
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
    ...markChecks,
  ];
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
  ...['recordedAt', 'arrivedAt', 'record', 'deleted', 'again'],
  ...['movedTo', 'mergedInto', 'members'],
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
