import { gzipSync } from 'node:zlib';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyOf, mapKey } from '../../../shared/storage/aws/dynamodb.ts';
import {
  createViewStore,
  TOMBSTONE_SECONDS,
  type ViewStore,
} from '../../../shared/storage/views/view-store.ts';
import { type EngineTables, startTables } from './engine-tables.ts';

let tables: EngineTables;
let views: ViewStore;
const now = new Date('2026-08-03T10:00:00Z');
beforeAll(async () => {
  tables = await startTables();
  views = createViewStore(tables.client, tables.outcomesTable, () => now);
});
afterAll(() => tables.stop());

const revisionOf = async (key: { pk: string; sk: string }) =>
  (await views.get([key])).get(mapKey(key))?.revision;

describe('put', () => {
  it('writes under a new revision while the one seen is current, and not otherwise', async () => {
    const key = { pk: 'put', sk: 'a' };
    const written = await views.put('test', key, 'one', undefined);
    expect(await views.put('test', key, 'two', undefined)).toBe('lost');
    const first = await revisionOf(key);
    expect(written).toEqual({ key, revision: first, content: 'one' });
    expect(await views.put('test', key, 'two', first)).toMatchObject({ content: 'two' });
    expect(await views.put('test', key, 'three', first)).toBe('lost');
    expect((await views.get([key])).get(mapKey(key))).toMatchObject({ content: 'two' });
    expect(await revisionOf(key)).not.toBe(first);
  });

  it('lets one of many writers win', async () => {
    const key = { pk: 'race', sk: 'a' };
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, (_, index) => views.put('test', key, String(index), undefined)),
    );
    expect(outcomes.filter((outcome) => outcome !== 'lost')).toHaveLength(1);
  });

  it('keeps long content, which the reader sees as it was', async () => {
    const key = { pk: 'long', sk: 'a' };
    const content = JSON.stringify(
      Array.from({ length: 20_000 }, (_, hours) => ({ hours, survival: 1 / (hours + 1) })),
    );
    expect(content.length).toBeGreaterThan(400_000);
    expect(await views.put('test', key, content, undefined)).toMatchObject({ content });
    expect((await views.list('long', 'a'))[0]!.content === content).toBe(true);
  });

  it('keeps a month of a client in less than a third of its length, and reads what was kept otherwise before', async () => {
    const key = { pk: 'compressed', sk: 'v#a' };
    const content = JSON.stringify(
      Array.from({ length: 4 }, (_, day) => ({
        ...{ startedAt: `2026-08-0${day + 1}T10:00:00+00:00`, endedAt: `2026-08-0${day + 1}T11:00:00+00:00` },
        ...{ complaint: 'chronic-low-back-pain', technique: 'deep-tissue', painBefore: 6, painAfter: day },
      })),
    );
    await views.put('test', key, content, undefined);
    const { Item } = await tables.client.send(
      new GetItemCommand({ TableName: tables.outcomesTable, Key: keyOf(key) }),
    );
    expect(Item!['contentBrotli']!.B!.byteLength).toBeLessThan(content.length / 3);
    const before = { ...Item, sk: { S: 'v#b' }, contentGzip: { B: gzipSync(content) } };
    const { contentBrotli: _, ...gzipped } = before as typeof before & { contentBrotli: unknown };
    await tables.client.send(new PutItemCommand({ TableName: tables.outcomesTable, Item: gzipped }));
    expect((await views.list('compressed', 'v#')).map((view) => view.content)).toEqual([content, content]);
  });

  it('leaves a tombstone that expires, in the place of a view without content', async () => {
    const key = { pk: 'tomb', sk: 'a#1' };
    await views.put('test', key, 'one', undefined);
    await views.put('test', key, null, await revisionOf(key));
    const { Item } = await tables.client.send(
      new GetItemCommand({ TableName: tables.outcomesTable, Key: keyOf(key) }),
    );
    expect(Item!['expiresAt']).toEqual({ N: String(now.getTime() / 1000 + TOMBSTONE_SECONDS) });
    expect(await views.list('tomb', 'a#')).toMatchObject([{ content: null }]);
    expect(await views.liveSortKeys('tomb')).toEqual([]);
    expect(await views.put('test', key, 'two', undefined)).toBe('lost');
  });
});

describe('page', () => {
  it('goes on where the page before ended, past tombstones, within the prefix', async () => {
    const pk = 'page';
    for (const sk of ['A#1', 'B#1', 'B#2', 'B#3', 'B#4', 'C#1'])
      await views.put('test', { pk, sk }, sk, undefined);
    await views.put('test', { pk, sk: 'B#2' }, null, await revisionOf({ pk, sk: 'B#2' }));
    const first = await views.page(pk, 'B#', 2);
    expect(first.map(({ content }) => content)).toEqual(['B#1', 'B#3']);
    const next = await views.page(pk, 'B#', 2, first.at(-1)!.key.sk);
    expect(next.map(({ content }) => content)).toEqual(['B#4']);
  });
});
