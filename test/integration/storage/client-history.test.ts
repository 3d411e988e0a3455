import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Arrival, Door } from '../../../shared/records/arrival.ts';
import { parseRecord } from '../../../shared/records/record.ts';
import { utcSortKey } from '../../../shared/records/time/instant.ts';
import { createHoldingsReader } from '../../../shared/storage/held/holdings.ts';
import { createHistoryReader } from '../../../shared/storage/held/record-history.ts';
import { addressOf, type Storable } from '../../../shared/storage/held/record-store.ts';
import type { ClientKey } from '../../../shared/storage/keys/keys.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { type EngineTables, startTables } from './engine-tables.ts';

let tables: EngineTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

/** What has become of a client's records and ids, and by whom: moves, merges, care. */

const at = (minute: number) => `2026-08-20T12:0${minute}:00Z`;
const by = (door: Door, minute: number, author?: string): Arrival => ({
  ...{ door, at: at(minute) },
  ...(author !== undefined && { author }),
});
const came = (door: Door, minute: number, author: string | null = null) => ({
  ...{ arrivedAt: utcSortKey(at(minute)), door, author },
});
const session = (id: string, therapistId: string, date: string, part: object = {}) => ({
  ...{ type: 'session', sessionId: id, therapistId, complaint: 'neck-pain' },
  ...{ startedAt: `${date}T10:00:00Z`, endedAt: `${date}T11:00:00Z`, recordedAt: `${date}T11:05:00Z` },
  techniques: [{ technique: 'deep-tissue', minutes: 50 }],
  ...part,
});
const care = (from: string, until: string | null) => ({ type: 'care', therapistId: 't-1', from, until });

function clinic() {
  const clinicId = `clinic-${randomUUID()}`;
  const writer = createRecordWriter(tables.client, tables.recordsTable);
  const reader = createHistoryReader(tables.client, tables.recordsTable);
  const holdings = createHoldingsReader(tables.client, tables.recordsTable);
  const owner = (): ClientKey => ({ clinicId, client: randomUUID() });
  const write = (to: ClientKey, arrival: Arrival, ...inputs: object[]) =>
    writer.write(
      inputs.map((input, place) => {
        const parsed = parseRecord({ clinicId, clientId: 'c-1', ...input });
        if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
        return addressOf(to, parsed.record as Storable, arrival, place);
      }),
    );
  const move = (from: ClientKey, to: ClientKey, arrival: Arrival) =>
    writer.move({ clinicId, of: 'session', id: 's-1', from: from.client, to: to.client }, arrival);
  return { clinicId, writer, reader, holdings, owner, write, move };
}

describe('the history of a record that was moved', () => {
  it('says at either client who moved it, when, from whom and to whom, also after it was deleted', async () => {
    const { reader, holdings, owner, write, move, writer } = clinic();
    const [a, b, c] = [owner(), owner(), owner()];
    const first = session('s-1', 't-1', '2026-08-05');
    await write(a, by('file', 0, 'import-1'), first, { ...first, painAfter: 2, recordedAt: at(0) });
    await move(a, b, by('owner', 1));
    await move(b, c, by('recorder', 2));
    const moves = [
      { ...came('recorder', 2), what: 'moved', from: b.client, to: c.client },
      { ...came('owner', 1), what: 'moved', from: a.client, to: b.client },
    ];
    expect((await reader.ofRecord(c, 'session', 's-1'))!.events).toEqual(moves);
    expect((await reader.ofRecord(a, 'session', 's-1'))!.versions).toMatchObject([
      { ...came('owner', 1), movedTo: b.client },
    ]);
    expect((await reader.ofRecord(b, 'session', 's-1'))!.versions).toMatchObject([
      { ...came('recorder', 2), movedTo: c.client },
    ]);
    expect(await holdings(b)).toMatchObject({ moves: 1 });
    expect(await holdings(c)).toEqual({ session: 1, earlierVersions: 1, moves: 2, care: 1 });
    await write(c, by('owner', 3), { type: 'deletion', of: 'session', id: 's-1' });
    const { records } = await reader.ofClient(c);
    expect(records.find(({ of }) => of === 'session')).toMatchObject({
      versions: [{ deleted: true }],
      events: moves,
    });
    const instant = utcSortKey(at(5));
    const erased = await writer.erase(c, { recordedAt: instant, arrivedAt: instant });
    expect(erased.removed).toMatchObject({ deletions: 1, moves: 2 });
    expect(await reader.ofClient(c)).toEqual({ records: [], merges: [] });
  });

  it('comes back whole with the record', async () => {
    const { reader, owner, write, move } = clinic();
    const [a, b] = [owner(), owner()];
    await write(a, by('file', 0), session('s-1', 't-1', '2026-08-05'));
    await move(a, b, by('owner', 1));
    await move(b, a, by('owner', 2));
    const { events } = (await reader.ofRecord(a, 'session', 's-1'))!;
    expect(events).toMatchObject([
      { from: b.client, to: a.client },
      { from: a.client, to: b.client },
    ]);
  });
});

