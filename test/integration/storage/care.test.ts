import { randomUUID } from 'node:crypto';
import { DeleteItemCommand, type DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalToReplace } from '../../../shared/access/may-replace.ts';
import type { Arrival, Door } from '../../../shared/records/arrival.ts';
import { parseRecord } from '../../../shared/records/record.ts';
import { utcSortKey } from '../../../shared/records/time/instant.ts';
import { keyOf } from '../../../shared/storage/aws/dynamodb.ts';
import { createCareReader } from '../../../shared/storage/care/care-store.ts';
import { deriveCare } from '../../../shared/storage/care/derive-care.ts';
import { addressOf, createRecordReader, type Storable } from '../../../shared/storage/held/record-store.ts';
import { type ClientKey, careItem } from '../../../shared/storage/keys/keys.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { COUNTS_AS_BILLED, meterCapacity } from './consumed-capacity.ts';
import { type EngineTables, IN_MEMORY, startTables } from './engine-tables.ts';

const TODAY = '2026-08-20';

let tables: EngineTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

/** In a clinic of its own, so that ids do not meet. */
const newClient = (): ClientKey => ({ clinicId: `clinic-${randomUUID()}`, client: randomUUID() });
const by = (door: Door, author?: string, at = `${TODAY}T12:00:00Z`): Arrival => ({
  door,
  at,
  ...(author !== undefined && { author }),
});
const FILE = by('file');

const session = (id: string, therapistId: string, date: string, part: object = {}) => ({
  ...{ type: 'session', sessionId: id, therapistId, complaint: 'neck-pain' },
  ...{ startedAt: `${date}T10:00:00Z`, endedAt: `${date}T11:00:00Z`, recordedAt: `${date}T11:05:00Z` },
  techniques: [{ technique: 'deep-tissue', minutes: 50 }],
  ...part,
});
const goal = (id: string, therapistId: string, part: object = {}) => ({
  ...{ type: 'goal', goalId: id, therapistId, kind: 'pain', measure: 'pain', unit: 'score' },
  ...{ baseline: 7, target: 3, startsOn: '2026-08-03', dueOn: '2026-09-14' },
  ...part,
});
const care = (therapistId: string, from: string, until: string | null, part: object = {}) => ({
  type: 'care',
  ...{ therapistId, from, until },
  ...part,
});
const deletion = (of: string, id: string) => ({ type: 'deletion', of, id });

async function write(owner: ClientKey, arrival: Arrival, ...inputs: object[]) {
  const addressed = inputs.map((input, place) => {
    const parsed = parseRecord({ clinicId: 'riverside', clientId: 'c-1', ...input });
    if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
    return addressOf(owner, parsed.record as Storable, arrival, place);
  });
  const writer = createRecordWriter(tables.client, tables.recordsTable);
  const outcomes = await writer.write(addressed, refusalToReplace);
  return outcomes.map((written) => ('refusal' in written ? written.refusal.code : written.outcome));
}

function erase(owner: ClientKey, instant: string) {
  const at = utcSortKey(instant);
  const writer = createRecordWriter(tables.client, tables.recordsTable);
  return writer.erase(owner, { recordedAt: at, arrivedAt: at });
}

const reader = () => createCareReader(tables.client, tables.recordsTable);
const inCare = async (owner: ClientKey, therapistId: string, on = TODAY) =>
  (await reader().inCareOn(on)(owner.clinicId, therapistId, [owner.client])).has(owner.client);
const careOf = async (owner: ClientKey) =>
  (await reader().ofClient(owner)).map(({ therapistId, from, until }) => [therapistId, from, until]);

