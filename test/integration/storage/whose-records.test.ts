import { randomUUID } from 'node:crypto';
import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordResult } from '../../../shared/intake/record-result.ts';
import { createTakeIn } from '../../../shared/intake/take-in.ts';
import type { Arrival } from '../../../shared/records/arrival.ts';
import { pseudonym } from '../../../shared/records/pseudonym.ts';
import { type Fact, parseRecord, type SentRecord } from '../../../shared/records/record.ts';
import { utcSortKey } from '../../../shared/records/time/instant.ts';
import { collect, queryAll, text, textOf } from '../../../shared/storage/aws/dynamodb.ts';
import { createCareReader } from '../../../shared/storage/care/care-store.ts';
import { addressOf, createRecordReader } from '../../../shared/storage/held/record-store.ts';
import { clientPk, isEvent, isMark, isVersion } from '../../../shared/storage/keys/keys.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { COUNTS_AS_BILLED, type Consumed, meterCapacity } from './consumed-capacity.ts';
import { type EngineTables, IN_MEMORY, startTables } from './engine-tables.ts';

let tables: EngineTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const KEY = 'a key of the clinic, for this test only';
function parsedScore(clinicId: string, scoreId: string) {
  const at = '2026-08-03T10:00:00Z';
  const parsed = parseRecord({
    type: 'pain-score',
    clinicId,
    clientId: 'c-1',
    scoreId,
    at,
    pain: 3,
    recordedAt: at,
  });
  return (parsed as { record: Fact }).record;
}

/** Each in a clinic of its own, so that ids do not meet. */
function newClinic() {
  const clinicId = `clinic-${randomUUID()}`;
  const takeIn = createTakeIn({
    writer: createRecordWriter(tables.client, tables.recordsTable),
    keyOfClinic: async () => KEY,
    settingsOf: async () => ({}),
  });
  let minute = 0;
  const results = async (arrival: Arrival, firstPlace: number, inputs: readonly object[]) => {
    const records = inputs.map((input): SentRecord => {
      const parsed = parseRecord({ clinicId, ...input });
      if ('refusals' in parsed) throw new Error(JSON.stringify(parsed.refusals));
      return parsed.record;
    });
    return takeIn(clinicId, records, arrival, firstPlace);
  };
  const statusOf = (result: RecordResult) =>
    result.status === 'refused' ? result.refusals[0]!.code : result.status;
  const nextMinute = () => {
    minute += 1;
    return new Date(Date.UTC(2026, 8, 1, 0, minute)).toISOString();
  };
  const take = async (by: Pick<Arrival, 'door' | 'author'>, inputs: readonly object[]) =>
    (await results({ ...by, at: nextMinute() }, 0, inputs)).map(statusOf);
  /** As a file comes, three rows at a time; with what its erasures removed in place of their status. */
  const importRows = async (at: string, ...rows: object[]) => {
    const told: unknown[] = [];
    for (let first = 0; first < rows.length; first += 3) {
      const chunk = await results({ door: 'recorder', at }, first + 1, rows.slice(first, first + 3));
      told.push(...chunk.map((result) => ('receipt' in result ? result.removed : statusOf(result))));
    }
    return told;
  };
  const report = (...inputs: object[]) => take({ door: 'recorder' }, inputs);
  const reportAs = (author: string, ...inputs: object[]) => take({ door: 'therapist', author }, inputs);
  const owner = (clientId: string) => ({ clinicId, client: pseudonym(KEY, clientId) });
  const items = (clientId: string) =>
    collect(
      queryAll(tables.client, {
        TableName: tables.recordsTable,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': text(clientPk(owner(clientId))) },
      }),
    );
  const held = async (clientId: string) => {
    const { facts } = await createRecordReader(tables.client, tables.recordsTable).all(owner(clientId));
    return facts.map(nameOf).toSorted();
  };
  const carers = async (clientId: string) => {
    const care = await createCareReader(tables.client, tables.recordsTable).ofClient(owner(clientId));
    return care.map(({ therapistId }) => therapistId);
  };
  return { report, reportAs, importRows, nextMinute, held, items, owner, carers, clinicId };
}

function nameOf(fact: { type: string }): string {
  const one = fact as Record<string, unknown>;
  const id = one['sessionId'] ?? one['scoreId'] ?? one['goalId'] ?? one['measurementId'];
  const said = one['painBefore'] ?? one['pain'] ?? one['target'] ?? one['partnerReports'];
  return id === undefined ? `${fact.type}=${said}` : `${id}=${said}`;
}

