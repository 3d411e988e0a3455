import { randomUUID } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync } from 'node:zlib';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  collect,
  getAll,
  type Item,
  keyOf,
  mapKey,
  queryAll,
  queryPrefix,
  text,
  textOf,
} from '../aws/dynamodb.ts';
import { type RetryPolicy, waitBefore } from '../aws/retry.ts';
import { together } from '../aws/together.ts';
import { EMPTY_VIEW_DAYS } from '../keys/kept-days.ts';
import type { ItemKey } from '../keys/keys.ts';

/** An item of the Outcomes table; content null is a tombstone: the view is empty, its revision is not forgotten. */
export type StoredView = { key: ItemKey; revision: string; content: string | null };

/**
 * How long a tombstone outlives its view. It must exceed the longest time that a slow writer can hold an
 * old revision: stream retention (24 h) plus retries. A week leaves room for an operator's redrive.
 */
export const TOMBSTONE_SECONDS = EMPTY_VIEW_DAYS * 24 * 3600;

const SCHEMA_VERSION = '1';

/**
 * Content above this is kept compressed, to a fifth or less: every begun kilobyte is paid for when it is written, and every
 * four of a month when it is read, and a curve of thousands of rows would not fit an item.
 */
const LONGEST_PLAIN_CONTENT = 400;
/** Of eleven: half of the time of gzip, a tenth smaller. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** Tombstones expire, views do not. */
const LIVE = 'attribute_not_exists(expiresAt)';

export type ViewStore = ReturnType<typeof createViewStore>;

/** Reads and writes items of the Outcomes table. */
export function createViewStore(client: DynamoDBClient, table: string, clock: () => Date) {
  const getTogether = together((keys: ItemKey[]) => getAll(client, table, keys));
  const sortKeysOf = async (pk: string, filter: { FilterExpression?: string }): Promise<string[]> => {
    const items = queryAll(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ...filter,
      ProjectionExpression: 'sk',
      ExpressionAttributeValues: { ':pk': text(pk) },
    });
    return (await collect(items)).map((item) => textOf(item, 'sk')!);
  };
  return {
    /** Waits before another attempt at a view that others write too. */
    waitBefore: (attempt: number, policy: RetryPolicy): Promise<void> => waitBefore(attempt, client, policy),

    /** The items that exist, by mapKey, tombstones included. */
    async get(keys: readonly ItemKey[]): Promise<Map<string, StoredView>> {
      const items = await getTogether(keys);
      const found = keys.map((key) => items.get(mapKey(key))).filter((item) => item !== undefined);
      return new Map(found.map((item) => [mapKey(storedView(item).key), storedView(item)]));
    },

    /** All items of a partition under a sort-key prefix, tombstones included. */
    async list(pk: string, prefix: string): Promise<StoredView[]> {
      return (await collect(queryPrefix(client, table, pk, prefix))).map(storedView);
    },

    /**
     * The live items of a partition between two sort keys, inclusive, as they stood a moment ago: half the price, for what
     * is shown. What is derived from the answer could miss a change of which nobody tells it again.
     */
    async listLately(pk: string, from: string, to: string): Promise<StoredView[]> {
      const items = queryAll(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        FilterExpression: LIVE,
        ExpressionAttributeValues: { ':pk': text(pk), ':from': text(from), ':to': text(to) },
        ConsistentRead: false,
      });
      return (await collect(items)).map(storedView);
    },

    /** The live items of a partition under a prefix, one after the other: for what need not be held all at once. */
    async *each(pk: string, prefix: string): AsyncGenerator<StoredView> {
      for await (const item of queryPrefix(client, table, pk, prefix)) {
        const view = storedView(item);
        if (view.content !== null) yield view;
      }
    },

    /** At most `limit` live items of a partition under a prefix, after a sort key: one page for a reader. */
    async page(pk: string, prefix: string, limit: number, afterSk?: string): Promise<StoredView[]> {
      const live: StoredView[] = [];
      const items = queryAll(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :low AND :high',
        FilterExpression: LIVE,
        ExpressionAttributeValues: {
          ':pk': text(pk),
          ':low': text(afterSk === undefined ? prefix : `${afterSk}\u0000`),
          ':high': text(`${prefix}\uffff`),
        },
      });
      for await (const item of items) {
        live.push(storedView(item));
        if (live.length === limit) break;
      }
      return live;
    },

    /** The sort keys of a partition's live items, without their content. */
    liveSortKeys: (pk: string): Promise<string[]> => sortKeysOf(pk, { FilterExpression: LIVE }),

    /** The same with those of tombstones. */
    sortKeys: (pk: string): Promise<string[]> => sortKeysOf(pk, {}),

    /**
     * Writes a view under a new revision, or a tombstone, on condition that the revision seen is still
     * the current one.
     *
     * @returns the item as it stands now, or that it was lost to somebody else
     */
    async put(
      entity: string,
      key: ItemKey,
      content: string | null,
      seenRevision: string | undefined,
    ): Promise<StoredView | 'lost'> {
      const revision = randomUUID();
      const put = new PutItemCommand({
        TableName: table,
        Item: {
          ...keyOf(key),
          entity: text(entity),
          schemaVersion: { N: SCHEMA_VERSION },
          revision: text(revision),
          ...(content === null ? { expiresAt: { N: tombstoneExpiry(clock()) } } : contentAttribute(content)),
        },
        ...(seenRevision === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'revision = :seen',
              ExpressionAttributeValues: { ':seen': text(seenRevision) },
            }),
      });
      try {
        await client.send(put);
        return { key, revision, content };
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'lost';
        throw error;
      }
    },
  };
}

/** The view that an item of the Outcomes table holds. */
export function storedView(item: Item): StoredView {
  return {
    key: { pk: textOf(item, 'pk')!, sk: textOf(item, 'sk')! },
    revision: textOf(item, 'revision')!,
    content: contentOf(item),
  };
}

function tombstoneExpiry(now: Date): string {
  return String(Math.floor(now.getTime() / 1000) + TOMBSTONE_SECONDS);
}

function contentAttribute(content: string): Item {
  if (content.length <= LONGEST_PLAIN_CONTENT) return { content: text(content) };
  return { contentBrotli: { B: brotliCompressSync(content, QUALITY) } };
}

function contentOf(item: Item): string | null {
  const compressed = item['contentBrotli']?.B;
  if (compressed) return brotliDecompressSync(compressed).toString('utf8');
  // Of before, until it is written again.
  const zipped = item['contentGzip']?.B;
  return zipped ? gunzipSync(zipped).toString('utf8') : (textOf(item, 'content') ?? null);
}
