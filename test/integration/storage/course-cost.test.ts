import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientRecord } from '../../../shared/outcomes/client-record.ts';
import { monthAfter, monthsBetween } from '../../../shared/outcomes/months.ts';
import type { Fact } from '../../../shared/records/record.ts';
import { addressOf, createRecordReader } from '../../../shared/storage/held/record-store.ts';
import type { ClientKey } from '../../../shared/storage/keys/keys.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { createViewStore } from '../../../shared/storage/views/view-store.ts';
import { clientMonthView } from '../../../shared/views/client-month-view.ts';
import { spanOfMonths } from '../../../shared/views/course-chain.ts';
import { coursesIn, coursesView } from '../../../shared/views/courses-view.ts';
import { refresh } from '../../../shared/views/refresh.ts';
import { BY_FILE } from '../../records/by-file.ts';
import { meterCapacity } from './consumed-capacity.ts';
import { type EngineTables, startEngineTables } from './engine-tables.ts';

const FIRST = '2021-01';
const LONG = 60;
const OWNER: ClientKey = { clinicId: 'riverside', client: 'p-long' };

let tables: EngineTables;
beforeAll(async () => {
  tables = await startEngineTables();
});
afterAll(() => tables.stop());

/** A session a week and an entry every other day: about twenty records a month. */
function recordsOf(month: string): ClientRecord[] {
  const at = (day: number, hour: number) => `${month}-${String(day).padStart(2, '0')}T${hour}:00:00+00:00`;
  const sessions = [2, 9, 16, 23].map((day) => ({
    type: 'session' as const,
    sessionId: `s-${month}-${day}`,
    therapistId: 't-1',
    startedAt: at(day, 10),
    endedAt: at(day, 11),
    complaint: 'chronic-low-back-pain' as const,
    techniques: [{ technique: 'deep-tissue' as const, minutes: 50, bodyRegion: 'low-back' }],
    painBefore: 6,
    painAfter: 4,
    recordedAt: at(day, 12),
  }));
  const scores = Array.from({ length: 14 }, (_, index) => ({
    type: 'pain-score' as const,
    scoreId: `p-${month}-${index}`,
    at: at(2 * index + 1, 20),
    pain: 5,
    soreness: 1,
    window: 'now' as const,
    recordedAt: at(2 * index + 1, 21),
  }));
  return [...sessions, ...scores];
}

async function record(months: readonly string[]): Promise<void> {
  const facts = months.flatMap(recordsOf).map((held) => ({ ...held, clinicId: 'riverside', clientId: 'c' }));
  await createRecordWriter(tables.client, tables.recordsTable).write(
    facts.map((fact) => addressOf(OWNER, fact as Fact, BY_FILE)),
  );
  const views = createViewStore(tables.client, tables.outcomesTable, () => new Date());
  const records = createRecordReader(tables.client, tables.recordsTable);
  const keys = months.map((month) => ({ ...OWNER, month }));
  expect(await refresh(clientMonthView(records), keys, views)).toEqual(new Map());
}

describe('a course of care of 60 months', () => {
  const months = monthsBetween(FIRST, monthAfter(FIRST, LONG - 1));

  it('reads a small row a month and none of its records', async () => {
    await record(months);
    const meter = meterCapacity(tables.client);
    const views = createViewStore(tables.client, tables.outcomesTable, () => new Date());
    const changed = months.at(-1)!;
    const view = coursesView(views);
    let courses: string | null | undefined;
    const key = await view.stale(OWNER, spanOfMonths([changed]), [changed]);
    await view.sources(key!); // the first look is of what was read to find out
    const read = await meter.during(async () => {
      [courses] = view.derive(key!, await view.sources(key!));
    });

    expect(coursesIn(courses!)).toMatchObject([
      { sessions: 4 * LONG, startedAt: `${FIRST}-02T10:00:00+00:00` },
    ]);
    // A strongly consistent read of up to 4 KB is one unit, and so is one that finds nothing: beyond the first
    // month the last step, of a year at most, and three months on either side.
    expect(Object.keys(read)).toEqual([tables.outcomesTable]);
    expect(read[tables.outcomesTable]).toBeGreaterThanOrEqual(LONG);
    expect(read[tables.outcomesTable]).toBeLessThanOrEqual(LONG + 3 + 12 + 3);
  });
});
