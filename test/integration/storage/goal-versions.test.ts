import { randomUUID } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fact, parseRecord } from '../../../shared/records/record.ts';
import type { Deletion } from '../../../shared/records/removal.ts';
import { utcSortKey } from '../../../shared/records/time/instant.ts';
import { collect, keyOf, queryPrefix, text, textOf } from '../../../shared/storage/aws/dynamodb.ts';
import { addressOf, createRecordReader, recordItem } from '../../../shared/storage/held/record-store.ts';
import {
  type ClientKey,
  clientPk,
  erasureMark,
  GOALS_SK_PREFIX,
  versionItem,
} from '../../../shared/storage/keys/keys.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { BY_FILE } from '../../records/by-file.ts';
import { type EngineTables, startTables } from './engine-tables.ts';

let tables: EngineTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const writer = () => createRecordWriter(tables.client, tables.recordsTable);
const reader = () => createRecordReader(tables.client, tables.recordsTable);
/** In a clinic of its own, so that ids do not meet. */
const newClient = (): ClientKey => ({ clinicId: `clinic-${randomUUID()}`, client: randomUUID() });
const at = (minute: number) => `2026-08-03T10:${String(minute).padStart(2, '0')}:00+00:00`;

function parsed(input: object): Fact | Deletion {
  const result = parseRecord({ clinicId: 'riverside', clientId: 'c-1', ...input });
  if (!('record' in result)) throw new Error(JSON.stringify(result.refusals));
  return result.record as Fact | Deletion;
}
/** The goal with a target, as it was written at a minute. */
const version = (minute: number, target = minute % 7) =>
  parsed({
    ...{ type: 'goal', goalId: 'g-1', therapistId: 't-1', kind: 'pain', measure: 'pain', unit: 'score' },
    ...{ baseline: 7, target, startsOn: '2026-08-03', dueOn: '2026-09-14', recordedAt: at(minute) },
  });
const deletion = (minute: number) =>
  parsed({ type: 'deletion', of: 'goal', id: 'g-1', recordedAt: at(minute) });

/** One write after the other. */
async function write(owner: ClientKey, ...records: (Fact | Deletion)[]): Promise<string[]> {
  const outcomes: string[] = [];
  for (const record of records) {
    outcomes.push((await writer().write([addressOf(owner, record, BY_FILE)]))[0]!.outcome);
  }
  return outcomes;
}

/** Minutes of the live version and of the earlier ones, whichever way they are read. */
async function history(owner: ClientKey) {
  const found = await reader().goal(owner, 'g-1');
  expect(await reader().goals(owner)).toEqual(found ? [found] : []);
  expect((await reader().all(owner)).goals).toEqual(found ? [found] : []);
  const minute = (goal: { recordedAt: string }) => Number(goal.recordedAt.slice(14, 16));
  return found && { now: minute(found.goal), earlier: found.earlier.map(minute) };
}

/** Minutes of the versions whose content is stored, read or not. */
async function stored(owner: ClientKey): Promise<number[]> {
  const items = await collect(
    queryPrefix(tables.client, tables.recordsTable, clientPk(owner), GOALS_SK_PREFIX),
  );
  const minutes = items.filter((item) => item['record']).map((item) => textOf(item, 'recordedAt')!);
  return minutes.map((recordedAt) => Number(recordedAt.slice(14, 16))).sort((a, b) => a - b);
}