describe('the history of a merge', () => {
  it('of a chain is told whole under each of the ids', async () => {
    const { clinicId, reader, owner, writer } = clinic();
    const [a, b, c] = [owner(), owner(), owner()];
    await writer.merge({ clinicId, from: a.client, into: b.client }, false, by('owner', 1));
    await writer.merge({ clinicId, from: b.client, into: c.client }, false, by('owner', 2));
    const said = [
      { ...came('owner', 2), what: 'merged', from: b.client, into: c.client },
      { ...came('owner', 1), what: 'merged', from: a.client, into: b.client },
    ];
    for (const one of [a, b, c]) expect((await reader.ofClient(one)).merges).toEqual(said);
  });

  it('says who made two ids one person, and two again, and goes with an erasure', async () => {
    const { clinicId, reader, owner, write, writer } = clinic();
    const [a, b] = [owner(), owner()];
    await write(a, by('file', 0), session('s-1', 't-1', '2026-08-05'));
    await write(b, by('file', 0), session('s-2', 't-1', '2026-08-06'));
    const pair = { clinicId, from: b.client, into: a.client };
    await writer.merge(pair, false, by('owner', 1));
    const merged = { ...came('owner', 1), what: 'merged', from: b.client, into: a.client };
    expect((await reader.ofClient(a)).merges).toEqual([merged]);
    await writer.merge(pair, false, by('recorder', 2));
    await writer.merge(pair, true, by('recorder', 3));
    const split = { ...merged, ...came('recorder', 3), what: 'split' };
    for (const one of [a, b]) expect((await reader.ofClient(one)).merges).toEqual([split, merged]);
    const instant = utcSortKey(at(5));
    await writer.erase(b, { recordedAt: instant, arrivedAt: instant });
    expect((await reader.ofClient(b)).merges).toEqual([]);
    expect((await reader.ofClient(a)).merges).toEqual([split, merged]);
  });
});

describe('the history of care', () => {
  const careIn = async (reader: ReturnType<typeof createHistoryReader>, owner: ClientKey) =>
    (await reader.ofClient(owner)).records.find(({ of }) => of === 'care')!;

  it('says how it began, was said, went on and ended again', async () => {
    const { reader, owner, write } = clinic();
    const a = owner();
    await write(a, by('file', 0), session('s-1', 't-1', '2026-08-05'));
    expect(await careIn(reader, a)).toMatchObject({
      versions: [{ ...came('file', 0), implied: true, content: { from: '2026-08-05' } }],
      events: [],
    });
    await write(a, by('owner', 1), care('2026-08-01', '2026-08-10'));
    await write(a, by('recorder', 2), session('s-2', 't-1', '2026-08-18'));
    const began = { ...came('file', 0), what: 'began', from: '2026-08-05' };
    const wentOn = { ...came('recorder', 2), what: 'went-on', from: '2026-08-18' };
    expect(await careIn(reader, a)).toMatchObject({
      versions: [{ ...came('owner', 1), again: '2026-08-18', content: { until: '2026-08-10' } }],
      events: [wentOn, began],
    });
    await write(a, by('owner', 3), { type: 'deletion', of: 'session', id: 's-2' });
    const { versions, events } = await careIn(reader, a);
    expect(versions).toMatchObject([{ content: { until: '2026-08-10' } }]);
    expect(versions[0]).not.toHaveProperty('again');
    expect(events).toEqual([{ ...came('owner', 3), what: 'ended' }, wentOn, began]);
  });

  it('tells of care that has lapsed with the record that named her, and of what was taken over', async () => {
    const { reader, owner, write } = clinic();
    const a = owner();
    await write(a, by('file', 0), session('s-1', 't-1', '2026-08-05'));
    await write(a, by('owner', 1), session('s-1', 't-2', '2026-08-05', { recordedAt: at(1) }));
    expect(await reader.ofRecord(a, 'care', 't-1')).toEqual({
      ...{ of: 'care', id: 't-1', versions: [] },
      events: [
        { ...came('owner', 1), what: 'ended' },
        { ...came('file', 0), what: 'began', from: '2026-08-05' },
      ],
    });
    await write(a, by('therapist', 2, 't-1'), { ...care('2026-08-20', null), reason: 'covering' });
    expect(await reader.ofRecord(a, 'care', 't-1')).toMatchObject({
      versions: [{ ...came('therapist', 2, 't-1'), content: { reason: 'covering' } }],
      events: [{ what: 'ended' }, { what: 'began' }],
    });
  });
});

it('removes with a client what a record was before it was moved to him', async () => {
  const { holdings, owner, write, move, writer } = clinic();
  const [a, b] = [owner(), owner()];
  const first = session('s-1', 't-1', '2026-08-05');
  await write(a, by('file', 0), first, { ...first, painAfter: 2, recordedAt: at(0) });
  await move(a, b, by('owner', 1));
  const instant = utcSortKey(at(5));
  const { removed } = await writer.erase(b, { recordedAt: instant, arrivedAt: instant });
  expect(removed).toEqual({ session: 1, earlierVersions: 1, moves: 1, care: 1 });
  expect(await holdings(b)).toEqual({});
});
