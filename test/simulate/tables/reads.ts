import { createHash } from 'node:crypto';
import type {
  AttributeValue,
  BatchGetItemCommandInput,
  QueryCommandInput,
  QueryCommandOutput,
  ScanCommandInput,
} from '@aws-sdk/client-dynamodb';
import { type Item, mapKey } from '../../../shared/storage/aws/dynamodb.ts';
import { isEqual, textOrder } from './attribute-values.ts';
import { conditionOf } from './condition.ts';
import {
  type Bound,
  boundName,
  ExpressionWords,
  type Placeholders,
  requireUsed,
} from './expression-words.ts';
import { invalid } from './refusals.ts';
import type { Table } from './table.ts';

const MOST_KEYS = 100;

/** How many of the items that a call looks at its answer may hold: DynamoDB ends a page where it likes. */
export type PageLength = (items: number) => number;

type Page = Pick<QueryCommandOutput, 'Items' | 'Count' | 'ScannedCount' | 'LastEvaluatedKey'>;

function projected(item: Item, expression: string | undefined, bound: Bound): Item {
  if (expression === undefined) return item;
  const names = projection(expression).words.map((word) => boundName(word, bound));
  return Object.fromEntries(names.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));
}

function projection(expression: string): { words: string[]; placeholders: Placeholders } {
  const words = new ExpressionWords(expression);
  const named: string[] = [];
  do named.push(words.used(words.next()));
  while (words.takes(','));
  if (!words.isAtEnd) throw words.unexpected(words.next());
  return { words: named, placeholders: words.placeholders };
}

/**
 * The items of several keys, in no order.
 *
 * @param left how many of the keys are left for another call
 */
export function batchGet(
  tableOf: (name: string) => Table,
  { RequestItems = {} }: BatchGetItemCommandInput,
  left: (keys: number) => number,
) {
  const requests = Object.entries(RequestItems);
  const asked = requests.flatMap(([name, { Keys = [] }]) =>
    Keys.map((Key) => ({ name, Key, key: tableOf(name).keyIn(Key, false) })),
  );
  if (asked.length === 0 || asked.length > MOST_KEYS) throw invalid(`expected 1 to ${MOST_KEYS} keys`);
  if (new Set(asked.map(({ name, key }) => `${name}|${mapKey(key)}`)).size < asked.length) {
    throw invalid('provided list of item keys contains duplicates');
  }
  const served = asked.slice(0, asked.length - left(asked.length));
  const unserved = Object.groupBy(asked.slice(served.length), ({ name }) => name);
  const Responses = Object.fromEntries(
    requests.map(([name]) => {
      const ofTable = served.filter((one) => one.name === name);
      return [name, ofTable.map(({ key }) => tableOf(name).get(key)).filter((item) => item !== undefined)];
    }),
  );
  const UnprocessedKeys = Object.fromEntries(
    Object.entries(unserved).map(([name, some]) => [
      name,
      { ...RequestItems[name], Keys: some!.map(({ Key }) => Key) },
    ]),
  );
  return { Responses, UnprocessedKeys };
}

/** One page of a partition, or of a part of it in the order of a local index. */
export function query(table: Table, input: QueryCommandInput, pageLength: PageLength): Page {
  if (input.ScanIndexForward === false) throw invalid('queries from the end are not known here');
  const by = sortAttributeOf(table, input.IndexName);
  const condition = conditionOf(input.KeyConditionExpression ?? '');
  const pk = partitionIn(input);
  const items = table.ordered(pk, by).filter((item) => condition.holds(item, input));
  const start = input.ExclusiveStartKey;
  const after = start ? items.filter((item) => comesAfter(item, start, by)) : items;
  return pageOf(after, input, condition.placeholders, pageLength, ['pk', 'sk', by]);
}

/** One page of a whole table, or of one of its segments. */
export function scan(table: Table, input: ScanCommandInput, pageLength: PageLength): Page {
  if (input.IndexName !== undefined) throw invalid('scans of an index are not known here');
  const { Segment = 0, TotalSegments = 1, ExclusiveStartKey: start } = input;
  const inSegment = [...table.all()].filter((item) => hashOf(item) % TotalSegments === Segment);
  const ordered = inSegment.toSorted((one, other) => scanOrder(one, other));
  const after = start ? ordered.filter((item) => scanOrder(item, start) > 0) : ordered;
  return pageOf(after, input, undefined, pageLength, ['pk', 'sk']);
}

function pageOf(
  items: readonly Item[],
  input: QueryCommandInput | ScanCommandInput,
  used: Placeholders | undefined,
  pageLength: PageLength,
  key: readonly string[],
): Page {
  const filter = input.FilterExpression === undefined ? undefined : conditionOf(input.FilterExpression);
  const names = input.ProjectionExpression === undefined ? undefined : projection(input.ProjectionExpression);
  const all = [used, filter?.placeholders, names?.placeholders].filter((one) => one !== undefined);
  requireUsed(input, all);
  const { Limit } = input;
  if (Limit !== undefined && Limit < 1) throw invalid('expected a limit of 1 or more');
  const length = Math.min(Limit ?? Number.POSITIVE_INFINITY, pageLength(items.length));
  const looked = items.slice(0, length);
  const Items = looked
    .filter((item) => filter?.holds(item, input) ?? true)
    .map((item) => projected(item, input.ProjectionExpression, input));
  // A page that ends by its limit says where, whether or not anything follows.
  const isCut = looked.length < items.length || looked.length === Limit;
  const last = looked.at(-1);
  const LastEvaluatedKey = Object.fromEntries(key.map((name) => [name, last?.[name] as AttributeValue]));
  const counts = { Count: Items.length, ScannedCount: looked.length };
  return { Items, ...counts, ...(isCut && last && { LastEvaluatedKey }) };
}

function sortAttributeOf(table: Table, index: string | undefined): string {
  if (index === undefined) return 'sk';
  const attribute = table.indexes.get(index);
  if (attribute === undefined) throw invalid(`the table does not have the specified index: ${index}`);
  return attribute;
}

/** The partition that a key condition begins with: every one here is `pk = :value` and what may follow. */
function partitionIn(input: QueryCommandInput): string {
  const value = /^\s*pk\s*=\s*(:\w+)/.exec(input.KeyConditionExpression ?? '')?.[1];
  const pk = value === undefined ? undefined : input.ExpressionAttributeValues?.[value]?.S;
  if (!pk) throw invalid('query condition missed key schema element: pk');
  return pk;
}

function comesAfter(item: Item, start: Item, by: string): boolean {
  const order = textOrder(item[by]?.S ?? '', start[by]?.S ?? '');
  return order > 0 || (order === 0 && by !== 'sk' && textOrder(item['sk']!.S!, start['sk']!.S!) > 0);
}

const hashes = new Map<string, number>();
function hashOf(item: Item): number {
  const pk = item['pk']!.S!;
  const known = hashes.get(pk) ?? createHash('md5').update(pk).digest().readUInt32BE(0);
  hashes.set(pk, known);
  return known;
}

/** Partitions come in the order of a hash of their keys. */
function scanOrder(one: Item, other: Item): number {
  if (!isEqual(one['pk']!, other['pk']!)) {
    return hashOf(one) - hashOf(other) || textOrder(one['pk']!.S!, other['pk']!.S!);
  }
  return textOrder(one['sk']!.S!, other['sk']!.S!);
}
