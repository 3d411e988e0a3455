import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { utcSortKey } from '../records/instant.ts';
import type { CareDecisions } from './care-decisions.ts';
import { type Item, keyOf, mapKey, text } from './dynamodb.ts';
import { erasureMark, goalsMark } from './keys.ts';
import type { Decisions } from './record-decisions.ts';
import { recordItem } from './record-store.ts';

/**
 * What a transaction writes of what was decided, on condition that nothing has changed since it was read.
 *
 * @param care what was decided of it, which knows how it is written
 * @param held what was read, by mapKey
 */
export function transactionOf(
  table: string,
  { changed, replaced, identities, led }: Omit<Decisions, 'outcomes'>,
  care: CareDecisions,
  held: ReadonlyMap<string, Item>,
): TransactWriteItem[] {
  const records = changed.filter(({ entity }) => entity !== 'care');
  const puts = records.map((record) => ({
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
  const owners = new Set([...changed.map(({ key }) => key.pk), ...replaced.map(({ pk }) => pk!.S!), ...led]);
  const markChecks = [...owners].map((pk) => {
    const mark = erasureMark(pk);
    return { ConditionCheck: { TableName: table, Key: keyOf(mark), ...asSeen(held.get(mapKey(mark))) } };
  });
  return [
    ...puts,
    ...identities.actions(table),
    ...goalMarks,
    ...care.actions(table),
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
export function asSeen(item: Item | undefined) {
  if (!item) return { ConditionExpression: 'attribute_not_exists(pk)' };
  const seen = ['recordedAt', 'arrivedAt', 'record', 'deleted', 'movedTo', 'mergedInto', 'members'].map(
    (name, index) => ({
      name: [`#seen${index}`, name] as const,
      value: [`:seen${index}`, item[name]] as const,
    }),
  );
  const conditions = seen.map(({ name: [name], value: [placeholder, value] }) =>
    value === undefined ? `attribute_not_exists(${name})` : `${name} = ${placeholder}`,
  );
  return {
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(seen.map(({ name }) => name)),
    ExpressionAttributeValues: Object.fromEntries(
      seen.flatMap(({ value: [placeholder, value] }) => (value === undefined ? [] : [[placeholder, value]])),
    ),
  };
}