describe('care that the clinic implies', () => {
  it.each(['owner', 'recorder', 'file'] as const)('follows from a session by the door %s', async (door) => {
    const owner = newClient();
    await write(owner, by(door), session('s-1', 't-1', '2026-08-05'));
    expect(await careOf(owner)).toEqual([['t-1', '2026-08-05', null]]);
    expect(await inCare(owner, 't-1', '2026-08-04')).toBe(false);
    expect(await inCare(owner, 't-1', '2026-08-05')).toBe(true);
    expect(await inCare(owner, 't-2')).toBe(false);
  });

  it('begins with the earliest session, in whatever order and grouping they come', async () => {
    const sessions = ['2026-08-09', '2026-08-03', '2026-08-12'].map((date, index) =>
      session(`s-${index}`, 't-1', date),
    );
    const [together, oneByOne, atOnce] = [newClient(), newClient(), newClient()];
    await write(together, FILE, ...sessions);
    for (const one of sessions) await write(oneByOne, FILE, one);
    await Promise.all(sessions.map((one) => write(atOnce, FILE, one)));
    for (const owner of [together, oneByOne, atOnce]) {
      expect(await careOf(owner)).toEqual([['t-1', '2026-08-03', null]]);
    }
  });

  it('yields to a word about care, however old, and comes again with a session after its end', async () => {
    const owner = newClient();
    await write(owner, FILE, session('s-1', 't-1', '2026-08-05'));
    const ended = care('t-1', '2026-08-01', '2026-08-10', { recordedAt: '2026-08-01T08:00:00Z' });
    expect(await write(owner, by('owner'), ended)).toEqual(['accepted']);
    expect(await inCare(owner, 't-1')).toBe(false);
    // The same file again, a correction of what it held, and a session before the end: nothing new is said.
    await write(owner, FILE, session('s-1', 't-1', '2026-08-05'));
    const corrected = { painAfter: 2, recordedAt: '2026-08-15T09:00:00Z' };
    await write(owner, FILE, session('s-1', 't-1', '2026-08-05', corrected));
    await write(owner, FILE, session('s-2', 't-1', '2026-08-07'));
    expect(await inCare(owner, 't-1')).toBe(false);
    await write(owner, FILE, session('s-3', 't-1', '2026-08-18'));
    expect(await inCare(owner, 't-1', '2026-08-17')).toBe(false);
    expect(await inCare(owner, 't-1')).toBe(true);
    await write(owner, by('owner'), care('t-1', '2026-08-01', '2026-08-19'));
    expect(await inCare(owner, 't-1')).toBe(false);
  });

  it('goes with an erasure', async () => {
    const owner = newClient();
    await write(owner, FILE, session('s-1', 't-1', '2026-08-05'));
    await erase(owner, `${TODAY}T13:00:00Z`);
    expect(await careOf(owner)).toEqual([]);
    expect((await createRecordReader(tables.client, tables.recordsTable).all(owner)).facts).toEqual([]);
  });
});

describe('care that a mistake implies', () => {
  const corrected = { recordedAt: '2026-08-15T09:00:00Z' };

  it.each(['owner', 'recorder', 'file'] as const)(
    'goes with the name, and with the record, by the door %s',
    async (door) => {
      const owner = newClient();
      await write(owner, by(door), session('s-1', 't-12', '2026-08-05'));
      await write(owner, by(door), session('s-1', 't-13', '2026-08-05', corrected));
      expect(await careOf(owner)).toEqual([['t-13', '2026-08-05', null]]);
      await write(owner, by(door), deletion('session', 's-1'));
      expect(await careOf(owner)).toEqual([]);
      await write(owner, by(door), goal('g-1', 't-12'));
      await write(owner, by(door, undefined, `${TODAY}T12:01:00Z`), goal('g-1', 't-13'));
      expect((await careOf(owner)).map(([therapistId]) => therapistId)).toEqual(['t-13']);
      await write(owner, by(door, undefined, `${TODAY}T12:02:00Z`), deletion('goal', 'g-1'));
      expect(await careOf(owner)).toEqual([]);
    },
  );

  it('goes when both come together, and for whoever was named in between', async () => {
    const owner = newClient();
    const versions = ['t-12', 't-14', 't-13'].map((therapistId, minute) =>
      session('s-1', therapistId, '2026-08-05', { recordedAt: `2026-08-15T09:0${minute}:00Z` }),
    );
    await write(owner, FILE, ...versions);
    expect(await careOf(owner)).toEqual([['t-13', '2026-08-05', null]]);
  });

  it('stays while another record names her, and where it was said', async () => {
    const owner = newClient();
    await write(owner, FILE, session('s-1', 't-12', '2026-08-05'), goal('g-1', 't-12'));
    await write(owner, by('owner'), care('t-13', '2026-08-01', null));
    await write(owner, FILE, session('s-2', 't-13', '2026-08-06'));
    await write(owner, FILE, deletion('session', 's-1'), deletion('session', 's-2'));
    expect((await careOf(owner)).map(([therapistId]) => therapistId)).toEqual(['t-12', 't-13']);
    await write(owner, FILE, deletion('goal', 'g-1'));
    expect((await careOf(owner)).map(([therapistId]) => therapistId)).toEqual(['t-13']);
  });

  it('stays hers where she takes back herself what she wrote', async () => {
    const owner = newClient();
    const hers = by('therapist', 't-2');
    await write(owner, hers, session('s-1', 't-2', '2026-08-05'));
    expect(await write(owner, hers, deletion('session', 's-1'))).toEqual(['accepted']);
    expect(await inCare(owner, 't-2')).toBe(true);
  });
});

