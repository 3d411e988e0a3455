import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { utcSortKey } from '../../../shared/records/instant.ts';
import type { Fact, ReportedRecord } from '../../../shared/records/record.ts';
import { parseRecord } from '../../../shared/records/record.ts';
import type { Deletion } from '../../../shared/records/removal.ts';
import type { ClientKey } from '../../../shared/storage/keys.ts';
import { addressOf, createRecordReader } from '../../../shared/storage/record-store.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { BY_FILE } from '../../records/by-file.ts';
import { type EngineTables, startEngineTables } from './engine-tables.ts';

let tables: EngineTables;
beforeAll(async () => {
  tables = await startEngineTables();
});
afterAll(() => tables.stop());

const writer = () => createRecordWriter(tables.client, tables.recordsTable);
const newClient = (): ClientKey => ({ clinicId: 'riverside', client: randomUUID() });
const at = (minute: number) => `2026-08-03T10:${String(minute).padStart(2, '0')}:00+00:00`;

function record(input: object): Exclude<ReportedRecord, { type: 'erasure' }> {
  const parsed = parseRecord({ clinicId: 'riverside', clientId: 'c-1', ...input });
  if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
  return parsed.record as Fact | Deletion;
}
const score = (id: string, pain: number, recordedMinute: number) =>
  record({ type: 'pain-score', scoreId: id, at: at(0), pain, recordedAt: at(recordedMinute) });
const deletion = (id: string, recordedMinute: number) =>
  record({ type: 'deletion', of: 'pain-score', id, recordedAt: at(recordedMinute) });

async function write(owner: ClientKey, ...records: Exclude<ReportedRecord, { type: 'erasure' }>[]) {
  const addressed = records.map((one) => addressOf(owner, one, BY_FILE));
  const outcomes = await writer().write(addressed);
  return outcomes.map(({ outcome }) => outcome);
}
async function held(owner: ClientKey) {
  const { facts } = await createRecordReader(tables.client, tables.recordsTable).all(owner);
  return facts.map((fact) => (fact.type === 'pain-score' ? `${fact.scoreId}=${fact.pain}` : fact.type));
}

