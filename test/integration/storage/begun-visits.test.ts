import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBegunVisits } from '../../../shared/storage/held/begun-visits.ts';
import { BEGUN_VISIT_DAYS } from '../../../shared/storage/keys/kept-days.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { type EngineTables, startTables } from './engine-tables.ts';

let tables: EngineTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const start = Date.parse('2026-08-03T10:00:00Z');
let now = start;
const open = () => createBegunVisits(tables.client, tables.recordsTable, () => new Date(now));
const clientOf = (client: string) => ({ clinicId: 'riverside', client });

describe('visits that have begun', () => {
  it('are kept client by client until they are over; saying it again is the same visit', async () => {
    const visits = open();
    const [one, other] = [clientOf('p-1'), clientOf('p-2')];
    await visits.put(one, 'visit-1', 'first');
    await visits.put(one, 'visit-1', 'again');
    await visits.put(one, 'visit-2', 'second');
    expect(await visits.of(one)).toEqual(['again', 'second']);
    expect(await visits.of(other)).toEqual([]);
    await visits.remove(one, 'visit-1');
    await visits.remove(one, 'never-begun');
    expect(await visits.of(one)).toEqual(['second']);
  });

  it('follow a merge of two clients, and its undoing', async () => {
    const visits = open();
    const writer = createRecordWriter(tables.client, tables.recordsTable);
    const [from, into] = [clientOf('p-6'), clientOf('p-7')];
    const pair = { clinicId: 'riverside', from: 'p-6', into: 'p-7' };
    const merge = (undo: boolean, minute: number) =>
      writer.merge(pair, undo, { door: 'owner', at: `2026-08-03T10:0${minute}:00Z` });
    await visits.put(from, 'visit-1', 'of one');
    await visits.put(into, 'visit-2', 'of the other');
    await visits.put(from, 'visit-3', 'over soon');
    await merge(false, 1);
    expect((await visits.of(into)).toSorted()).toEqual(['of one', 'of the other', 'over soon']);
    await visits.remove(into, 'visit-3');
    await merge(true, 2);
    expect(await visits.of(from)).toEqual(['of one']);
    expect(await visits.of(into)).toEqual(['of the other']);
  });

  it('end by themselves, also before the table has let them go', async () => {
    const visits = open();
    await visits.put(clientOf('p-3'), 'visit-1', 'first');
    now = start + BEGUN_VISIT_DAYS * 86_400_000;
    expect(await visits.of(clientOf('p-3'))).toEqual([]);
    now = start;
  });

  it('go with the client who is erased, and with no other', async () => {
    const visits = open();
    const writer = createRecordWriter(tables.client, tables.recordsTable);
    for (const client of ['p-4', 'p-5']) await visits.put(clientOf(client), 'visit-1', client);
    const at = '2026-08-03T11:00:00.000000000Z';
    await writer.erase(clientOf('p-4'), { recordedAt: at, arrivedAt: at });
    expect(await visits.of(clientOf('p-4'))).toEqual([]);
    expect(await visits.of(clientOf('p-5'))).toEqual(['p-5']);
  });
});