describe('care that had ended', () => {
  const ended = care('t-80', '2026-08-01', '2026-08-10');
  const later = (minute: number, door: Door = 'owner') => by(door, undefined, `${TODAY}T12:0${minute}:00Z`);
  /** The end was said, and a session after it reported by mistake. */
  async function goingOn(owner: ClientKey) {
    await write(owner, later(0), session('s-0', 't-80', '2026-08-05'), ended);
    await write(owner, later(1), session('s-1', 't-80', '2026-08-18'));
    expect(await inCare(owner, 't-80')).toBe(true);
  }
  const corrected = { recordedAt: '2026-08-19T09:00:00Z' };

  it.each([
    ['is deleted', deletion('session', 's-1')],
    ['names another therapist', session('s-1', 't-81', '2026-08-18', corrected)],
    ['was before the end', session('s-1', 't-80', '2026-08-09', corrected)],
  ])('ends again when the session that it went on with %s', async (_what, sent) => {
    const owner = newClient();
    await goingOn(owner);
    expect(await write(owner, later(2), sent)).toEqual(['accepted']);
    expect(await inCare(owner, 't-80')).toBe(false);
    expect(await reader().of(owner, 't-80')).toMatchObject({ until: '2026-08-10', implied: false });
  });

  it.each([
    // In the evening of the last day, and in the morning after it.
    ['America/Chicago', ['2026-08-10T19:00:00-05:00', '2026-08-11T00:00:00Z'], false],
    ['America/Chicago', ['2026-08-11T09:00:00-05:00', '2026-08-11T14:00:00Z'], true],
    ['Pacific/Auckland', ['2026-08-11T10:00:00+12:00', '2026-08-10T22:00:00Z'], true],
    ['Pacific/Auckland', ['2026-08-10T22:00:00+12:00', '2026-08-10T10:00:00Z'], false],
  ])('goes on by the day in %s, however a session spells its instants', async (timeZone, spelled, goesOn) => {
    for (const startedAt of spelled) {
      const owner = newClient();
      const inZone = (minute: number): Arrival => ({ ...later(minute), timeZone });
      await write(owner, inZone(0), session('s-0', 't-80', '2026-08-05'), ended);
      const endedAt = new Date(Date.parse(startedAt) + 3_600_000).toISOString();
      await write(owner, inZone(1), session('s-1', 't-80', '2026-08-18', { startedAt, endedAt }));
      expect(await inCare(owner, 't-80')).toBe(goesOn);
      // Settled again from what is held, it is the same.
      await write(owner, inZone(2), deletion('session', 's-0'));
      expect(await inCare(owner, 't-80')).toBe(goesOn);
    }
  });

  it('ends again when that session is moved to another client', async () => {
    const owner = newClient();
    const other = randomUUID();
    await goingOn(owner);
    const writer = createRecordWriter(tables.client, tables.recordsTable);
    const between = { clinicId: owner.clinicId, from: owner.client, to: other };
    await writer.move({ ...between, of: 'session', id: 's-1' }, later(2));
    expect(await inCare(owner, 't-80')).toBe(false);
    expect(await inCare({ ...owner, client: other }, 't-80')).toBe(true);
  });

  it('goes on from the next session that was reported since, where there is one', async () => {
    const owner = newClient();
    // This one was known when the end was said, and is corrected since without saying more of care.
    await write(owner, later(0), session('s-9', 't-80', '2026-08-17'));
    await goingOn(owner);
    await write(owner, later(2), session('s-9', 't-80', '2026-08-17', { painAfter: 1, ...corrected }));
    await write(owner, later(3), session('s-2', 't-80', '2026-08-20'));
    await write(owner, later(4), deletion('session', 's-1'));
    expect(await inCare(owner, 't-80', '2026-08-19')).toBe(false);
    expect(await inCare(owner, 't-80', '2026-08-20')).toBe(true);
    await write(owner, later(5), deletion('session', 's-2'));
    expect(await inCare(owner, 't-80')).toBe(false);
  });

  it.each(['owner', 'recorder', 'file'] as const)(
    'ends when that is said again by the door %s',
    async (door) => {
      const owner = newClient();
      await goingOn(owner);
      expect(await write(owner, later(2, door), ended)).toEqual(['accepted']);
      expect(await inCare(owner, 't-80')).toBe(false);
      expect(await write(owner, later(3, door), ended)).toEqual(['duplicate']);
    },
  );

  it('does not end with a message that comes twice, by its own instant', async () => {
    const owner = newClient();
    const said = { ...ended, recordedAt: '2026-08-11T09:00:00Z' };
    await write(owner, later(0), session('s-0', 't-80', '2026-08-05'), said);
    await write(owner, later(1), session('s-1', 't-80', '2026-08-18'));
    expect(await write(owner, later(2), said)).toEqual(['duplicate']);
    expect(await inCare(owner, 't-80')).toBe(true);
  });
});