describe('writeRecords', () => {
  it('takes a later version, and neither an older one nor the same again', async () => {
    const owner = newClient();
    expect(await write(owner, score('a', 5, 1))).toEqual(['accepted']);
    expect(await write(owner, score('a', 5, 1))).toEqual(['duplicate']);
    expect(await write(owner, score('a', 3, 2))).toEqual(['accepted']);
    expect(await write(owner, score('a', 5, 1))).toEqual(['stale']);
    expect(await write(owner, score('a', 9, 2))).toEqual(['conflict']);
    expect(await held(owner)).toEqual(['a=3']);
  });

  it('decides several versions of one record in one call in their order', async () => {
    const owner = newClient();
    const outcomes = await write(
      owner,
      score('a', 5, 2),
      score('a', 4, 1),
      score('a', 5, 2),
      score('a', 1, 3),
    );
    expect(outcomes).toEqual(['accepted', 'stale', 'duplicate', 'accepted']);
    expect(await held(owner)).toEqual(['a=1']);
  });

  it('keeps a tombstone, out of every reading, so that an older version cannot come back', async () => {
    const owner = newClient();
    await write(owner, score('a', 5, 1), deletion('a', 3));
    expect(await write(owner, score('a', 4, 2))).toEqual(['stale']);
    expect(await held(owner)).toEqual([]);
    const window = { from: '2026-08-01', to: '2026-08-31' };
    const reader = createRecordReader(tables.client, tables.recordsTable);
    expect(await reader.between(owner, window)).toEqual([]);
    expect(await write(owner, score('a', 2, 4))).toEqual(['accepted']);
    expect(await held(owner)).toEqual(['a=2']);
  });

  it('writes more records of more clients than one transaction holds', async () => {
    const owners = Array.from({ length: 60 }, newClient);
    const addressed = owners.flatMap((owner) =>
      Array.from({ length: 5 }, (_, index) => addressOf(owner, score(`s${index}`, index, 1), BY_FILE)),
    );
    const outcomes = await writer().write(addressed);
    expect(outcomes.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect(await held(owners[17]!)).toEqual(['s0=0', 's1=1', 's2=2', 's3=3', 's4=4']);
  });

  it('marks a client who has a goal, in the same transaction, and only him', async () => {
    const [withGoal, without] = [newClient(), newClient()];
    const goal = record({
      ...{ type: 'goal', goalId: 'g-1', therapistId: 't-1', kind: 'pain', measure: 'pain', unit: 'score' },
      ...{ baseline: 7, target: 3, startsOn: '2026-08-03', dueOn: '2026-09-14', recordedAt: at(1) },
    });
    await write(withGoal, goal, score('a', 5, 1));
    await write(without, score('a', 5, 1));
    const reader = createRecordReader(tables.client, tables.recordsTable);
    expect(await reader.withGoals([withGoal, without])).toEqual([withGoal]);
    expect(await held(withGoal)).toEqual(['goal', 'a=5']);
    await writer().erase(withGoal, utcSortKey(at(5)));
    expect(await held(withGoal)).toEqual([]);
  });

  it('keeps the versions of a goal that were replaced, whatever the order in which they arrive', async () => {
    const goal = (target: number, minute: number) =>
      record({
        ...{ type: 'goal', goalId: 'g-1', therapistId: 't-1', kind: 'pain', measure: 'pain', unit: 'score' },
        ...{ baseline: 7, startsOn: '2026-08-03', dueOn: '2026-09-14', target, recordedAt: at(minute) },
      });
    const deleted = record({ type: 'deletion', of: 'goal', id: 'g-1', recordedAt: at(2) });
    const versions = [goal(5, 1), deleted, goal(4, 3), goal(3, 4), goal(2, 5)];
    for (const order of [versions, versions.toReversed(), [3, 0, 4, 2, 1].map((index) => versions[index]!)]) {
      const owner = newClient();
      for (const version of order) await write(owner, version);
      const reader = createRecordReader(tables.client, tables.recordsTable);
      const history = (await reader.goal(owner, 'g-1'))!;
      expect([...history.earlier, history.goal].map(({ target }) => target)).toEqual([4, 3, 2]);
      expect(await reader.goals(owner)).toEqual([history]);
      expect(await held(owner)).toEqual(['goal']);
      await writer().erase(owner, utcSortKey(at(9)));
      expect(await reader.goals(owner)).toEqual([]);
    }
  });

  it('ends in the latest version when many writers race for one record', async () => {
    const owner = newClient();
    const writers = Array.from({ length: 8 }, (_, index) => write(owner, score('a', index, index + 1)));
    const outcomes = (await Promise.all(writers)).flat();
    expect(outcomes.filter((outcome) => outcome !== 'accepted' && outcome !== 'stale')).toEqual([]);
    expect(await held(owner)).toEqual(['a=7']);
  });
});

describe('eraseClient', () => {
  it('removes what was recorded up to its instant and refuses it when it comes again', async () => {
    const owner = newClient();
    await write(owner, score('a', 5, 1), score('b', 5, 9), deletion('c', 2));
    expect(await writer().erase(owner, utcSortKey(at(5)))).toBe(2);
    expect(await held(owner)).toEqual(['b=5']);
    expect(await write(owner, score('a', 5, 1), score('d', 5, 5), score('e', 5, 6))).toEqual([
      'erased',
      'erased',
      'accepted',
    ]);
    expect(await held(owner)).toEqual(['b=5', 'e=5']);
  });

  it('does not let a write pass that was under way', async () => {
    const owner = newClient();
    const writes = Array.from({ length: 12 }, (_, index) => write(owner, score(`s${index}`, 5, 1)));
    const erasure = writer().erase(owner, utcSortKey(at(5)));
    await Promise.all([...writes, erasure]);
    expect(await held(owner)).toEqual([]);
  });

  it('keeps the later of two erasures', async () => {
    const owner = newClient();
    await writer().erase(owner, utcSortKey(at(5)));
    await writer().erase(owner, utcSortKey(at(3)));
    expect(await write(owner, score('a', 5, 4))).toEqual(['erased']);
  });
});
