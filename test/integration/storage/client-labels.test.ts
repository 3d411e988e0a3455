import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTakeIn } from '../../../shared/intake/take-in.ts';
import { pseudonym } from '../../../shared/records/pseudonym.ts';
import { parseRecord, type SentRecord } from '../../../shared/records/record.ts';
import { itemsOfPartition } from '../../../shared/storage/aws/dynamodb.ts';
import { createClientLabels } from '../../../shared/storage/held/client-labels.ts';
import { createHoldingsReader } from '../../../shared/storage/held/holdings.ts';
import { createHistoryReader } from '../../../shared/storage/held/record-history.ts';
import { createRecordReader } from '../../../shared/storage/held/record-store.ts';
import { clientPk } from '../../../shared/storage/keys/keys.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { createLabelWriter } from '../../../shared/storage/writing/label-writer.ts';
import { type EngineTables, startTables } from './engine-tables.ts';

let tables: EngineTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const KEY = 'a key of the clinic, for this test only';

/** A clinic of its own, in which a minute passes with everything that happens. */
function newClinic() {
  const clinicId = `clinic-${randomUUID()}`;
  const { client, recordsTable } = tables;
  const labels = createClientLabels(client, recordsTable);
  const writer = createLabelWriter(client, recordsTable);
  const takeIn = createTakeIn({
    writer: createRecordWriter(client, recordsTable),
    keyOfClinic: async () => KEY,
    settingsOf: async () => ({}),
  });
  let minute = 0;
  const now = () => new Date(Date.UTC(2026, 8, 1, 0, minute));
  const nextMinute = () => {
    minute += 1;
    return now();
  };
  const owner = (clientId: string) => ({ clinicId, client: pseudonym(KEY, clientId) });
  const report = async (...inputs: object[]) => {
    const records = inputs.map((input): SentRecord => {
      const parsed = parseRecord({ clinicId, ...input });
      if ('refusals' in parsed) throw new Error(JSON.stringify(parsed.refusals));
      return parsed.record;
    });
    return takeIn(clinicId, records, { door: 'recorder', at: nextMinute().toISOString() }, 0);
  };
  return {
    ...{ labels, owner, report, now, nextMinute },
    history: createHistoryReader(client, recordsTable),
    holdings: createHoldingsReader(client, recordsTable),
    facts: createRecordReader(client, recordsTable),
    session: (clientId: string) =>
      report({
        ...{ type: 'session', sessionId: `s-${clientId}`, clientId, therapistId: 't-1' },
        ...{ startedAt: '2026-08-03T10:00:00Z', endedAt: '2026-08-03T11:00:00Z' },
        ...{ complaint: 'neck-pain', techniques: [{ technique: 'sports', minutes: 50 }] },
      }),
    set: (clientId: string, sealed: string, openedAt = nextMinute()) =>
      writer.put(owner(clientId), sealed, { now: nextMinute(), openedAt }),
    remove: (clientId: string) => writer.remove(owner(clientId), { openedAt: nextMinute() }),
    async label(clientId: string) {
      const found = (await labels.of([owner(clientId)])).get(owner(clientId).client);
      return found && [found.sealed, found.client === owner(clientId).client ? 'own' : 'of another'];
    },
    items: (clientId: string) => itemsOfPartition(client, recordsTable, clientPk(owner(clientId))),
  };
}

