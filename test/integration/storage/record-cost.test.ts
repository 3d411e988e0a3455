import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fact, parseRecord } from '../../../shared/records/record.ts';
import { addressOf } from '../../../shared/storage/held/record-store.ts';
import type { ClientKey } from '../../../shared/storage/keys/keys.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { BY_FILE } from '../../records/by-file.ts';
import { contractExamples } from '../../records/contract-examples.ts';
import { COUNTS_AS_BILLED, meterCapacity } from './consumed-capacity.ts';
import { type EngineTables, startEngineTables } from './engine-tables.ts';

let tables: EngineTables;
beforeAll(async () => {
  tables = await startEngineTables();
});
afterAll(() => tables.stop());

const { session, painScore } = contractExamples();
const day = (index: number) => `2026-08-${String((index % 28) + 1).padStart(2, '0')}`;

function record(owner: ClientKey, input: object) {
  const parsed = parseRecord(input);
  if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
  return addressOf(owner, parsed.record as Fact, BY_FILE);
}
const sessionOf = (owner: ClientKey, index: number, part: object = {}) =>
  record(owner, {
    ...session,
    ...{ sessionId: `s-${index}`, recordedAt: `${day(index)}T11:20:00-05:00` },
    ...{ startedAt: `${day(index)}T10:00:00-05:00`, endedAt: `${day(index)}T11:15:00-05:00` },
    ...part,
  });
const scoreOf = (owner: ClientKey, index: number) =>
  record(owner, { ...painScore, scoreId: `p-${index}`, at: `${day(index)}T12:00:00-05:00` });
const newClient = (): ClientKey => ({ clinicId: `clinic-${randomUUID()}`, client: randomUUID() });
const write = (...records: ReturnType<typeof record>[]) =>
  createRecordWriter(tables.client, tables.recordsTable).write(records);

/** A client with so many sessions and scores, whose care began before. */
async function clientWith(records: number): Promise<ClientKey> {
  const owner = newClient();
  const indexes = Array.from({ length: records }, (_, index) => index + 1008);
  await write(...indexes.flatMap((index) => [sessionOf(owner, index), scoreOf(owner, index)]));
  return owner;
}

/**
 * Capacity units of one new record before there was care, identity, or a history of all types: reading it and the erasure mark, writing it and its place in the index, checking the mark.
 */
const BEFORE = { session: 7, score: 7 };

describe('a new record', () => {
  it('costs little more than without care, history and identity, and no more for a long history', async () => {
    const meter = meterCapacity(tables.client);
    const total = async (record: ReturnType<typeof sessionOf>) => {
      const consumed = await meter.during(async () => {
        expect((await write(record))[0]!.outcome).toBe('accepted');
      });
      return Object.values(consumed).reduce((sum, units) => sum + units, 0);
    };
    const cost = async (owner: ClientKey) => ({
      score: await total(scoreOf(owner, 1)),
      session: await total(sessionOf(owner, 27)),
    });
    const [few, many] = [await clientWith(2), await clientWith(1500)];
    const costs = await cost(few);
    expect(await cost(many)).toEqual(costs);
    if (COUNTS_AS_BILLED) {
      expect(costs.score).toBeLessThanOrEqual(BEFORE.score * 1.05);
      expect(costs.session).toBeLessThanOrEqual(BEFORE.session * 1.3);
    }
    for (const owner of [few, many]) {
      // What the meter would show if the history were read: every correction leaves one more version.
      const corrected = (minute: number) =>
        sessionOf(owner, 27, { recordedAt: `2026-09-01T10:${minute}:00Z`, painAfter: minute % 10 });
      const first = await total(corrected(10));
      for (let minute = 11; minute < 40; minute += 1) await write(corrected(minute));
      expect(await total(corrected(40))).toBe(first);
    }
  });
});