const at = (day: number) => `2026-08-${String(day).padStart(2, '0')}T10:00:00Z`;
const session = (clientId: string, sessionId: string, painBefore = 5, day = 3) => ({
  ...{ type: 'session', sessionId, clientId, therapistId: 't-1', complaint: 'stress', painBefore },
  ...{ startedAt: at(3), endedAt: '2026-08-03T11:00:00Z', recordedAt: at(day) },
  techniques: [{ technique: 'relaxation', minutes: 30 }],
});
const score = (clientId: string, scoreId: string, pain = 5, day = 3) => ({
  ...{ type: 'pain-score', scoreId, clientId, at: at(3), pain, recordedAt: at(day) },
});
const goal = (clientId: string, goalId: string, target = 3, day = 3) => ({
  ...{ type: 'goal', goalId, clientId, therapistId: 't-1', kind: 'pain', measure: 'pain', unit: 'score' },
  ...{ baseline: 7, target, startsOn: '2026-08-03', dueOn: '2026-09-14', recordedAt: at(day) },
});
const consent = (clientId: string, partnerReports: boolean, day = 3) => ({
  ...{ type: 'consent', clientId, partnerReports, recordedAt: at(day) },
});
const deletion = (clientId: string, id: string, of = 'session') => ({ type: 'deletion', of, id, clientId });
const move = (id: string, fromClientId: string, toClientId: string, of = 'session') => ({
  ...{ type: 'move', of, id, fromClientId, toClientId },
});
const merge = (clientId: string, into: string) => ({ type: 'merge', clientId, into });
const undo = (clientId: string, into: string) => ({ ...merge(clientId, into), undo: true });

/** Writes, and does something else once before the write of a number; a write is one of those kinds. */
function interrupted(
  meanwhile: () => Promise<unknown>,
  kinds: readonly (new (...args: never[]) => object)[] = [PutItemCommand],
  before = 1,
): DynamoDBClient {
  let writes = 0;
  return new Proxy(tables.client, {
    get: (of, name) => {
      const value = Reflect.get(of, name);
      if (name !== 'send') return value;
      return async (command: object, ...rest: unknown[]) => {
        if (kinds.some((kind) => command instanceof kind)) {
          writes += 1;
          if (writes === before) await meanwhile();
        }
        return value.call(of, command, ...rest);
      };
    },
  });
}

describe('an erasure that a merge passes', () => {
  it('finds what came for its client with the one who holds it by now, and nothing of his', async () => {
    const { report, held, owner, nextMinute } = newClinic();
    await report(score('a', 'p'), score('b', 'q'));
    const before = nextMinute();
    const client = interrupted(() => report(merge('a', 'b')));
    const instants = { recordedAt: utcSortKey(at(20)), arrivedAt: utcSortKey(before) };
    await createRecordWriter(client, tables.recordsTable).erase(owner('a'), instants);
    expect([await held('a'), await held('b')]).toEqual([[], ['q=5']]);
  });
});

