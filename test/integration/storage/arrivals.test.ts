import { randomUUID } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { text } from '../../../shared/storage/aws/dynamodb.ts';
import { createArrivals } from '../../../shared/storage/clinics/arrivals.ts';
import { type EngineTables, startTables } from './engine-tables.ts';

let tables: EngineTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

/** As a process of its own, which remembers nothing of another. */
const arrivals = () => createArrivals(tables.client, tables.outcomesTable);

it('is the latest of all that is noted, whatever the order and by whomever, to the minute', async () => {
  const start = Date.parse('2026-08-20T12:00:00.000Z');
  const minute = fc.integer({ min: 0, max: 90 }).map((minutes) => new Date(start + minutes * 61_000));
  const notes = fc.array(fc.record({ at: minute, by: fc.nat(2) }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(notes, async (noted) => {
      const clinic = `clinic-${randomUUID()}`;
      const processes = [arrivals(), arrivals(), arrivals()];
      for (const { at, by } of noted) await processes[by]!.note(clinic, at.toISOString());
      const latest = new Date(Math.max(...noted.map(({ at }) => at.getTime()))).toISOString();
      expect((await arrivals().all()).get(clinic)).toBe(`${latest.slice(0, 16)}:00Z`);
    }),
    { numRuns: 20 },
  );
});

it('of a clinic of which nothing has come there is none', async () => {
  expect((await arrivals().all()).get('nowhere')).toBeUndefined();
});

it('that was noted before arrivals were spread over partitions is told until a later one is noted', async () => {
  const [old, busy] = [`clinic-${randomUUID()}`, `clinic-${randomUUID()}`];
  const minute = '2026-08-20T12:34';
  for (const clinic of [old, busy]) {
    const Item = { pk: text('ARRIVALS'), sk: text(`CLINIC#${clinic}`), lastArrival: text(minute) };
    await tables.client.send(new PutItemCommand({ TableName: tables.outcomesTable, Item }));
  }
  await arrivals().note(busy, '2026-08-21T08:00:30Z');
  const all = await arrivals().all();
  expect([all.get(old), all.get(busy)]).toEqual([`${minute}:00Z`, '2026-08-21T08:00:00Z']);
});
