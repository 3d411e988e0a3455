import { randomUUID } from 'node:crypto';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeriveHandler } from '../../../functions/derive-outcomes/handler.ts';
import { type Fact, parseRecord } from '../../../shared/records/record.ts';
import { dateAfter } from '../../../shared/records/time/calendar-days.ts';
import { createCareReader } from '../../../shared/storage/care/care-store.ts';
import {
  type AddressedRecord,
  addressOf,
  createRecordReader,
  recordItem,
} from '../../../shared/storage/held/record-store.ts';
import { type ClientKey, goalItem } from '../../../shared/storage/keys/keys.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { createHeldClients } from '../../../shared/storage/views/held-clients.ts';
import { createViewStore } from '../../../shared/storage/views/view-store.ts';
import { goalProgressOf } from '../../../shared/views/goal-progress-view.ts';
import { BY_FILE } from '../../records/by-file.ts';
import { type Consumed, meterCapacity } from './consumed-capacity.ts';
import { type EngineTables, startEngineTables } from './engine-tables.ts';

let tables: EngineTables;
beforeAll(async () => {
  tables = await startEngineTables();
});
afterAll(() => tables.stop());

const START = '2026-08-03';
const DAYS_WITHIN = 20;

const records = () => createRecordReader(tables.client, tables.recordsTable);
const views = () => createViewStore(tables.client, tables.outcomesTable, () => new Date(0));
const log = {
  info: () => {},
  error: (message: string, error: unknown) => {
    throw new Error(message, { cause: error });
  },
};

function address(owner: ClientKey, input: object): AddressedRecord {
  const parsed = parseRecord({ clinicId: owner.clinicId, clientId: 'c-1', ...input });
  if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
  return addressOf(owner, parsed.record as Fact, BY_FILE);
}
function score(owner: ClientKey, day: number, pain: number): AddressedRecord {
  const at = `${dateAfter(START, day)}T12:00:00+00:00`;
  return address(owner, { type: 'pain-score', scoreId: `p${day}`, at, pain, recordedAt: at });
}

/** A client with so many records from before a goal of six weeks, and one a day in its first weeks. */
async function clientWithHistory(older: number): Promise<ClientKey> {
  const owner = { clinicId: `clinic-${randomUUID()}`, client: randomUUID() };
  const goal = address(owner, {
    ...{ type: 'goal', goalId: 'g-1', therapistId: 't-1', kind: 'pain', measure: 'pain', unit: 'score' },
    ...{ baseline: 7, target: 3, startsOn: START, dueOn: '2026-09-14', recordedAt: `${START}T11:00:00Z` },
  });
  const before = Array.from({ length: older }, (_, index) => score(owner, -60 - index, 6));
  const within = Array.from({ length: DAYS_WITHIN }, (_, day) => score(owner, day, 6));
  await createRecordWriter(tables.client, tables.recordsTable).write([goal, ...before, ...within]);
  return owner;
}

/** Writes a point, and brings everything up to date that looks at it. */
async function takeIn(point: AddressedRecord): Promise<void> {
  await createRecordWriter(tables.client, tables.recordsTable).write([point]);
  const change = {
    dynamodb: {
      SequenceNumber: '1',
      Keys: { pk: { S: point.key.pk }, sk: { S: point.key.sk } },
      NewImage: recordItem(point) as Record<string, AttributeValue>,
    },
  } as DynamoDBRecord;
  const care = createCareReader(tables.client, tables.recordsTable);
  // When something came is no matter of goals.
  const arrivals = { note: async () => {} };
  const isHeld = createHeldClients(tables.client, tables.recordsTable);
  const now = () => new Date();
  await createDeriveHandler({ records: records(), care, isHeld, views: views(), arrivals, log, now })({
    Records: [change],
  });
}

async function pointsOf(owner: ClientKey): Promise<number> {
  const key = goalItem({ ...owner, therapistId: 't-1', goalId: 'g-1' });
  const [view] = (await views().get([key])).values();
  return goalProgressOf(view!.content!).points.length;
}

describe('a new point of a goal', () => {
  it('costs no more for a client with 5,000 older records than for one with 50', async () => {
    const [few, many] = [await clientWithHistory(50), await clientWithHistory(5000)];
    const meter = meterCapacity(tables.client);
    const costOfPoint = (owner: ClientKey) => meter.during(() => takeIn(score(owner, DAYS_WITHIN, 4)));
    const total = (consumed: Consumed) => Object.values(consumed).reduce((sum, units) => sum + units, 0);

    const [ofFew, ofMany] = [await costOfPoint(few), await costOfPoint(many)];
    expect(await pointsOf(few)).toBe(DAYS_WITHIN + 1);
    expect(await pointsOf(many)).toBe(DAYS_WITHIN + 1);
    expect(ofMany).toEqual(ofFew);
    // What the meter would show if the client's records were read.
    expect(total(await meter.during(() => records().all(many)))).toBeGreaterThan(2 * total(ofMany));
  });
});