describe('an erasure that is said again', () => {
  it('leaves with what was moved here since the note of the move, though the move was sent before', async () => {
    const { report, held, items, owner, nextMinute, clinicId } = newClinic();
    const [moved, erased] = [nextMinute(), nextMinute()];
    const writer = createRecordWriter(tables.client, tables.recordsTable);
    const erase = () =>
      writer.erase(owner('b'), { recordedAt: utcSortKey(at(2)), arrivedAt: utcSortKey(erased) });
    await erase();
    await report(score('a', 'p'));
    const [from, to] = [owner('a').client, owner('b').client];
    await writer.move({ clinicId, of: 'pain-score', id: 'p', from, to }, { door: 'recorder', at: moved });
    await erase();
    expect(await held('b')).toEqual(['p=5']);
    const kept = (await items('b')).map(({ sk }) => sk!.S!).filter((sk) => isEvent(sk));
    expect(kept).toEqual([expect.stringMatching(/^EVENT#SCORE#p#.*#moved$/)]);
  });
});

describe('an erasure that is late', () => {
  it('leaves no older version of what it erases that has come meanwhile, though the record was moved here', async () => {
    const { report, items, owner, nextMinute } = newClinic();
    await report({ ...session('a', 's-1'), recordedAt: undefined });
    await report(move('s-1', 'a', 'b'));
    const arrivedAt = utcSortKey(nextMinute());
    expect(await report(session('b', 's-1', 5, 25))).toEqual(['stale']);
    const writer = createRecordWriter(tables.client, tables.recordsTable);
    await writer.erase(owner('b'), { recordedAt: utcSortKey(at(20)), arrivedAt });
    const left = (await items('b')).map((item) => textOf(item, 'sk')!).filter((sk) => !isMark(sk));
    expect(left).toEqual([]);
  });

  const WRITES = [PutItemCommand, DeleteItemCommand, TransactWriteItemsCommand];
  const crash = () => Promise.reject(new Error('killed'));

  it.each(Array.from({ length: 16 }, (_, index) => index + 1))(
    'leaves none that follows its record at last before write %i of the erasure',
    async (before) => {
      const { report, items, owner, carers, nextMinute, clinicId } = newClinic();
      await report({ ...session('a', 's-1'), recordedAt: undefined });
      const arrivedAt = utcSortKey(nextMinute());
      expect(await report(session('a', 's-1', 5, 25))).toEqual(['stale']);
      const arrival: Arrival = { door: 'recorder', at: nextMinute() };
      const [from, to] = [owner('a').client, owner('b').client];
      const moveBy = (client: DynamoDBClient) =>
        createRecordWriter(client, tables.recordsTable).move(
          { clinicId, of: 'session', id: 's-1', from, to },
          arrival,
        );
      // The record is moved; its history is not, yet.
      await expect(moveBy(interrupted(crash, [TransactWriteItemsCommand], 2))).rejects.toThrow('killed');
      expect((await items('a')).some(({ sk }) => isVersion(sk!.S!))).toBe(true);
      let hasFollowed = false;
      const follow = async () => {
        await moveBy(tables.client);
        hasFollowed = true;
      };
      const erase = (client: DynamoDBClient) =>
        createRecordWriter(client, tables.recordsTable).erase(owner('b'), {
          recordedAt: utcSortKey(at(20)),
          arrivedAt,
        });
      await erase(interrupted(follow, WRITES, before));
      if (!hasFollowed) await follow();
      const keys = async (clientId: string) => (await items(clientId)).map((item) => textOf(item, 'sk')!);
      expect((await keys('a')).filter((sk) => isVersion(sk) || sk.startsWith('EVENT#SESSION#'))).toEqual([]);
      expect((await keys('b')).filter((sk) => !isMark(sk))).toEqual([]);
      expect([await carers('a'), await carers('b')]).toEqual([[], []]);
    },
  );
});

describe('an erasure among rows of one arrival', () => {
  const unclocked = ({ recordedAt: _recordedAt, ...rest }: { recordedAt: string }) => rest;
  const erasure = { type: 'erasure', clientId: 'c1' };
  const before = [session('c1', 's-1'), score('c1', 'p-1')].map(unclocked);
  const after = [score('c1', 'p-2', 4), score('c1', 'p-3', 6)].map(unclocked);

  it.each([
    ['without clocks', erasure],
    ['with a clock of its sender', { ...erasure, recordedAt: at(9) }],
  ])('%s removes what came before it and leaves what comes after it, however often', async (_how, sent) => {
    const { importRows, nextMinute, held } = newClinic();
    const first = nextMinute();
    const removed = { session: 1, 'pain-score': 1 };
    const told = await importRows(first, ...before, sent, ...after);
    expect(told).toMatchObject(['accepted', 'accepted', removed, expect.anything(), expect.anything()]);
    expect(await held('c1')).toEqual(['p-2=4', 'p-3=6']);
    await importRows(first, ...before, sent, ...after);
    expect(await held('c1'), 'taken in again').toEqual(['p-2=4', 'p-3=6']);
    await importRows(nextMinute(), ...before, sent, ...after);
    expect(await held('c1'), 'imported again').toEqual(['p-2=4', 'p-3=6']);
  });

  it('counts what came in the same call, and leaves other clients', async () => {
    const { report, held } = newClinic();
    const others = unclocked(score('c2', 'p-9'));
    expect(await report(...before, others, erasure, after[0]!)).toEqual(Array(5).fill('accepted'));
    expect([await held('c1'), await held('c2')]).toEqual([['p-2=4'], ['p-9=5']]);
  });

  it('removes rows of a sender too, which were recorded later than itself', async () => {
    const { importRows, nextMinute, held } = newClinic();
    const rows = [session('c1', 's-1', 5, 9), { ...erasure, recordedAt: at(5) }, score('c1', 'p-1', 5, 10)];
    expect(await importRows(nextMinute(), ...rows)).toEqual([
      'accepted',
      expect.objectContaining({ session: 1 }),
      'accepted',
    ]);
    await importRows(nextMinute(), ...rows);
    expect(await held('c1')).toEqual(['p-1=5']);
  });
});

describe('what a fast clock wrote', () => {
  const unclocked = ({ recordedAt: _recordedAt, ...rest }: { recordedAt: string }) => rest;
  const later = (arrived: string) => new Date(Date.parse(arrived) + 280_000).toISOString();
  const one = (pain: number) => unclocked(score('c1', 'p-1', pain));

  it('is replaced by a correction without a clock, and stale when it is sent again', async () => {
    const { importRows, nextMinute, held } = newClinic();
    const first = nextMinute();
    const ahead = { ...one(9), recordedAt: later(first) };
    expect(await importRows(first, ahead)).toEqual(['accepted']);
    const second = nextMinute();
    expect(await importRows(second, one(3), one(4))).toEqual(['accepted', 'accepted']);
    expect(await held('c1')).toEqual(['p-1=4']);
    expect(await importRows(second, one(3), one(4))).toEqual(['stale', 'duplicate']);
    expect(await importRows(nextMinute(), ahead)).toEqual(['stale']);
    expect(await importRows(nextMinute(), one(5))).toEqual(['accepted']);
    expect(await held('c1')).toEqual(['p-1=5']);
  });

  it.each([
    ['a deletion', (recordedAt: string) => ({ ...deletion('c1', 'p-1', 'pain-score'), recordedAt })],
    ['an erasure', (recordedAt: string) => ({ type: 'erasure', clientId: 'c1', recordedAt })],
  ])('as %s does not hold back what comes after it', async (_what, removalAt) => {
    const { importRows, nextMinute, held } = newClinic();
    await importRows(nextMinute(), one(3));
    const second = nextMinute();
    const removal = removalAt(later(second));
    await importRows(second, removal);
    expect(await held('c1')).toEqual([]);
    expect(await importRows(nextMinute(), one(5))).toEqual(['accepted']);
    await importRows(nextMinute(), removal);
    expect(await held('c1'), 'the removal has acted').toEqual(['p-1=5']);
  });

  it('stays removed by an erasure, after which the client can be written for at once', async () => {
    const { importRows, nextMinute, held } = newClinic();
    const first = nextMinute();
    const ahead = { ...one(9), recordedAt: later(first) };
    await importRows(first, ahead, { type: 'erasure', clientId: 'c1' });
    const second = nextMinute();
    expect(await importRows(second, ahead, one(4), one(5))).toEqual(['erased', 'accepted', 'accepted']);
    expect(await importRows(second, ahead, one(4), one(5))).toEqual(['erased', 'stale', 'duplicate']);
    expect(await held('c1')).toEqual(['p-1=5']);
    expect(await importRows(nextMinute(), deletion('c1', 'p-1', 'pain-score'), one(6))).toEqual([
      'accepted',
      'accepted',
    ]);
    expect(await held('c1')).toEqual(['p-1=6']);
  });
});

describe('an id', () => {
  it.each([
    ['session', session],
    ['goal', goal],
  ] as const)('of a %s belongs to one client until it is deleted', async (of, make) => {
    const { report, held } = newClinic();
    expect(await report(make('a', 'x'))).toEqual(['accepted']);
    expect(await report(make('b', 'x', 4, 5))).toEqual([`${of}.other-client`]);
    expect(await report(deletion('b', 'x', of))).toEqual([`${of}.other-client`]);
    expect([await held('a'), await held('b')]).toEqual([[nameOf(make('a', 'x'))], []]);
    expect(await report(deletion('a', 'x', of))).toEqual(['accepted']);
    expect(await report(make('b', 'x', 4, 5))).toEqual(['accepted']);
    expect(await report(make('a', 'x', 4, 6))).toEqual([`${of}.other-client`]);
    expect([await held('a'), await held('b')]).toEqual([[], [nameOf(make('b', 'x', 4))]]);
  });

  it('that two send at once is held by one of them', async () => {
    const { report, held } = newClinic();
    const sent = await Promise.all(['a', 'b', 'c', 'd'].map((client) => report(session(client, 'x'))));
    expect(sent.flat().toSorted()).toEqual(['accepted', ...Array(3).fill('session.other-client')]);
    const all = await Promise.all(['a', 'b', 'c', 'd'].map(held));
    expect(all.flat()).toEqual(['x=5']);
  });

  it('is refused in the same batch too, and takes no neighbour with it', async () => {
    const { report } = newClinic();
    expect(await report(session('a', 'x'), session('b', 'x'), session('b', 'y'))).toEqual([
      'accepted',
      'session.other-client',
      'accepted',
    ]);
  });

  it('is free after an erasure', async () => {
    const { report, held } = newClinic();
    await report(session('a', 'x'));
    await report({ type: 'erasure', clientId: 'a' });
    expect(await report(session('b', 'x'))).toEqual(['accepted']);
    expect(await held('b')).toEqual(['x=5']);
  });
});

describe('a move', () => {
  it.each([
    ['session', session],
    ['goal', goal],
    ['pain-score', score],
  ] as const)('puts a %s under another client with what it replaced', async (of, make) => {
    const { report, held, items } = newClinic();
    await report(make('a', 'x', 6, 3), make('a', 'x', 5, 4), make('a', 'other'));
    expect(await report(move('x', 'a', 'b', of))).toEqual(['accepted']);
    expect([await held('a'), await held('b')]).toEqual([
      [nameOf(make('a', 'other'))],
      [nameOf(make('b', 'x', 5))],
    ]);
    expect((await items('b')).filter((item) => textOf(item, 'sk')!.includes('VERSION#'))).toHaveLength(1);
    expect((await items('a')).filter((item) => textOf(item, 'sk')!.includes('VERSION#'))).toEqual([]);
    // Neither an older version nor a later one makes a second fact of it.
    expect(await report(make('a', 'x', 6, 3))).toEqual([`${of}.other-client`]);
    expect(await report(make('a', 'x', 2, 9))).toEqual([`${of}.other-client`]);
    expect(await report(make('b', 'x', 2, 9))).toEqual(['accepted']);
    expect(await report(move('x', 'a', 'b', of))).toEqual(['duplicate']);
    expect(await report(move('x', 'b', 'a', of))).toEqual(['accepted']);
    expect([await held('a'), await held('b')]).toEqual([
      [nameOf(make('a', 'other')), nameOf(make('a', 'x', 2))],
      [],
    ]);
  });

  it.each([
    ['session', session],
    ['goal', goal],
  ] as const)('of a %s to a client who is erased afterwards frees its id', async (of, make) => {
    const { report, held } = newClinic();
    await report(make('a', 'x'));
    await report(move('x', 'a', 'b', of));
    expect(await report(make('a', 'x', 3, 5))).toEqual([`${of}.other-client`]);
    await report({ type: 'erasure', clientId: 'b' });
    expect(await report(make('a', 'x', 3, 6))).toEqual(['accepted']);
    expect(await held('a')).toEqual([nameOf(make('a', 'x', 3))]);
  });

  it('takes along the care that the record implies, and leaves what was said', async () => {
    const { report, carers } = newClinic();
    await report(session('a', 'x'), { ...session('a', 'y'), therapistId: 't-2' });
    await report({ type: 'care', clientId: 'a', therapistId: 't-3', from: '2026-08-01' });
    await report(move('x', 'a', 'b'));
    expect([await carers('a'), await carers('b')]).toEqual([['t-2', 't-3'], ['t-1']]);
    await report(merge('b', 'a'));
    expect([await carers('a'), await carers('b')]).toEqual([['t-1', 't-2', 't-3'], []]);
    await report(undo('b', 'a'));
    expect([await carers('a'), await carers('b')]).toEqual([['t-2', 't-3'], ['t-1']]);
  });

  it('of what is not there says so, and of what both hold', async () => {
    const { report } = newClinic();
    expect(await report(move('x', 'a', 'b'))).toEqual(['move.not-held']);
    await report(score('a', 'p'), score('b', 'p'));
    expect(await report(move('p', 'a', 'b', 'pain-score'))).toEqual(['move.held-twice']);
  });

  it('is no way round a deletion', async () => {
    const { report, held } = newClinic();
    await report(session('a', 'x', 5, 3));
    await report(move('x', 'a', 'b'), deletion('b', 'x'));
    expect(await report(session('a', 'x', 5, 3))).toEqual(['stale']);
    expect([await held('a'), await held('b')]).toEqual([[], []]);
  });
});

describe('a merge', () => {
  it('whose end is said while an erasure comes leaves nothing of the erased client under the other id', async () => {
    const clinicId = `clinic-${randomUUID()}`;
    const by = { door: 'owner' as const, at: '2026-09-02T00:00:00Z' };
    const pair = { clinicId, from: 'p-1', into: 'p-2' };
    const writer = createRecordWriter(tables.client, tables.recordsTable);
    await writer.write([addressOf({ clinicId, client: 'p-1' }, parsedScore(clinicId, 's-1'), by)]);
    await writer.merge(pair, false, by);
    const at = utcSortKey('2026-09-03T00:00:00Z');
    let isErased = false;
    const send: typeof tables.client.send = async (command: object) => {
      const isPlacing = JSON.stringify((command as { input: object }).input).includes('"Delete"');
      if (isPlacing && !isErased) {
        isErased = true;
        await writer.erase({ clinicId, client: 'p-1' }, { recordedAt: at, arrivedAt: at });
      }
      return tables.client.send(command as never) as never;
    };
    const client = Object.assign(Object.create(tables.client) as typeof tables.client, { send });
    await createRecordWriter(client, tables.recordsTable).merge(pair, true, by);
    expect(isErased).toBe(true);
    for (const one of ['p-1', 'p-2']) {
      const pk = clientPk({ clinicId, client: one });
      const items = await collect(
        queryAll(tables.client, {
          TableName: tables.recordsTable,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': text(pk) },
        }),
      );
      expect(items.filter((item) => !isMark(textOf(item, 'sk')!))).toEqual([]);
    }
  });

  it('that is taken back while its items are on their way puts none of them where they are no longer', async () => {
    const clinicId = `clinic-${randomUUID()}`;
    const by = { door: 'owner' as const, at: '2026-09-02T00:00:00Z' };
    const pair = { clinicId, from: 'p-1', into: 'p-2' };
    const facts = ['s-1', 's-2'].map((scoreId) => parsedScore(clinicId, scoreId));
    const writer = createRecordWriter(tables.client, tables.recordsTable);
    await writer.write(facts.map((fact) => addressOf({ clinicId, client: 'p-1' }, fact, by)));
    let isTakenBack = false;
    const send: typeof tables.client.send = async (command: object) => {
      const isPlacing = JSON.stringify((command as { input: object }).input).includes('"Delete"');
      if (isPlacing && !isTakenBack) {
        isTakenBack = true;
        await writer.merge(pair, true, by);
      }
      return tables.client.send(command as never) as never;
    };
    const client = Object.assign(Object.create(tables.client) as typeof tables.client, { send });
    await createRecordWriter(client, tables.recordsTable).merge(pair, false, by);
    expect(isTakenBack).toBe(true);
    const held = async (one: string) =>
      (await createRecordReader(tables.client, tables.recordsTable).all({ clinicId, client: one })).facts;
    expect([(await held('p-1')).length, (await held('p-2')).length]).toEqual([2, 0]);
  });

  it('makes two ids one person, also for what comes later, and can be undone', async () => {
    const { report, held } = newClinic();
    await report(
      session('a', 's-a'),
      score('a', 'p-a'),
      session('b', 's-b'),
      goal('b', 'g-b', 4),
      goal('b', 'g-b', 3, 4),
    );
    expect(await report(merge('b', 'a'))).toEqual(['accepted']);
    expect([await held('a'), await held('b')]).toEqual([['g-b=3', 'p-a=5', 's-a=5', 's-b=5'], []]);
    expect(await report(session('b', 's-b2'), session('a', 's-a2'), session('b', 's-b', 4, 9))).toEqual(
      Array(3).fill('accepted'),
    );
    expect(await held('a')).toEqual(['g-b=3', 'p-a=5', 's-a2=5', 's-a=5', 's-b2=5', 's-b=4']);
    expect(await report(merge('b', 'a'))).toEqual(['duplicate']);
    expect(await report(undo('b', 'a'))).toEqual(['accepted']);
    expect([await held('a'), await held('b')]).toEqual([
      ['p-a=5', 's-a2=5', 's-a=5'],
      ['g-b=3', 's-b2=5', 's-b=4'],
    ]);
    expect(await report(undo('b', 'a'))).toEqual(['duplicate']);
    expect(await report(session('b', 's-b', 3, 10))).toEqual(['accepted']);
    expect(await report(session('a', 's-b', 3, 11))).toEqual(['session.other-client']);
  });

  it.each([
    ['session', session],
    ['goal', goal],
  ] as const)('that is undone takes back the care that a %s has implied since', async (_of, make) => {
    const { report, carers } = newClinic();
    await report(session('a', 's-a'), session('b', 's-b'), merge('b', 'a'));
    await report({ ...make('b', 'x'), therapistId: 't-51' }, { ...make('b', 'y'), therapistId: 't-52' });
    await report({ ...make('a', 'z'), therapistId: 't-52' });
    expect([await carers('a'), await carers('b')]).toEqual([['t-1', 't-51', 't-52'], []]);
    await report(undo('b', 'a'));
    expect([await carers('a'), await carers('b')]).toEqual([
      ['t-1', 't-52'],
      ['t-1', 't-51', 't-52'],
    ]);
  });

  it('brings what can be corrected, though a removal of the same instant is in the history there', async () => {
    const { report, held } = newClinic();
    const removed = (day: number) => ({ ...deletion('c-2', 's-1', 'pain-score'), recordedAt: at(day) });
    await report(score('c-1', 's-1', 5, 3));
    await report(removed(5));
    await report(removed(3));
    expect(await report(merge('c-1', 'c-2'))).toEqual(['accepted']);
    expect(await held('c-2')).toEqual(['s-1=5']);
    expect(await report(score('c-2', 's-1', 4, 6))).toEqual(['accepted']);
    expect(await held('c-2')).toEqual(['s-1=4']);
  });

  it('that is undone leaves nobody the care of whom she has treated under the other id only', async () => {
    const { report, carers } = newClinic();
    await report(merge('b', 'a'));
    // The earlier session makes the care of both that of b; it is deleted before the two are two again.
    await report({ ...session('a', 'x'), ...{ startedAt: at(9), endedAt: '2026-08-09T11:00:00Z' } });
    await report(session('b', 'y'), { ...session('b', 'z'), therapistId: 't-2' }, deletion('b', 'y'));
    await report(undo('b', 'a'));
    expect([await carers('a'), await carers('b')]).toEqual([['t-1'], ['t-2']]);
  });

  it('that is undone takes back care that a therapist has begun, and where it was said to go on', async () => {
    const { report, reportAs, carers, owner } = newClinic();
    await report(merge('b', 'a'));
    expect(await reportAs('t-1', session('b', 'x'))).toEqual(['accepted']);
    expect(await carers('a')).toEqual(['t-1']);
    const ended = { type: 'care', therapistId: 't-2', from: '2026-07-01', until: '2026-08-01' };
    await report({ ...ended, clientId: 'a' }, { ...session('b', 'y'), therapistId: 't-2' });
    await report(undo('b', 'a'));
    expect([await carers('a'), await carers('b')]).toEqual([['t-2'], ['t-1', 't-2']]);
    const care = await createCareReader(tables.client, tables.recordsTable).of(owner('a'), 't-2');
    expect(care).not.toHaveProperty('again');
    expect(await reportAs('t-1', session('b', 'z'))).toEqual(['accepted']);
    expect(await reportAs('t-1', session('a', 'v'))).toEqual(['not-in-care']);
  });

  it('that is undone leaves no version with the other that came for the id, or an erasure would not find it', async () => {
    const { report, items, held } = newClinic();
    await report(score('a', 's-1', 5, 5), score('b', 's-2', 5, 3), merge('b', 'a'));
    // One is older than what the other has said, one newer.
    expect(await report(score('b', 's-1', 7, 4), score('a', 's-2', 6, 4))).toEqual(['stale', 'accepted']);
    await report(undo('b', 'a'));
    expect([await held('a'), await held('b')]).toEqual([['s-1=5', 's-2=6'], []]);
    await report({ type: 'erasure', clientId: 'b', recordedAt: at(8) });
    expect(await held('a')).toEqual(['s-1=5', 's-2=6']);
    const records = async (clientId: string) =>
      (await items(clientId)).flatMap(({ record }) => (record ? [JSON.parse(record.S!).pain] : []));
    expect([await records('a'), await records('b')]).toEqual([[5, 6], []]);
  });

  it('of a chain gives care back to the link that is undone', async () => {
    const { report, carers } = newClinic();
    const all = async () => [await carers('a'), await carers('b'), await carers('c')];
    await report(merge('a', 'b'), merge('b', 'c'));
    await report(session('a', 'x'), { ...session('b', 'y'), therapistId: 't-2' });
    await report({ ...session('c', 'z'), therapistId: 't-3' });
    expect(await all()).toEqual([[], [], ['t-1', 't-2', 't-3']]);
    await report(undo('b', 'c'));
    expect(await all()).toEqual([[], ['t-1', 't-2'], ['t-3']]);
    await report(undo('a', 'b'));
    expect(await all()).toEqual([['t-1'], ['t-2'], ['t-3']]);
  });

  it('that is undone gives back care of what was moved to the id meanwhile', async () => {
    const { report, carers } = newClinic();
    await report(session('d', 'x'), merge('b', 'a'), move('x', 'd', 'b'));
    expect([await carers('a'), await carers('d')]).toEqual([['t-1'], []]);
    await report(undo('b', 'a'));
    expect([await carers('a'), await carers('b')]).toEqual([[], ['t-1']]);
  });

  it.each([
    [true, true, 'consent=true'],
    [true, false, 'consent=false'],
    [false, true, 'consent=false'],
  ])(
    'of consents %s and %s the stricter stands, and each has his own afterwards',
    async (ofA, ofB, stands) => {
      const { report, held } = newClinic();
      await report(consent('a', ofA, 3), consent('b', ofB, 4), session('a', 's'));
      await report(merge('b', 'a'));
      expect(await held('a')).toEqual([stands, 's=5']);
      await report(undo('b', 'a'));
      expect([await held('a'), await held('b')]).toEqual([[`consent=${ofA}`, 's=5'], [`consent=${ofB}`]]);
    },
  );

  it('is refused where it would lose a fact, go round in a circle, or contradict another', async () => {
    const { report } = newClinic();
    await report(score('a', 'p'), score('b', 'p'));
    expect(await report(merge('b', 'a'))).toEqual(['merge.same-ids']);
    expect(await report(merge('c', 'a'), merge('a', 'c'), merge('c', 'd'), undo('c', 'd'))).toEqual([
      'accepted',
      'merge.circle',
      'merge.elsewhere',
      'merge.elsewhere',
    ]);
  });

  it('an erasure under either id reaches both, for good', async () => {
    for (const erased of ['a', 'b', 'c']) {
      const { report, held, items } = newClinic();
      await report(
        session('a', 's-a'),
        session('b', 's-b'),
        session('c', 's-c'),
        consent('a', true),
        consent('b', true),
      );
      await report(merge('b', 'a'));
      await report(merge('c', 'b'));
      expect(await report({ type: 'erasure', clientId: erased, recordedAt: at(20) })).toEqual(['accepted']);
      for (const client of ['a', 'b', 'c']) {
        expect(await held(client)).toEqual([]);
        expect((await items(client)).filter((item) => !isMark(textOf(item, 'sk')!))).toEqual([]);
      }
      expect(await report(session('a', 's-a'), session('b', 's-b'), session('c', 's-c'))).toEqual(
        Array(3).fill('erased'),
      );
      await report(undo('c', 'b'));
      expect(await report(session('c', 's-c'), session('c', 's-c', 5, 25))).toEqual(['erased', 'accepted']);
      expect(await held('c')).toEqual(['s-c=5']);
    }
  });

  it('leaves alone what an erasure from before it has nothing to do with, when that comes again', async () => {
    const { report, held } = newClinic();
    const before = { type: 'erasure', clientId: 'a', recordedAt: at(10) };
    await report(session('a', 's-a'));
    await report(before);
    await report(session('b', 's-b'), session('a', 's-a2', 5, 12));
    await report(merge('b', 'a'));
    await report(before);
    expect(await held('a')).toEqual(['s-a2=5', 's-b=5']);
  });

  it('and writes that pass each other lose nothing', async () => {
    const { report, held } = newClinic();
    const ids = Array.from({ length: 12 }, (_, index) => `s-${index}`);
    await report(...ids.map((id) => session('b', id)));
    await Promise.all([
      report(merge('b', 'a')),
      ...ids.map((id) => report(score('b', `p-${id}`))),
      report(merge('b', 'a')),
    ]);
    await report(merge('b', 'a'));
    expect(await held('b')).toEqual([]);
    expect(await held('a')).toEqual(
      [...ids.map((id) => `${id}=5`), ...ids.map((id) => `p-${id}=5`)].toSorted(),
    );
  });
});

/** What a clinic of three clients may say, with ids of a client of its own, as a script of small numbers. */
const CLIENTS = ['a', 'b', 'c'] as const;
const client = fc.constantFrom(...CLIENTS);
const said = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('session' as const),
      client,
      n: fc.integer({ min: 0, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      client,
      to: client,
      n: fc.integer({ min: 0, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('merge' as const), client, to: client }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), client, to: client }) },
);

/** The same in a few lines: whose each id is, and who was merged into whom. */
function model() {
  const owner = new Map<string, string>();
  const into = new Map<string, string>();
  const holder = (one: string): string => (into.has(one) ? holder(into.get(one)!) : one);
  return {
    session(one: string, id: string) {
      const held = owner.get(id);
      if (held === undefined || holder(held) === holder(one)) owner.set(id, one);
    },
    move(from: string, to: string, id: string) {
      const held = owner.get(id);
      if (held !== undefined && holder(held) === holder(from) && holder(from) !== holder(to))
        owner.set(id, to);
    },
    merge(one: string, to: string) {
      if (!into.has(one) && holder(to) !== one) into.set(one, to);
    },
    undo(one: string, to: string) {
      if (into.get(one) === to) into.delete(one);
    },
    facts: (one: string) =>
      [...owner]
        .filter(([, held]) => holder(held) === one)
        .map(([id]) => id)
        .toSorted(),
  };
}

it('moves, merges and their undoing end in the same facts as a model of them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(said, { minLength: 3, maxLength: 14 }), async (script) => {
      const { report, held } = newClinic();
      const facts = model();
      for (const [step, one] of script.entries()) {
        if (one.kind === 'session') {
          const id = `s-${one.n}`;
          await report(session(one.client, id, 5, 4 + step));
          facts.session(one.client, id);
        } else if (one.client !== one.to) {
          if (one.kind === 'move') {
            await report(move(`s-${one.n}`, one.client, one.to));
            facts.move(one.client, one.to, `s-${one.n}`);
          } else {
            await report({ ...merge(one.client, one.to), ...(one.kind === 'undo' && { undo: true }) });
            facts[one.kind](one.client, one.to);
          }
        }
      }
      for (const each of CLIENTS) {
        expect((await held(each)).map((name) => name.split('=')[0])).toEqual(facts.facts(each));
      }
    }),
    { numRuns: 40 },
  );
});