describe('a therapist', () => {
  const hers = by('therapist', 't-2');

  it('reports nothing of a client in the care of another, and sees no more after trying', async () => {
    const owner = newClient();
    await write(owner, FILE, session('s-1', 't-1', '2026-08-03'), goal('g-1', 't-1'));
    const tries = [
      session('s-9', 't-2', '2026-08-19'),
      goal('g-9', 't-2'),
      session('s-1', 't-2', '2026-08-05', { painAfter: 0, recordedAt: '2026-08-19T11:00:00Z' }),
      deletion('goal', 'g-1'),
      deletion('session', 's-0'),
    ];
    expect(await write(owner, hers, ...tries)).toEqual(tries.map(() => 'not-in-care'));
    for (const one of tries) expect(await write(owner, hers, one)).toEqual(['not-in-care']);
    expect(await careOf(owner)).toEqual([['t-1', '2026-08-03', null]]);
  });

  it('begins the care of a new client with her first record, of which the rest of a batch follows', async () => {
    const owner = newClient();
    const first = [
      session('s-1', 't-2', '2026-08-19'),
      goal('g-1', 't-2'),
      session('s-2', 't-2', '2026-08-20'),
    ];
    expect(await write(owner, hers, ...first)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await careOf(owner)).toEqual([['t-2', TODAY, null]]);
    expect(await write(owner, by('therapist', 't-1'), goal('g-2', 't-1'))).toEqual(['not-in-care']);
  });

  it('is the only one who begins it when several try at once', async () => {
    const owner = newClient();
    const therapists = ['t-1', 't-2', 't-3', 't-4'];
    const outcomes = await Promise.all(
      therapists.map((id) => write(owner, by('therapist', id), session(`s-${id}`, id, '2026-08-19'))),
    );
    expect(outcomes.flat().sort()).toEqual(['accepted', 'not-in-care', 'not-in-care', 'not-in-care']);
    expect(await careOf(owner)).toHaveLength(1);
  });

  it('does not begin it with a deletion, nor once anything at all is held of the client', async () => {
    expect(await write(newClient(), hers, deletion('session', 's-1'))).toEqual(['forbidden']);
    const owner = newClient();
    await write(owner, by('client'), {
      ...{ type: 'pain-score', scoreId: 'p-1', at: '2026-08-04T12:00:00Z', pain: 3 },
    });
    expect(await write(owner, hers, goal('g-1', 't-2'))).toEqual(['not-in-care']);
  });

  it('begins it anew of a client who was erased', async () => {
    const owner = newClient();
    await write(owner, hers, goal('g-1', 't-2', { recordedAt: '2026-08-19T10:00:00Z' }));
    await erase(owner, `${TODAY}T12:00:01Z`);
    expect(await inCare(owner, 't-2')).toBe(false);
    const afterwards = by('therapist', 't-1', `${TODAY}T13:00:00Z`);
    expect(await write(owner, afterwards, goal('g-2', 't-1'))).toEqual(['accepted']);
    expect(await careOf(owner)).toEqual([['t-1', TODAY, null]]);
  });

  it('replaces and takes back what is hers, and nothing else, also of a client in her care', async () => {
    const owner = newClient();
    await write(owner, FILE, session('s-1', 't-1', '2026-08-05'), session('s-2', 't-2', '2026-08-06'));
    const again = (id: string, part: object) =>
      session(id, 't-2', '2026-08-06', { recordedAt: '2026-08-19T11:00:00Z', ...part });
    expect(await write(owner, hers, again('s-1', { painAfter: 0 }))).toEqual(['forbidden']);
    expect(await write(owner, hers, deletion('session', 's-1'))).toEqual(['forbidden']);
    expect(await write(owner, hers, again('s-2', { painAfter: 3 }))).toEqual(['accepted']);
    expect(await write(owner, hers, deletion('session', 's-2'))).toEqual(['accepted']);
    // What somebody else has removed stays removed for her; what she has, she may write again.
    const later = { recordedAt: `${TODAY}T12:01:00Z` };
    expect(await write(owner, by('owner'), deletion('session', 's-1'))).toEqual(['accepted']);
    expect(await write(owner, hers, again('s-1', later))).toEqual(['forbidden']);
    expect(await write(owner, hers, again('s-2', later))).toEqual(['accepted']);
  });

  it('takes over a client of whom something is held, once, and not by reporting', async () => {
    const owner = newClient();
    const takeOver = care('t-2', TODAY, null, { reason: 'covering' });
    expect(await write(owner, hers, takeOver)).toEqual(['unknown-client']);
    await write(owner, FILE, session('s-1', 't-1', '2026-08-05'));
    expect(await write(owner, hers, takeOver)).toEqual(['accepted']);
    expect(await write(owner, hers, takeOver)).toEqual(['duplicate']);
    expect(await write(owner, hers, goal('g-9', 't-2'))).toEqual(['accepted']);
    expect(await reader().of(owner, 't-2')).toMatchObject({
      ...{ reason: 'covering', implied: false },
      arrival: { door: 'therapist', author: 't-2' },
    });
  });

  it('hands over a client in her care, to whom it may be, and no other', async () => {
    const owner = newClient();
    const given = care('t-3', TODAY, null, { reason: 'handed-over' });
    const handing = (from: string) => [given, care('t-2', from, TODAY)];
    expect(await write(owner, hers, ...handing(TODAY))).toEqual(['not-in-care', 'not-in-care']);
    const before = by('file', undefined, `${TODAY}T11:00:00Z`);
    await write(owner, before, session('s-1', 't-1', '2026-08-05'), care('t-3', '2026-07-01', '2026-07-31'));
    expect(await write(owner, hers, ...handing(TODAY))).toEqual(['not-in-care', 'not-in-care']);
    expect(await write(owner, hers, care('t-1', '2026-08-05', TODAY))).toEqual(['not-in-care']);
    await write(owner, FILE, session('s-2', 't-2', '2026-08-06'));
    expect(await write(owner, hers, care('t-1', '2026-08-05', TODAY))).toEqual(['forbidden']);
    expect(await write(owner, hers, ...handing('2026-08-06'))).toEqual(['accepted', 'accepted']);
    expect(await write(owner, hers, ...handing('2026-08-06'))).toEqual(['duplicate', 'duplicate']);
    expect(await careOf(owner)).toEqual([
      ['t-1', '2026-08-05', null],
      ['t-2', '2026-08-06', TODAY],
      ['t-3', TODAY, null],
    ]);
    const tomorrow = by('therapist', 't-2', '2026-08-21T12:00:00Z');
    expect(await write(owner, tomorrow, session('s-3', 't-2', '2026-08-21'))).toEqual(['not-in-care']);
    expect(await write(owner, by('therapist', 't-3'), goal('g-3', 't-3'))).toEqual(['accepted']);
  });

  it('ends her care with the day, also where it would go on by a session of tomorrow', async () => {
    const owner = newClient();
    await write(owner, FILE, session('s-1', 't-2', '2026-08-05'), care('t-2', '2026-08-01', TODAY));
    await write(owner, FILE, session('s-2', 't-2', '2026-08-21'));
    expect(await inCare(owner, 't-2', '2026-08-21')).toBe(true);
    expect(await write(owner, hers, care('t-2', '2026-08-01', TODAY))).toEqual(['accepted']);
    expect(await inCare(owner, 't-2')).toBe(true);
    expect(await inCare(owner, 't-2', '2026-08-21')).toBe(false);
  });

  it('writes nothing once her care has ended, and her own sessions do not prolong it', async () => {
    const owner = newClient();
    await write(owner, FILE, session('s-1', 't-2', '2026-08-05'));
    await write(owner, by('owner'), care('t-2', '2026-08-01', '2026-08-19'));
    expect(await write(owner, hers, session('s-2', 't-2', '2026-08-20'))).toEqual(['not-in-care']);
    const lastDay = by('therapist', 't-2', '2026-08-19T23:00:00Z');
    expect(await write(owner, lastDay, session('s-3', 't-2', '2026-08-20'))).toEqual(['accepted']);
    expect(await inCare(owner, 't-2')).toBe(false);
  });
});

