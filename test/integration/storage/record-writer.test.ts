import { randomUUID } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalToReplace } from '../../../shared/access/may-replace.ts';
import type { Arrival } from '../../../shared/records/arrival.ts';
import type { Fact, ReportedRecord } from '../../../shared/records/record.ts';
import { parseRecord } from '../../../shared/records/record.ts';
import type { Deletion } from '../../../shared/records/removal.ts';
import { utcSortKey } from '../../../shared/records/time/instant.ts';
import { collect, queryPrefix } from '../../../shared/storage/aws/dynamodb.ts';
import { heldVersionIn } from '../../../shared/storage/held/held-version.ts';
import {
  addressOf,
  arrivalIn,
  createRecordReader,
  recordItem,
} from '../../../shared/storage/held/record-store.ts';
import { type ClientKey, clientPk } from '../../../shared/storage/keys/keys.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { BY_FILE } from '../../records/by-file.ts';
import { type EngineTables, startTables } from './engine-tables.ts';

let tables: EngineTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const writer = () => createRecordWriter(tables.client, tables.recordsTable);
/** In a clinic of its own, so that ids do not meet. */
const newClient = (): ClientKey => ({ clinicId: `clinic-${randomUUID()}`, client: randomUUID() });
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

/** An erasure of a minute, which arrives when everything else does. */
const erasure = (minute: number) => ({
  recordedAt: utcSortKey(at(minute)),
  arrivedAt: utcSortKey(BY_FILE.at),
});

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

  it('foresees what it would answer, and writes nothing', async () => {
    const owner = newClient();
    await write(owner, score('a', 5, 1), score('b', 5, 1));
    const later = [score('a', 3, 2), score('a', 5, 1), score('b', 9, 1), score('c', 1, 1), deletion('b', 3)];
    const foreseen = await writer().foresee(later.map((one) => addressOf(owner, one, BY_FILE)));
    expect(await held(owner)).toEqual(['a=5', 'b=5']);
    expect(foreseen.map(({ outcome }) => outcome)).toEqual(await write(owner, ...later));
    expect(await held(owner)).toEqual(['a=3', 'c=1']);
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
    await writer().erase(withGoal, erasure(5));
    expect(await reader.withGoals([withGoal]), 'not even that he had one').toEqual([]);
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
    // A deletion acts on all that came before it, so it keeps its place among the later ones.
    for (const order of [
      [0, 1, 2, 3, 4],
      [1, 4, 3, 2, 0],
      [1, 3, 0, 4, 2],
    ].map((places) => places.map((place) => versions[place]!))) {
      const owner = newClient();
      for (const version of order) await write(owner, version);
      const reader = createRecordReader(tables.client, tables.recordsTable);
      const history = (await reader.goal(owner, 'g-1'))!;
      expect([...history.earlier, history.goal].map(({ target }) => target)).toEqual([4, 3, 2]);
      expect(await reader.goals(owner)).toEqual([history]);
      expect(await held(owner)).toEqual(['goal']);
      await writer().erase(owner, erasure(9));
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

describe('a removal', () => {
  it('acts on what is held when it arrives, and what it removed stays removed', async () => {
    const owner = newClient();
    await write(owner, score('a', 5, 1), score('a', 4, 8));
    const [deleted] = await writer().write([addressOf(owner, deletion('a', 3), BY_FILE)]);
    expect(deleted).toMatchObject({
      outcome: 'accepted',
      removed: { 'pain-score': 1, earlierVersions: 1 },
    });
    expect(await write(owner, score('a', 4, 8), score('a', 5, 1), deletion('a', 3))).toEqual([
      'stale',
      'stale',
      'duplicate',
    ]);
    expect(await held(owner)).toEqual([]);
    expect(await write(owner, score('a', 2, 9), deletion('a', 3), deletion('a', 3))).toEqual([
      ...['accepted', 'stale', 'stale'],
    ]);
    expect(await held(owner), 'a repetition acts no more').toEqual(['a=2']);
  });

  it('of a consent acts on one that a fast clock wrote, and only once', async () => {
    const owner = newClient();
    const consent = (partnerReports: boolean, minute: number) =>
      record({ type: 'consent', partnerReports, recordedAt: at(minute) });
    const reader = createRecordReader(tables.client, tables.recordsTable);
    await write(owner, consent(true, 9));
    const [withdrawn] = await writer().write([addressOf(owner, consent(false, 3), BY_FILE)]);
    expect(withdrawn).toMatchObject({ outcome: 'accepted', removed: { consent: 1 } });
    expect(await reader.consenting([owner])).toEqual(new Set());
    expect(await write(owner, consent(true, 9), consent(true, 10), consent(false, 3))).toEqual([
      ...['stale', 'accepted', 'stale'],
    ]);
    expect(await reader.consenting([owner])).toEqual(new Set([owner.client]));
  });
});

describe('what is without a clock of its own', () => {
  const unclocked = (id: string, pain: number) =>
    record({ type: 'pain-score', scoreId: id, at: at(0), pain });
  const arrive = async (owner: ClientKey, minute: number, ...records: ReturnType<typeof record>[]) => {
    const arrival = { door: 'file' as const, at: at(minute) };
    const addressed = records.map((one, place) => addressOf(owner, one, arrival, place));
    return (await writer().write(addressed)).map(({ outcome }) => outcome);
  };

  it('is of its arrival: the last one stands, and the same again has no effect', async () => {
    const owner = newClient();
    expect(await arrive(owner, 1, unclocked('a', 8))).toEqual(['accepted']);
    expect(await arrive(owner, 2, unclocked('a', 8))).toEqual(['duplicate']);
    expect(await arrive(owner, 3, unclocked('a', 3))).toEqual(['accepted']);
    expect(await arrive(owner, 2, unclocked('a', 5)), 'a worker that is late').toEqual(['stale']);
    expect(await held(owner)).toEqual(['a=3']);
  });

  it('stands by its place among what came together, taken in once or twice', async () => {
    const owner = newClient();
    const file = [unclocked('a', 1), unclocked('a', 2), unclocked('a', 1), unclocked('a', 3)];
    await arrive(owner, 1, ...file);
    expect(await held(owner)).toEqual(['a=3']);
    expect(await arrive(owner, 1, ...file)).toEqual(['stale', 'stale', 'stale', 'duplicate']);
    expect(await held(owner)).toEqual(['a=3']);
  });

  it('is seen by a writer that races with it, though both are of one instant', async () => {
    const owner = newClient();
    const writers = Array.from({ length: 6 }, (_, pain) => arrive(owner, 1, unclocked('a', pain)));
    expect((await Promise.all(writers)).flat()).toEqual(Array(6).fill('accepted'));
    const versions = queryPrefix(tables.client, tables.recordsTable, clientPk(owner), 'SCORE');
    expect((await collect(versions)).map((item) => item['entity']!.S)).toEqual([
      'pain-score',
      'pain-score-version',
    ]);
  });
});

it('compares what records mean, and keeps the spelling of the first', async () => {
  const owner = newClient();
  const spelled = (instant: string) =>
    record({ type: 'pain-score', scoreId: 'a', at: instant, pain: 5, recordedAt: instant });
  const spellings = ['2026-08-03T05:00:00-05:00', '2026-08-03T10:00:00Z', '2026-08-03T10:00:00-00:00'];
  expect(await write(owner, ...spellings.map(spelled))).toEqual(['accepted', 'duplicate', 'duplicate']);
  const { facts } = await createRecordReader(tables.client, tables.recordsTable).all(owner);
  expect(facts).toMatchObject([{ at: spellings[0] }]);
});

describe('what is replaced', () => {
  it('is kept of every type, with its door, author and arrival, and is no fact', async () => {
    const owner = newClient();
    const first = { door: 'recorder' as const, author: 'u-1', at: at(1) };
    const second = { door: 'owner' as const, at: at(2) };
    await writer().write([addressOf(owner, score('a', 5, 1), first)]);
    await writer().write([addressOf(owner, score('a', 3, 2), second)]);
    expect(await held(owner)).toEqual(['a=3']);
    const window = { from: '2026-08-01', to: '2026-08-31' };
    const reader = createRecordReader(tables.client, tables.recordsTable);
    expect(await reader.between(owner, window)).toHaveLength(1);
    const items = await collect(queryPrefix(tables.client, tables.recordsTable, clientPk(owner), 'SCORE'));
    expect(
      items.map((item) => [heldVersionIn(item)!.content!.includes('"pain":5'), arrivalIn(item)]),
    ).toEqual([
      [false, { ...second, at: utcSortKey(second.at) }],
      [true, { ...first, at: utcSortKey(first.at) }],
    ]);
  });

  it('may be more than one transaction holds', async () => {
    const owner = newClient();
    const all = (pain: number, minute: number) =>
      Array.from({ length: 90 }, (_, index) => score(`s${index}`, pain, minute));
    await write(owner, ...all(5, 1));
    expect(new Set(await write(owner, ...all(3, 2)))).toEqual(new Set(['accepted']));
    expect(new Set((await held(owner)).map((fact) => fact.slice(-2)))).toEqual(new Set(['=3']));
  });

  it('is asked before anything takes its place, whichever of two comes first', async () => {
    const owner = newClient();
    const journal = { door: 'journal' as const, at: at(1) };
    const by = async (arrival: Arrival, pain: number, minute: number) =>
      (await writer().write([addressOf(owner, score('a', pain, minute), arrival)], refusalToReplace))[0]!
        .outcome;
    expect(await by(BY_FILE, 5, 1)).toBe('accepted');
    expect(await by(journal, 1, 2)).toBe('refused');
    expect(await by(journal, 1, 0), 'an older one would be kept beside it').toBe('refused');
    expect(await by(journal, 5, 1)).toBe('duplicate');
    expect(await held(owner)).toEqual(['a=5']);
  });
});

describe('a consent that was withdrawn', () => {
  const consent = (partnerReports: boolean, minute: number) =>
    record({ type: 'consent', partnerReports, recordedAt: at(minute) });

  it('is answered, also where its instant has been given and withdrawn before', async () => {
    const owner = newClient();
    const sent = [consent(true, 20), consent(false, 10), consent(false, 20), consent(true, 20)];
    const outcomes = [];
    for (const one of [...sent, ...sent]) outcomes.push(...(await write(owner, one)));
    expect(outcomes.slice(0, 4)).toEqual(['accepted', 'accepted', 'stale', 'stale']);
    expect(new Set(outcomes.slice(4))).toEqual(new Set(['stale', 'duplicate']));
    const { facts } = await createRecordReader(tables.client, tables.recordsTable).all(owner);
    expect(facts).toMatchObject([{ type: 'consent', partnerReports: false }]);
  });
});

describe('eraseClient', () => {
  it('removes what is held when it arrives, and refuses it when it comes again', async () => {
    const owner = newClient();
    await write(owner, score('a', 5, 1), score('a', 4, 2), score('b', 5, 9), deletion('c', 2));
    expect(await writer().erase(owner, erasure(5))).toMatchObject({
      removed: { 'pain-score': 2, earlierVersions: 1, deletions: 1 },
    });
    expect(await held(owner)).toEqual([]);
    expect(await write(owner, score('a', 5, 1), score('b', 5, 9), score('e', 5, 10))).toEqual([
      ...['erased', 'erased', 'accepted'],
    ]);
    expect(await held(owner)).toEqual(['e=5']);
  });

  it('that comes again removes nothing that has come since, and tells the same', async () => {
    const owner = newClient();
    await write(owner, score('a', 5, 1));
    const first = await writer().erase(owner, erasure(3));
    await write(owner, score('b', 5, 6));
    const again = { ...erasure(3), arrivedAt: utcSortKey('2026-11-29T00:00:00Z') };
    expect(await writer().erase(owner, again)).toEqual(first);
    expect(first).toEqual({ removed: { 'pain-score': 1 }, arrivedAt: utcSortKey(BY_FILE.at) });
    expect(await held(owner)).toEqual(['b=5']);
  });

  it('is finished by the same again, where the first time was cut off', async () => {
    const owner = newClient();
    const early = { door: 'file' as const, at: at(50) };
    await writer().erase(owner, erasure(3));
    // As the first would have left it: of before, though recorded later.
    const left = recordItem(addressOf(owner, score('a', 5, 9), early));
    await tables.client.send(new PutItemCommand({ TableName: tables.recordsTable, Item: left }));
    expect((await writer().erase(owner, erasure(3))).removed).toEqual({ 'pain-score': 1 });
  });

  it('removes what a fast clock wrote, and does not lock the client out up to then', async () => {
    const owner = newClient();
    const ahead = record({ ...score('a', 5, 1), recordedAt: '9999-12-31T00:00:00Z' });
    await write(owner, ahead);
    await writer().erase(owner, erasure(3));
    expect(await held(owner)).toEqual([]);
    expect(await write(owner, score('b', 5, 4))).toEqual(['accepted']);
  });

  it('refuses what was on its way when it came', async () => {
    const owner = newClient();
    await writer().erase(owner, erasure(3));
    const early = { door: 'file' as const, at: at(50) };
    const [late] = await writer().write([addressOf(owner, score('a', 5, 9), early)]);
    expect(late!.outcome).toBe('erased');
  });

  it('of whom nothing is held leaves a mark that ends, and one of whom something was held does not', async () => {
    const [nobody, somebody] = [newClient(), newClient()];
    expect(await writer().erase(nobody, erasure(5))).toMatchObject({
      removed: {},
      markUntil: '2027-01-02T00:00:00.000Z',
    });
    await writer().erase(somebody, erasure(1));
    await write(somebody, score('a', 5, 2));
    expect((await writer().erase(somebody, erasure(5))).removed).toEqual({ 'pain-score': 1 });
    const endOf = async (owner: ClientKey) => {
      const items = await collect(
        queryPrefix(tables.client, tables.recordsTable, clientPk(owner), 'ERASURE'),
      );
      return items.map((item) => item['expiresAt'] !== undefined);
    };
    expect([await endOf(nobody), await endOf(somebody)]).toEqual([[true], [false]]);
    expect(await write(nobody, score('a', 5, 4)), 'for so long it refuses').toEqual(['erased']);
  });

  it('does not let a write pass that was under way', async () => {
    const owner = newClient();
    const writes = Array.from({ length: 12 }, (_, index) => write(owner, score(`s${index}`, 5, 1)));
    const erased = writer().erase(owner, erasure(5));
    await Promise.all([...writes, erased]);
    expect(await held(owner)).toEqual([]);
  });

  it('leaves nothing that its mark refuses, though it came before the mark stood so high', async () => {
    const owner = newClient();
    await write(owner, score('a', 5, 9));
    const later = { ...BY_FILE, at: '2026-11-29T00:00:00Z' };
    const outcomes: string[] = [];
    const send: typeof tables.client.send = async (command: object) => {
      const isRaised = command instanceof PutItemCommand && command.input.Item!['sk']!.S === 'ERASURE';
      if (isRaised && command.input.Item!['recordedAt']!.S === utcSortKey(at(9))) {
        const [late] = await writer().write([addressOf(owner, score('b', 5, 7), later)]);
        outcomes.push(late!.outcome);
      }
      return tables.client.send(command as never) as never;
    };
    const client = Object.assign(Object.create(tables.client) as typeof tables.client, { send });
    const { removed } = await createRecordWriter(client, tables.recordsTable).erase(owner, erasure(5));
    expect(outcomes).toEqual(['accepted']);
    expect(removed).toEqual({ 'pain-score': 2 });
    expect(await held(owner)).toEqual([]);
  });

  it('keeps the later of two erasures', async () => {
    const owner = newClient();
    await writer().erase(owner, erasure(5));
    await writer().erase(owner, erasure(3));
    expect(await write(owner, score('a', 5, 4))).toEqual(['erased']);
  });
});