describe('the versions of a goal', () => {
  it('that were replaced are kept and are no facts; one that was refused is not', async () => {
    const owner = newClient();
    expect(await write(owner, version(1, 1), version(1, 2), version(5), version(3), version(3))).toEqual([
      ...['accepted', 'conflict', 'accepted', 'stale', 'stale'],
    ]);
    expect(await history(owner)).toEqual({ now: 5, earlier: [1, 3] });
    expect((await reader().goal(owner, 'g-1'))!.earlier[0]!.target).toBe(1);
    expect((await reader().all(owner)).facts).toMatchObject([{ type: 'goal', recordedAt: at(5) }]);
    expect(await reader().between(owner, { from: '2000-01-01', to: '2100-01-01' })).toEqual([]);
  });

  it('go with an erasure, and none of them comes back', async () => {
    const owner = newClient();
    await write(owner, version(1), version(2), version(4));
    await writer().erase(owner, { recordedAt: utcSortKey(at(5)), arrivedAt: utcSortKey(BY_FILE.at) });
    expect(await write(owner, version(3), version(9))).toEqual(['erased', 'accepted']);
    expect(await history(owner)).toEqual({ now: 9, earlier: [] });
  });

  it('are not kept behind an erasure that has begun and not yet removed them', async () => {
    const owner = newClient();
    await write(owner, version(1));
    const mark = { ...keyOf(erasureMark(clientPk(owner))), recordedAt: text(utcSortKey(at(5))) };
    await tables.client.send(new PutItemCommand({ TableName: tables.recordsTable, Item: mark }));
    await write(owner, version(9));
    expect(await history(owner)).toEqual({ now: 9, earlier: [] });
  });

  it('end in the history that the rules say whatever the order and however they are batched', async () => {
    const steps = fc.uniqueArray(
      fc.record({
        minute: fc.integer({ min: 1, max: 6 }),
        deleted: fc.constantFrom(false, false, false, true),
      }),
      { selector: ({ minute, deleted }) => `${minute} ${deleted}`, minLength: 2, maxLength: 6 },
    );
    const orders = steps.chain((some) =>
      fc.record({
        steps: fc.constant(some),
        shuffled: fc.shuffledSubarray(some, { minLength: some.length }),
        together: fc.boolean(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(orders, async ({ steps: some, shuffled, together }) => {
        const records = shuffled.map(({ minute, deleted }) => (deleted ? deletion : version)(minute));
        const owner = newClient();
        if (together) await writer().write(records.map((record) => addressOf(owner, record, BY_FILE)));
        else await write(owner, ...records, ...records);
        // A deletion reaches up to its own minute, a version of which it wins over, and over all that came before.
        const reached = shuffled.flatMap((step, index) =>
          step.deleted ? [step, ...shuffled.slice(0, index)].map(({ minute }) => minute) : [],
        );
        const minutes = some
          .flatMap(({ minute, deleted }) => (deleted || minute <= Math.max(0, ...reached) ? [] : [minute]))
          .sort((a, b) => a - b);
        const expected = { now: minutes.at(-1), earlier: minutes.slice(0, -1) };
        expect(await history(owner)).toEqual(minutes.length === 0 ? undefined : expected);
        expect(await stored(owner), 'what was deleted is not kept').toEqual(minutes);
      }),
      { numRuns: 60 },
    );
  });

  it('are removed by a deletion that comes again, where the first time was cut off', async () => {
    const owner = newClient();
    await write(owner, version(1), version(2), deletion(3));
    const left = recordItem({ ...addressOf(owner, version(1), BY_FILE), entity: 'goal-version' });
    const { pk, sk } = versionItem(addressOf(owner, version(1), BY_FILE).key, utcSortKey(at(1)));
    const Item = { ...left, pk: text(pk), sk: text(sk) };
    await tables.client.send(new PutItemCommand({ TableName: tables.recordsTable, Item }));
    expect(await stored(owner)).toEqual([1]);
    expect(await write(owner, deletion(3))).toEqual(['duplicate']);
    expect(await stored(owner)).toEqual([]);
  });

  it('may be more than one transaction holds', async () => {
    const owner = newClient();
    const minutes = Array.from({ length: 55 }, (_, index) => (index * 7) % 55);
    const twice = [...minutes, ...minutes].map((minute) => addressOf(owner, version(minute), BY_FILE));
    const outcomes = await writer().write(twice);
    expect(outcomes.filter(({ outcome }) => outcome === 'conflict')).toEqual([]);
    expect(await history(owner)).toEqual({ now: 54, earlier: [...Array(54).keys()] });
  });

  it('are all kept when writers race', async () => {
    const owner = newClient();
    await Promise.all([4, 1, 3, 2, 5].map((minute) => write(owner, version(minute))));
    expect(await history(owner)).toEqual({ now: 5, earlier: [1, 2, 3, 4] });
  });
});