/** A new session's id is held by an item of its own, written in a transaction. */
const OF_ITS_ID = 2;

describe('what care costs a session', () => {
  it.runIf(!IN_MEMORY && COUNTS_AS_BILLED)('is one read of a small item once the care is known', async () => {
    const owner = newClient();
    const meter = meterCapacity(tables.client);
    const units = async (record: object) =>
      (await meter.during(() => write(owner, FILE, record)))[tables.recordsTable]!;
    const score = { type: 'pain-score', scoreId: 'p-1', at: '2026-08-04T12:00:00Z', pain: 3 };
    await write(owner, FILE, session('s-1', 't-1', '2026-08-05'));
    const withoutCare = await units(score);
    expect(await units(session('s-2', 't-1', '2026-08-06'))).toBe(withoutCare + 1 + OF_ITS_ID);
  });
});

describe('care of a table from before it was kept', () => {
  it('follows from what is held, once, and changes nothing that is there', async () => {
    const [old, known, own] = [newClient(), newClient(), newClient()];
    await write(old, FILE, session('s-1', 't-1', '2026-08-05'), session('s-2', 't-1', '2026-08-03'));
    await write(known, FILE, session('s-3', 't-1', '2026-08-05'));
    await write(known, by('owner'), care('t-1', '2026-08-01', '2026-08-10'));
    await write(own, by('therapist', 't-3'), session('s-4', 't-3', '2026-08-05'));
    for (const [owner, therapistId] of [
      [old, 't-1'],
      [own, 't-3'],
    ] as const) {
      await tables.client.send(
        new DeleteItemCommand({ TableName: tables.recordsTable, Key: keyOf(careItem(owner, therapistId)) }),
      );
    }
    const derive = (write: boolean) => deriveCare(tables.client, tables.recordsTable, { write });
    expect(await derive(false)).toEqual({ missing: 1, written: 0 });
    expect(await careOf(old)).toEqual([]);
    expect(await derive(true)).toEqual({ missing: 1, written: 1 });
    expect(await derive(true)).toEqual({ missing: 0, written: 0 });
    expect(await careOf(old)).toEqual([['t-1', '2026-08-03', null]]);
    expect(await careOf(known)).toEqual([['t-1', '2026-08-01', '2026-08-10']]);
    expect(await careOf(own)).toEqual([]);
    expect(await inCare(old, 't-1')).toBe(true);
    // What was so derived is care like any other.
    await write(old, FILE, session('s-5', 't-1', '2026-08-01'));
    expect(await careOf(old)).toEqual([['t-1', '2026-08-01', null]]);
  });
});

