import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gatherOutcomes } from '../../infra/offline/gather-outcomes.ts';
import { recordPaths } from '../../infra/offline/record-paths.ts';
import { accountText } from '../../shared/reports/terminal/account-text.ts';

/** What became of every row of small files, as their owners would expect it. */

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rows-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const session = (part: object) => ({
  ...{ type: 'session', sessionId: 's-1', clientId: 'p-1', therapistId: 't-1' },
  ...{ startedAt: '2026-08-03T18:00:00-05:00', endedAt: '2026-08-03T19:00:00-05:00', complaint: 'neck-pain' },
  techniques: [{ technique: 'deep-tissue', minutes: 45, bodyRegion: 'neck' }],
  ...{ painBefore: 7, painAfter: 5, recordedAt: '2026-08-03T19:05:00-05:00' },
  ...part,
});
const score = (at: string, part: object) => ({
  ...{ type: 'pain-score', scoreId: 'd-1', clientId: 'p-1', at, pain: 4, recordedAt: at },
  ...part,
});
const without = (record: object, field: string) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== field));

type Rows = Record<string, object[]>;
let runs = 0;

async function gathered(files: Rows | object[]) {
  runs += 1;
  const labels = Object.entries(Array.isArray(files) ? { 'x.ndjson': files } : files).map(
    ([name, records]) => {
      const label = `${runs}-${name}`;
      writeFileSync(join(folder, label), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
      return label;
    },
  );
  return gatherOutcomes(recordPaths(labels, [folder]), {
    ...{ clinic: 'mill', months: { from: null, to: null }, threads: 0 },
    arrivedAt: '2026-11-28T12:00:00Z',
  });
}

function scoresOf({ table }: Awaited<ReturnType<typeof gathered>>) {
  const { before, after } = table.sessions;
  return Array.from({ length: table.sessions.length }, (_, row) => [before.at(row), after.at(row)]);
}

describe('a version that another one replaced', () => {
  test('is told with what it said, and by which row', async () => {
    const { account, told } = await gathered([
      session({}),
      score('2026-08-05T08:00:00-05:00', { bodyRegion: 'neck' }),
      score('2026-08-05T20:00:00-05:00', { bodyRegion: 'neck', pain: 2 }),
    ]);
    expect(account).toMatchObject({ rows: 3, counts: { used: 2, replaced: 1 } });
    const text = accountText(account, told);
    expect(text).toContain('3 rows read: 2 used, 1 earlier version replaced.');
    expect(text).toMatch(/x\.ndjson:2 {2}d-1 \(2026-08-05 08:00, pain 4\): replaced by\s+\S+x\.ndjson:3$/m);
  });

  test('of another day may be another visit under the same id', async () => {
    const year = { startedAt: '2025-08-03T18:00:00-05:00', endedAt: '2025-08-03T19:00:00-05:00' };
    const { account, told } = await gathered([
      session({ ...year, recordedAt: '2025-08-03T19:05:00-05:00' }),
      session({}),
    ]);
    expect(account.counts).toMatchObject({ used: 1, replaced: 1 });
    expect(accountText(account, told).replace(/\s+/g, ' ')).toContain(
      '(2025-08-03 18:00, pain 7 before and 5 after): replaced by',
    );
    expect(told).toMatchObject([{ otherDay: true }]);
  });

  test('and comes later in the files is replaced all the same', async () => {
    const later = session({ painAfter: 3, recordedAt: '2026-08-04T09:00:00-05:00' });
    for (const rows of [
      [session({}), later],
      [later, session({})],
    ]) {
      const found = await gathered(rows);
      expect(found.account.counts).toMatchObject({ used: 1, replaced: 1 });
      expect(scoresOf(found)).toEqual([[7, 3]]);
    }
  });
});

describe('the same in another spelling is a duplicate', () => {
  test.each([
    ['recordedAt in UTC', session({}), session({ recordedAt: '2026-08-04T00:05:00Z' })],
    [
      'start and end in UTC',
      session({}),
      session({ startedAt: '2026-08-03T23:00:00Z', endedAt: '2026-08-04T01:00:00+01:00' }),
    ],
    [
      '-00:00',
      score('2026-08-05T00:05:00-00:00', { recordedAt: '2026-08-05T00:06:00-00:00' }),
      score('2026-08-05T00:05:00Z', { recordedAt: '2026-08-05T00:06:00Z' }),
    ],
    ['a fraction of zeros', score('2026-08-05T00:05:00Z', {}), score('2026-08-05T00:05:00.000Z', {})],
    [
      'a measurement in UTC',
      { ...measurement(), at: '2026-08-20T09:00:00-05:00', recordedAt: '2026-08-20T09:01:00-05:00' },
      { ...measurement(), at: '2026-08-20T14:00:00Z', recordedAt: '2026-08-20T14:01:00Z' },
    ],
  ])('%s', async (_, first, second) => {
    const { account } = await gathered([first, second]);
    expect(account.counts).toMatchObject({ duplicate: 1, refused: 0, replaced: 0 });
  });
});

function measurement() {
  return { type: 'measurement', measurementId: 'm-1', clientId: 'p-1', goalId: 'g-1', value: 38 };
}

describe('without recordedAt', () => {
  const undated = (part: object) => without(session(part), 'recordedAt');

  test('the later row wins, and the same again is a duplicate', async () => {
    const found = await gathered([
      undated({ painAfter: 9 }),
      undated({ painAfter: 4 }),
      undated({ painAfter: 4 }),
    ]);
    expect(scoresOf(found)).toEqual([[7, 4]]);
    expect(found.account.counts).toMatchObject({ used: 1, replaced: 1, duplicate: 1 });
  });

  test('what comes after its deletion is held again', async () => {
    const removed = { type: 'deletion', of: 'session', id: 's-1', clientId: 'p-1' };
    const found = await gathered([undated({}), removed, undated({ painAfter: 2 })]);
    expect(scoresOf(found)).toEqual([[7, 2]]);
    expect(found.account.counts).toMatchObject({ used: 2, removed: 1 });
  });
});

test('two versions of one instant are a conflict between systems, whichever comes first', async () => {
  for (const [first, second] of [
    [9, 4],
    [4, 9],
  ] as const) {
    const found = await gathered({
      'a.ndjson': [session({ painAfter: first })],
      'b.ndjson': [session({ painAfter: second })],
    });
    expect(scoresOf(found)).toEqual([[7, first]]);
    expect(found.account.refused).toEqual({ conflict: 1 });
    expect(found.refused[1]!.first[0]!.message).toContain(`${runs}-a.ndjson:1`);
  }
});

describe('an id under two clients', () => {
  test('is refused for the second one, and both are named', async () => {
    const found = await gathered([
      session({}),
      session({ clientId: 'p-2', recordedAt: '2026-08-04T10:05:00-05:00' }),
    ]);
    expect(scoresOf(found)).toEqual([[7, 5]]);
    expect(found.account).toMatchObject({ counts: { used: 1 }, refused: { 'session.other-client': 1 } });
    const [refusal] = found.refused[0]!.first;
    expect(refusal).toMatchObject({ line: 2, id: 's-1', code: 'session.other-client', path: 'clientId' });
    expect(refusal!.message).toMatch(/p-1's, from \S+:1, and not p-2's/);
  });

  test.each([
    [
      'deleted',
      { type: 'deletion', of: 'session', id: 's-1', clientId: 'p-1', recordedAt: '2026-08-04T09:00:00Z' },
    ],
    ['erased', { type: 'erasure', clientId: 'p-1', recordedAt: '2026-08-04T09:00:00Z' }],
  ])('is free again when it was %s', async (_, removal) => {
    const found = await gathered([
      session({}),
      removal,
      session({ clientId: 'p-2', recordedAt: '2026-08-04T10:05:00-05:00', painAfter: 1 }),
    ]);
    expect(scoresOf(found)).toEqual([[7, 1]]);
    expect(found.account.counts).toMatchObject({ used: 2, removed: 1, refused: 0 });
  });

  test('holds for journal entries', async () => {
    const entry = score('2026-08-05T08:00:00-05:00', {});
    const { account } = await gathered([session({}), entry, { ...entry, clientId: 'p-2' }]);
    expect(account.refused).toEqual({ 'pain-score.other-client': 1 });
  });

  test('holds for goals', async () => {
    const goal = {
      ...{ type: 'goal', goalId: 'g-1', clientId: 'p-1', therapistId: 't-1', kind: 'pain', measure: 'pain' },
      ...{ unit: 'score', baseline: 7, target: 3, startsOn: '2026-08-01', dueOn: '2026-09-12' },
      recordedAt: '2026-08-01T10:00:00Z',
    };
    const { account, goals } = await gathered([goal, { ...goal, clientId: 'p-2' }]);
    expect(account.refused).toEqual({ 'goal.other-client': 1 });
    expect(goals.map(({ client }) => client)).toEqual(['p-1']);
  });
});

describe('whose a record is', () => {
  const move = { type: 'move', of: 'session', id: 's-1', fromClientId: 'p-1', toClientId: 'p-2' };
  const merge = { type: 'merge', clientId: 'p-1', into: 'p-2' };
  const ofOther = session({ sessionId: 's-2', clientId: 'p-2', painAfter: 4 });
  const clientsOf = ({ table }: Awaited<ReturnType<typeof gathered>>) =>
    new Set(table.sessions.client.values).size;

  test('a move puts a record under another client', async () => {
    const journal = score('2026-08-05T08:00:00-05:00', { clientId: 'p-2' });
    const found = await gathered([session({}), ofOther, journal, move]);
    expect(clientsOf(found)).toBe(1);
    expect(found.account.counts).toMatchObject({ used: 4, refused: 0 });
    // What comes for the old client afterwards is no second fact.
    const again = await gathered([session({}), ofOther, move, session({}), move]);
    expect(clientsOf(again)).toBe(1);
    expect(again.account).toMatchObject({
      counts: { used: 3, duplicate: 1 },
      refused: { 'session.other-client': 1 },
    });
  });

  test('a move acts when it arrives, and what is not held is refused', async () => {
    const found = await gathered([move, session({}), ofOther]);
    expect(clientsOf(found)).toBe(2);
    expect(found.account.refused).toEqual({ 'move.not-held': 1 });
    expect(found.refused[0]!.first).toMatchObject([{ line: 1, type: 'move', id: 's-1', path: 'id' }]);
  });

  test('a move takes earlier versions and removals along', async () => {
    const later = session({ clientId: 'p-2', painAfter: 1, recordedAt: '2026-08-04T09:00:00Z' });
    const found = await gathered([session({}), move, later]);
    expect(scoresOf(found)).toEqual([[7, 1]]);
    expect(found.account.counts).toMatchObject({ used: 2, replaced: 1 });
    // Erased under the new client, it does not come back under the old one.
    for (const removal of [
      { type: 'erasure', clientId: 'p-2' },
      { type: 'deletion', of: 'session', id: 's-1', clientId: 'p-2' },
    ]) {
      const gone = await gathered([session({}), move, removal, session({})]);
      expect(gone.table.sessions.length).toBe(0);
    }
  });

  test('a merge makes two ids one person, whose scores count for all sessions', async () => {
    const journal = score('2026-08-05T08:00:00-05:00', { clientId: 'p-1' });
    const apart = await gathered([ofOther, journal]);
    expect(apart.account.unused).toEqual({ 'no-session': 1 });
    for (const rows of [
      [ofOther, journal, merge],
      [merge, ofOther, journal],
      [merge, ofOther, journal, merge],
    ]) {
      const found = await gathered(rows);
      expect(found.account.unused).toEqual({});
      expect(found.table.sessions.sustained.at(0)).toBe(4);
    }
    const undone = await gathered([ofOther, journal, merge, { ...merge, undo: true }]);
    expect(undone.account).toMatchObject({ counts: { used: 3 }, unused: { 'no-session': 1 } });
  });

  test('a record that is moved to a client who was erased before stays', async () => {
    const erasure = { type: 'erasure', clientId: 'p-2', recordedAt: '2026-08-20T09:00:00Z' };
    const found = await gathered([session({}), erasure, move]);
    expect(clientsOf(found)).toBe(1);
  });

  test('merges that contradict are refused, each with its reason', async () => {
    const back = { type: 'merge', clientId: 'p-2', into: 'p-1' };
    const elsewhere = { type: 'merge', clientId: 'p-1', into: 'p-3' };
    const { account } = await gathered([session({}), ofOther, merge, back, elsewhere, move]);
    expect(account.refused).toEqual({ 'merge.circle': 1, 'merge.elsewhere': 1, 'move.one-person': 1 });
  });

  test('an erasure reaches all ids of a person', async () => {
    const found = await gathered([session({}), ofOther, merge, { type: 'erasure', clientId: 'p-2' }]);
    expect(found.table.sessions.length).toBe(0);
    expect(found.account.counts).toMatchObject({ removed: 2, used: 2 });
  });
});

describe('removals act on everything that came before them', () => {
  const erasure = { type: 'erasure', clientId: 'p-1', recordedAt: '2026-08-20T09:00:00-05:00' };

  test('an erasure takes back what is dated after it, and a file named twice brings nothing back', async () => {
    const rows = [
      session({}),
      session({ sessionId: 's-2', clientId: 'p-2' }),
      score('2026-08-11T12:00:00-05:00', { recordedAt: '2026-09-11T12:01:00-05:00' }),
      erasure,
    ];
    const once = await gathered(rows);
    expect(once.table.sessions.length).toBe(1);
    expect(once.account.counts).toMatchObject({ used: 2, removed: 2 });
    const twice = await gathered([...rows, ...rows]);
    expect(twice.table.sessions.length).toBe(1);
    expect(twice.account.counts).toMatchObject({ used: 2, removed: 4, duplicate: 2 });
  });

  test('a deletion takes back a version that is dated after it', async () => {
    const removal = {
      type: 'deletion',
      of: 'session',
      id: 's-1',
      clientId: 'p-1',
      recordedAt: '2026-08-03T19:00:00-05:00',
    };
    const found = await gathered([session({}), removal, session({})]);
    expect(found.table.sessions.length).toBe(0);
    expect(found.account.counts).toMatchObject({ used: 1, removed: 1, duplicate: 1 });
  });

  test('a deletion of what is not here is told', async () => {
    const { account } = await gathered([
      session({}),
      { type: 'deletion', of: 'session', id: 's-9', clientId: 'p-1', recordedAt: '2026-08-04T09:00:00Z' },
    ]);
    expect(account).toMatchObject({ counts: { used: 1 }, unused: { 'nothing-to-remove': 1 } });
  });
});

describe('times that cannot be', () => {
  test.each([
    [
      'a session in 2062',
      session({ startedAt: '2062-08-12T09:00:00-05:00', endedAt: '2062-08-12T10:00:00-05:00' }),
      'out-of-range',
      'startedAt',
    ],
    ['a score in 1926', score('1926-08-05T08:00:00Z', {}), 'out-of-range', 'at'],
    ['a measurement in 2031', { ...measurement(), at: '2031-01-01T00:00:00Z' }, 'out-of-range', 'at'],
    [
      'a clock that is ahead',
      score('2026-08-05T08:00:00Z', { recordedAt: '2027-08-11T12:01:00-05:00' }),
      'clock.ahead',
      'recordedAt',
    ],
  ])('%s is refused, and nothing else', async (_, row, code, path) => {
    const found = await gathered([session({ sessionId: 's-0' }), row]);
    expect(found.account).toMatchObject({ rows: 2, counts: { used: 1 }, refused: { [code]: 1 } });
    expect(found.refused[0]!.first).toMatchObject([{ line: 2, code, path }]);
  });
});

describe('accepted, but used by nothing yet', () => {
  const goal = {
    ...{
      type: 'goal',
      goalId: 'g-1',
      clientId: 'p-1',
      therapistId: 't-1',
      kind: 'function',
      measure: 'psfs:reading',
    },
    ...{ unit: 'score', baseline: 3, target: 8, startsOn: '2026-08-01', dueOn: '2026-09-12' },
    recordedAt: '2026-08-01T10:00:00Z',
  };
  const pain = {
    ...goal,
    goalId: 'g-2',
    kind: 'pain',
    measure: 'pain',
    bodyRegion: 'knee',
    baseline: 7,
    target: 3,
  };
  const inTime = '2026-08-05T08:00:00-05:00';
  test.each([
    ['no-session', [score(inTime, { clientId: 'p-9' })]],
    ['no-session', [{ type: 'consent', clientId: 'p-9', partnerReports: true, recordedAt: inTime }]],
    ['recall-window', [score(inTime, { window: 'past-week' })]],
    ['body-region', [score(inTime, { bodyRegion: 'knee' })]],
    ['time', [score('2026-08-02T08:00:00-05:00', {})]],
    ['time', [score('2026-10-30T08:00:00-05:00', {})]],
    // Soreness is asked about for a week, pain as long as the course lasts.
    ['time', [without(score('2026-08-20T08:00:00-05:00', { soreness: 2 }), 'pain')]],
    [undefined, [score('2026-08-20T08:00:00-05:00', {})]],
    ['no-goal', [{ ...measurement(), at: inTime }]],
    ['off-scale', [goal, { ...measurement(), at: inTime, value: 38 }]],
    ['time', [goal, { ...measurement(), at: '2026-10-01T08:00:00Z', value: 5 }]],
    [undefined, [goal, { ...measurement(), at: inTime, value: 5 }]],
    // A goal may ask for a region that no session treats.
    [undefined, [pain, score(inTime, { bodyRegion: 'knee' })]],
  ])('%s', async (reason, rows) => {
    const { account } = await gathered([session({}), ...rows]);
    expect(account.unused).toEqual(reason === undefined ? {} : { [reason]: 1 });
    expect(account.counts.used).toBe(rows.length + (reason === undefined ? 1 : 0));
    expect(account.rows).toBe(rows.length + 1);
  });
});