describe('a label', () => {
  it('is set, replaced and removed, and is found with those of others', async () => {
    const { set, remove, label, labels, owner } = newClinic();
    expect(await label('c-1')).toBeUndefined();
    expect(await set('c-1', 'first')).toBe(true);
    expect(await set('c-1', 'second')).toBe(true);
    await set('c-2', 'another');
    const found = await labels.of(['c-1', 'c-2', 'c-3'].map(owner));
    expect([...found.values()].map(({ sealed }) => sealed)).toEqual(['second', 'another']);
    expect(await remove('c-1')).toBe(true);
    expect(await remove('c-1')).toBe(true);
    expect(await label('c-1')).toBeUndefined();
    expect(await label('c-2')).toEqual(['another', 'own']);
  });

  it('is no fact and no history, and is counted among what is held', async () => {
    const { set, session, owner, facts, history, holdings } = newClinic();
    await session('c-1');
    await set('c-1', 'sealed');
    expect((await facts.all(owner('c-1'))).facts.map(({ type }) => type)).toEqual(['session']);
    const { records, merges } = await history.ofClient(owner('c-1'));
    expect([records.map(({ of }) => of), merges]).toEqual([['care'], []]);
    expect(await holdings(owner('c-1'))).toEqual({ session: 1, care: 1, label: 1 });
  });

  it('goes with an erasure, which counts it, and no form that was open brings it back', async () => {
    const { set, label, report, items, nextMinute } = newClinic();
    const openedAt = nextMinute();
    await set('c-1', 'sealed');
    const erasure = { type: 'erasure', clientId: 'c-1', recordedAt: nextMinute().toISOString() };
    const [first] = await report(erasure);
    expect(first).toMatchObject({ status: 'accepted', receipt: { removed: { label: 1 } } });
    expect(await label('c-1')).toBeUndefined();
    expect(await set('c-1', 'late', openedAt)).toBe(false);
    expect(await label('c-1')).toBeUndefined();
    // Who comes back may have one, which the same erasure leaves alone.
    expect(await set('c-1', 'new')).toBe(true);
    const [again] = await report(erasure);
    expect(again).toMatchObject({ receipt: { removed: { label: 1 } } });
    expect(await label('c-1')).toEqual(['new', 'own']);
    expect(JSON.stringify(await items('c-1'))).not.toContain('"sealed":{"S":"sealed"}');
  });

  it('follows a merge and its undoing: the later one stands, and each has his own again', async () => {
    const { set, label, report } = newClinic();
    const merge = { type: 'merge', clientId: 'b', into: 'a' };
    await set('b', 'of b');
    expect(await report(merge)).toMatchObject([{ status: 'accepted', moved: { label: 1 } }]);
    expect(await label('a')).toEqual(['of b', 'of another']);
    expect(await label('b')).toBeUndefined();
    await report({ ...merge, undo: true });
    expect([await label('a'), await label('b')]).toEqual([undefined, ['of b', 'own']]);
    await set('a', 'of a');
    await report(merge);
    expect(await label('a')).toEqual(['of a', 'own']);
    await report({ ...merge, undo: true });
    expect([await label('a'), await label('b')]).toEqual([
      ['of a', 'own'],
      ['of b', 'own'],
    ]);
  });

  it('that is set or removed of a person is that of all his ids', async () => {
    const { set, remove, label, report, items } = newClinic();
    const merge = { type: 'merge', clientId: 'b', into: 'a' };
    await set('a', 'of a');
    await set('b', 'of b');
    await report(merge);
    expect(await label('a')).toEqual(['of b', 'of another']);
    expect(await set('b', 'by the old id')).toBe(false);
    await set('a', 'of both');
    expect(await label('a')).toEqual(['of both', 'own']);
    await report({ ...merge, undo: true });
    expect([await label('a'), await label('b')]).toEqual([['of both', 'own'], undefined]);
    await set('b', 'of b');
    await report(merge);
    await remove('a');
    await report({ ...merge, undo: true });
    expect([await label('a'), await label('b')]).toEqual([undefined, undefined]);
    expect(JSON.stringify([await items('a'), await items('b')])).not.toContain('sealed');
  });

  it('of every id of a person goes with his erasure', async () => {
    const { set, label, report, items, nextMinute } = newClinic();
    await set('a', 'of a');
    await set('b', 'of b');
    await report({ type: 'merge', clientId: 'b', into: 'a' });
    const [erased] = await report({
      ...{ type: 'erasure', clientId: 'a', recordedAt: nextMinute().toISOString() },
    });
    expect(erased).toMatchObject({ receipt: { removed: { label: 1, earlierVersions: 1 } } });
    expect(await label('a')).toBeUndefined();
    expect(JSON.stringify([await items('a'), await items('b')])).not.toContain('sealed');
  });
});