/** The table as a process sees it that dies once so many transactions have been written. */
function dyingAfter(transactions: number): DynamoDBClient {
  let left = transactions;
  const send: DynamoDBClient['send'] = async (command: never) => {
    if (left === 0) throw new Error('the process has died');
    const answer = await tables.client.send(command);
    if ((command as object) instanceof TransactWriteItemsCommand) left -= 1;
    return answer;
  };
  return new Proxy(tables.client, {
    get: (client, name) => (name === 'send' ? send : Reflect.get(client, name)),
  });
}

describe('a crash before care is settled', () => {
  const [first, later] = [
    '2026-08-05',
    (minute: number) => by('owner', undefined, `${TODAY}T13:0${minute}:00Z`),
  ];
  const dying = async (work: (writer: ReturnType<typeof createRecordWriter>) => Promise<unknown>) => {
    const writer = createRecordWriter(dyingAfter(1), tables.recordsTable);
    await expect(work(writer)).rejects.toThrow('the process has died');
  };
  const addressed = (owner: ClientKey, input: object, arrival: Arrival) => {
    const parsed = parseRecord({ clinicId: 'riverside', clientId: 'c-1', ...input });
    if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
    return addressOf(owner, parsed.record as Storable, arrival);
  };

  it.each([
    ['corrects', session('s-1', 't-2', first, { recordedAt: `${TODAY}T09:00:00Z` })],
    ['deletes', deletion('session', 's-1')],
  ])('leaves no access to whom a session named that somebody %s', async (_what, sent) => {
    const owner = newClient();
    await write(owner, FILE, session('s-1', 't-1', first), session('s-2', 't-3', first));
    await dying((writer) => writer.write([addressed(owner, sent, later(1))]));
    expect(await inCare(owner, 't-1')).toBe(false);
    expect((await careOf(owner)).map(([therapistId]) => therapistId)).not.toContain('t-1');
    expect(await inCare(owner, 't-3')).toBe(true);
    const hers = session('s-9', 't-1', TODAY, { recordedAt: `${TODAY}T10:00:00Z` });
    expect(await write(owner, by('therapist', 't-1'), hers)).toEqual(['not-in-care']);
    expect(await write(owner, later(2), { ...hers, sessionId: 's-8' })).toEqual(['accepted']);
    expect(await inCare(owner, 't-1')).toBe(true);
  });

  it('leaves access to whom another record names, before and after the request is sent again', async () => {
    const owner = newClient();
    await write(owner, FILE, session('s-1', 't-1', first), session('s-2', 't-1', '2026-08-12'));
    const sent = session('s-1', 't-2', first, { recordedAt: `${TODAY}T09:00:00Z` });
    await dying((writer) => writer.write([addressed(owner, sent, later(1))]));
    expect(await inCare(owner, 't-1')).toBe(true);
    const hers = session('s-9', 't-1', TODAY, { recordedAt: `${TODAY}T10:00:00Z` });
    expect(await write(owner, by('therapist', 't-1'), hers)).toEqual(['accepted']);
    expect(await write(owner, later(1), sent)).toEqual(['duplicate']);
    expect(await inCare(owner, 't-1')).toBe(true);
    await write(owner, later(2), deletion('session', 's-2'), deletion('session', 's-9'));
    expect(await inCare(owner, 't-1')).toBe(false);
  });

  it('ends again what had gone on after its end', async () => {
    const owner = newClient();
    await write(owner, FILE, care('t-1', first, '2026-08-10'));
    await write(owner, later(1), session('s-1', 't-1', '2026-08-18'));
    expect(await inCare(owner, 't-1')).toBe(true);
    await dying((writer) => writer.write([addressed(owner, deletion('session', 's-1'), later(2))]));
    expect(await inCare(owner, 't-1')).toBe(false);
    expect(await reader().of(owner, 't-1')).toMatchObject({ until: '2026-08-10', implied: false });
  });

  it('of a move gives the record and its care to one client only', async () => {
    const owner = newClient();
    const to = { ...owner, client: randomUUID() };
    await write(owner, FILE, session('s-1', 't-1', first), session('s-2', 't-2', first));
    const moving = {
      clinicId: owner.clinicId,
      from: owner.client,
      to: to.client,
      of: 'session',
      id: 's-1',
    } as const;
    await dying((writer) => writer.move(moving, later(1)));
    for (let sent = 0; sent < 2; sent += 1) {
      expect([await inCare(owner, 't-1'), await inCare(to, 't-1')]).toEqual([false, true]);
      await createRecordWriter(tables.client, tables.recordsTable).move(moving, later(1));
    }
  });

  it('of a move can be gone on with by who has made it, though by it her care has ended', async () => {
    const owner = newClient();
    const to = { ...owner, client: randomUUID() };
    const corrected = session('s-1', 't-1', first, { painAfter: 2, recordedAt: `${TODAY}T09:00:00Z` });
    await write(owner, FILE, session('s-1', 't-1', first), session('s-2', 't-2', first));
    await write(owner, later(0), corrected);
    await write(to, FILE, session('s-3', 't-1', first), session('s-4', 't-2', first));
    const moving = { clinicId: owner.clinicId, from: owner.client, to: to.client, of: 'session' } as const;
    const hers = by('therapist', 't-1', `${TODAY}T13:01:00Z`);
    await dying((writer) => writer.move({ ...moving, id: 's-1' }, hers));
    expect(await inCare(owner, 't-1')).toBe(false);

    const again = (author: string, id = 's-1', place = to.client) => {
      const writer = createRecordWriter(tables.client, tables.recordsTable);
      return writer.move({ ...moving, id, to: place }, by('therapist', author, `${TODAY}T13:02:00Z`));
    };
    const refused = { refusal: expect.objectContaining({ code: 'not-in-care' }) };
    // Nothing else of that client is hers, nor may it go anywhere else, nor does another finish it who may not see him.
    expect(await again('t-1', 's-2')).toEqual(refused);
    expect(await again('t-1', 's-1', randomUUID())).toEqual(refused);
    expect(await again('t-3')).toEqual(refused);
    expect(await again('t-1')).toEqual({ moved: { earlierVersions: 1 }, isNew: true });
    expect(await again('t-1')).toEqual({ moved: {}, isNew: false });
  });

  it('of the end of a merge leaves no access to what has gone', async () => {
    const owner = newClient();
    const other = { ...owner, client: randomUUID() };
    await write(owner, FILE, session('s-1', 't-1', first));
    await write(other, FILE, session('s-2', 't-2', first), care('t-1', first, '2026-08-10'));
    const pair = { clinicId: owner.clinicId, from: other.client, into: owner.client };
    const writer = createRecordWriter(tables.client, tables.recordsTable);
    await writer.merge(pair, false, later(0));
    await write(other, later(1), session('s-3', 't-1', '2026-08-18'));
    expect(await inCare(owner, 't-1')).toBe(true);
    for (let transactions = 1; transactions < 12; transactions += 1) {
      const dying = createRecordWriter(dyingAfter(transactions), tables.recordsTable);
      const done = await dying.merge(pair, true, later(3)).then(
        () => true,
        () => false,
      );
      if (done) break;
      const held = (await createRecordReader(tables.client, tables.recordsTable).all(owner)).facts;
      const naming = held.filter((fact) => fact.type === 'session' && fact.therapistId === 't-2');
      if (naming.length === 0) expect(await inCare(owner, 't-2')).toBe(false);
    }
    await writer.merge(pair, true, later(3));
    expect([await inCare(owner, 't-1'), await inCare(owner, 't-2')]).toEqual([true, false]);
    expect([await inCare(other, 't-1'), await inCare(other, 't-2')]).toEqual([true, true]);
  });
});