it('a reader who is led from any id finds what is held of the person', async () => {
  const { report, owner } = newClinic();
  const reader = createRecordReader(tables.client, tables.recordsTable);
  await report(session('a', 's-a'));
  expect(await reader.holderOf(owner('b'))).toEqual(owner('b'));
  await report(merge('b', 'a'), merge('c', 'b'));
  expect(await reader.holderOf(owner('c'))).toEqual(owner('a'));
  await report(undo('b', 'a'));
  expect(await reader.holderOf(owner('c'))).toEqual(owner('b'));
});

describe('what it costs', () => {
  const total = (consumed: Consumed) => Object.values(consumed).reduce((sum, units) => sum + units, 0);

  it.runIf(!IN_MEMORY && COUNTS_AS_BILLED)(
    'a new session pays for its id, a correction only for looking, a score nothing',
    async () => {
      const { report } = newClinic();
      await report(session('a', 'first'), score('a', 'first'));
      const meter = meterCapacity(tables.client);
      const cost = async (sent: object) => total(await meter.during(() => report(sent)));
      const [ofScore, ofSession] = [await cost(score('a', 'p')), await cost(session('a', 's'))];
      expect(ofSession - ofScore).toBe(TRANSACTED_WRITE + READ_OF_CARE);
      const [ofScores, ofSessions] = [await cost(score('a', 'p', 4, 9)), await cost(session('a', 's', 4, 9))];
      expect(ofSessions - ofScores).toBe(READ + READ_OF_CARE);
    },
  );
});

const READ = 1;
/** Whom a session names as caring for the client is looked up too. */
const READ_OF_CARE = 1;
const TRANSACTED_WRITE = 2;
