import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setTimeZone } from '../../../infra/local/command/time-zone.ts';
import { CANNOT_TELL } from '../../../shared/journal/journal-answers.ts';
import { SEALED_FORM } from '../../../shared/pages/journal/journal-form.ts';
import { dateIn } from '../../../shared/records/time/in-zone.ts';
import { erasureReceiptKey, importKey } from '../../../shared/storage/keys/import-keys.ts';
import { clinicCommand, derivedOf, withoutZone } from './clinic-command.ts';
import { type Caller, type Pipeline, sharedPipeline } from './pipeline.ts';
import { signedIn } from './signed-in.ts';

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await sharedPipeline([
    ...['riverside', 'harbour', 'trigger-point-1997', 'rejects', 'erasures', 'clocks'],
    ...['histories', 'goals', 'identity', 'zoned-before', 'zoned-after', 'mill'],
  ]);
});
afterAll(() => pipeline.stop());

const owner = (clinic: string): Caller => ({ clinic, role: 'owner' });
const recorder = (clinic: string): Caller => ({ clinic, role: 'recorder' });
const session = (part: object) => ({
  clientId: 'c-1',
  therapistId: 't-1',
  startedAt: '2026-08-03T10:00:00-05:00',
  endedAt: '2026-08-03T11:00:00-05:00',
  complaint: 'neck-pain',
  techniques: [{ technique: 'deep-tissue', minutes: 50 }],
  painBefore: 7,
  painAfter: 4,
  recordedAt: '2026-08-03T11:05:00-05:00',
  ...part,
});

describe('a published table', () => {
  // Vallbona et al. 1997, Arch Phys Med Rehabil 78:1200; raw pairs in R package asbio, data set magnets.
  it('comes out of the pipeline: the trigger-point study of 1997', async () => {
    const file = await readFile(new URL('../../../examples/trigger-point-1997.csv', import.meta.url), 'utf8');
    await pipeline.drop('trigger-point-1997', 'sessions.csv', file);
    await pipeline.settle();
    expect(await pipeline.importResult('trigger-point-1997', 'sessions.csv')).toMatchObject({
      counts: { accepted: 50 },
    });
    const { techniques } = await pipeline.outcomes('trigger-point-1997');
    const [magnet, placebo] = techniques;
    expect(magnet).toMatchObject({ technique: 'trigger-point-therapy', sessions: 29, clients: 29 });
    expect(magnet!.immediate.improvement.mean).toBeCloseTo(5.2414, 4);
    expect(magnet!.immediate.improvement.sd).toBeCloseTo(3.2366, 4);
    expect(magnet!.immediate.ci95![0]).toBeCloseTo(4.0103, 4);
    expect(magnet!.immediate.ci95![1]).toBeCloseTo(6.4725, 4);
    expect(magnet!.immediate.responders.atLeast30Percent).toMatchObject({ eligible: 29, count: 22 });
    expect(placebo).toMatchObject({ technique: 'relaxation', sessions: 21, clients: 21 });
    expect(placebo!.immediate.improvement.mean).toBeCloseTo(1.0952, 4);
    expect(placebo!.immediate.improvement.sd).toBeCloseTo(1.5781, 4);
    expect(placebo!.immediate.ci95![0]).toBeCloseTo(0.3769, 4);
    expect(placebo!.immediate.ci95![1]).toBeCloseTo(1.8136, 4);
    expect(placebo!.immediate.responders.atLeast30Percent).toMatchObject({ eligible: 21, count: 4 });
  });
});

describe('an upload', () => {
  it('is answered whatever it is called, once, and leaves no dead letter', async () => {
    const lines = (id: string) => `${JSON.stringify({ type: 'session', sessionId: id, ...session({}) })}\n`;
    const csv = `sessionId,clientId,therapistId,startedAt,endedAt,complaint,techniques,recordedAt
s-1,c-1,t-1,2026-08-03T10:00:00-05:00,2026-08-03T11:00:00-05:00,neck-pain,deep-tissue:50,2026-08-03T11:05:00-05:00
`;
    const uploads = {
      'clinic=mill/SESSIONS.CSV': csv,
      'clinic=mill/journal.jsonl': lines('s-2'),
      'clinic=mill/export 2026+.NDJSON': lines('s-3'),
      'clinic=mill/notes.txt': 'hello',
      'clinic=mill/': '',
      'clinic=Mill/sessions.csv': csv,
      'clinic=nobody#s/sessions.csv': csv,
      'mill/sessions.csv': csv,
      'sessions.csv': csv,
    };
    for (const [key, text] of Object.entries(uploads)) await pipeline.dropAt(key, text);
    await pipeline.settle();
    const told = await Promise.all(
      Object.keys(uploads).map(async (key) => {
        const result = JSON.parse(await pipeline.object('ImportsBucketName', `${key}.import/result.json`));
        return [key, result.rows, result.stoppedAt?.reason ?? 'read'];
      }),
    );
    const folder = expect.stringContaining('expected a file in the folder clinic=<id>/ of a clinic');
    expect(told).toEqual([
      ['clinic=mill/SESSIONS.CSV', 1, 'read'],
      ['clinic=mill/journal.jsonl', 1, 'read'],
      ['clinic=mill/export 2026+.NDJSON', 1, 'read'],
      ['clinic=mill/notes.txt', 0, expect.stringContaining('.csv, .ndjson or .jsonl')],
      ['clinic=mill/', 0, folder],
      ['clinic=Mill/sessions.csv', 0, folder],
      ['clinic=nobody#s/sessions.csv', 0, folder],
      ['mill/sessions.csv', 0, folder],
      ['sessions.csv', 0, folder],
    ]);
    expect((await pipeline.outcomes('mill')).techniques).toMatchObject([{ sessions: 3 }]);
  });

  it('ends in an account that adds up to its rows', async () => {
    const visit = (part: object) => JSON.stringify({ type: 'session', ...session(part) });
    const score = (id: string, part: object) =>
      JSON.stringify({
        type: 'pain-score',
        scoreId: id,
        clientId: 'a-1',
        at: '2026-08-04T12:00:00-05:00',
        pain: 3,
        ...part,
      });
    const rows = [
      visit({ sessionId: 'a-s-1', clientId: 'a-1', recordedAt: '2025-08-03T11:05:00-05:00' }),
      visit({ sessionId: 'a-s-1', clientId: 'a-1' }),
      visit({ sessionId: 'a-s-1', clientId: 'a-2', recordedAt: '2026-08-05T11:05:00-05:00' }),
      score('a-p-1', {}),
      score('a-p-1', {}),
      score('a-p-2', { window: 'past-week' }),
      score('a-p-3', { clientId: 'a-unknown' }),
      score('a-p-4', { pain: 11 }),
      score('a-p-5', {}),
      JSON.stringify({ type: 'deletion', of: 'pain-score', id: 'a-p-5', clientId: 'a-1' }),
      JSON.stringify({ type: 'deletion', of: 'pain-score', id: 'a-p-9', clientId: 'a-1' }),
    ];
    await pipeline.drop('mill', 'account.ndjson', rows.join('\n'));
    await pipeline.settle();
    const { body } = await pipeline.request('GET', '/v1/imports?file=account.ndjson', owner('mill'));
    expect(body.account).toEqual({
      rows: rows.length,
      counts: { used: 3, replaced: 1, duplicate: 1, removed: 1, unused: 3, skipped: 0, refused: 2 },
      unused: { 'no-session': 1, 'recall-window': 1, 'nothing-to-remove': 1 },
      refused: { 'out-of-range': 1, 'session.other-client': 1 },
    });
    expect(body.replaced).toMatchObject([{ line: 2, id: 'a-s-1' }]);
    const page = await (await signedIn(pipeline, owner('mill') as { clinic: string; role: string })).page(
      '/imports?file=account.ndjson',
    );
    await pipeline.drop('mill', 'account.ndjson', rows.join('\n'));
    await pipeline.settle();
    const again = (await pipeline.request('GET', '/v1/imports?file=account.ndjson', owner('mill'))).body
      .account;
    expect(again.rows).toBe(rows.length);
    for (const count of Object.values(again.counts)) expect(count).toBeGreaterThanOrEqual(0);
    expect(page.body).toContain('1 earlier version replaced');
    expect(page.body).toContain('1 of a client without a session');
  });

  it('is told to the owner: what was refused, and why', async () => {
    await pipeline.drop('mill', 'may/journal.csv', 'scoreId,clientId,at\n');
    await pipeline.settle();
    const { status, body } = await pipeline.request('GET', '/v1/imports', owner('mill'));
    expect(status).toBe(200);
    expect(body.imports.map(({ file }: { file: string }) => file)).toEqual([
      'SESSIONS.CSV',
      'account.ndjson',
      'export 2026+.NDJSON',
      'journal.jsonl',
      'may/journal.csv',
      'notes.txt',
    ]);
    const one = await pipeline.request('GET', '/v1/imports?file=may%2Fjournal.csv', owner('mill'));
    expect(one).toMatchObject({ status: 200, body: { file: 'may/journal.csv', rows: 0 } });
    const other = await pipeline.request('GET', '/v1/imports?file=may%2Fjournal.csv', owner('harbour'));
    expect(other.status).toBe(404);
    expect((await pipeline.request('GET', '/v1/imports', recorder('mill'))).status).toBe(403);
  });
});

describe('what is refused', () => {
  it('is refused by name, and its neighbours are kept', async () => {
    const line = (id: string, part: object) =>
      JSON.stringify({ type: 'session', sessionId: id, ...session(part) });
    const file = [
      line('s-1', {}),
      line('s-2', { painBefore: 7.5 }),
      line('s-3', { painBefore: '7/10' }),
      line('s-4', { clientName: 'x' }),
      line('s-5', { startedAt: '2026-08-03T10:00:00' }),
      line('s-6', { endedAt: '2026-08-03T09:00:00-05:00' }),
      line('s-7', { clinicId: 'harbour' }),
      line('s-8', {}),
      line('s-9', {}).slice(0, 60),
    ].join('\n');
    await pipeline.drop('rejects', 'may.ndjson', file);
    await pipeline.settle();
    const report = await pipeline.importResult('rejects', 'may.ndjson');
    expect(report.counts).toMatchObject({ accepted: 2, refused: 7 });
    const rows = await pipeline.refusedRows(report);
    expect(rows.map(({ line: at, id, code, path }) => [at, id, code, path])).toEqual([
      [2, 's-2', 'not-an-integer', 'painBefore'],
      [3, 's-3', 'wrong-type', 'painBefore'],
      [4, 's-4', 'unknown-field', 'clientName'],
      [5, 's-5', 'instant-without-offset', 'startedAt'],
      [6, 's-6', 'inconsistent', 'endedAt'],
      [7, 's-7', 'other-clinic', 'clinicId'],
      [9, undefined, 'invalid-json', ''],
    ]);
    expect((await pipeline.outcomes('rejects')).techniques).toMatchObject([{ sessions: 2 }]);
  });

  it('is a whole file when its header is wrong', async () => {
    await pipeline.drop('rejects', 'sessions.csv', 'sessionId,clientId,painBefor\ns-1,c-1,7\n');
    await pipeline.settle();
    const report = await pipeline.importResult('rejects', 'sessions.csv');
    expect(report).toMatchObject({
      rows: 0,
      stoppedAt: { line: 1, reason: expect.stringContaining('painBefor') },
    });
  });

  it('changes nothing when a file is processed twice', async () => {
    const before = await pipeline.outcomes('rejects');
    const file = JSON.stringify({ type: 'session', sessionId: 's-1', ...session({}) });
    await pipeline.drop('rejects', 'again.ndjson', file);
    await pipeline.settle();
    expect(await pipeline.importResult('rejects', 'again.ndjson')).toMatchObject({
      counts: { duplicate: 1 },
    });
    expect(await pipeline.outcomes('rejects')).toEqual(before);
  });
});

describe('the HTTP door', () => {
  it('takes a record, tells a duplicate, a stale version and a conflict', async () => {
    const put = (part: object) =>
      pipeline.request('PUT', '/v1/sessions/s-1', recorder('riverside'), session(part));
    expect(await put({})).toMatchObject({ status: 200, body: { status: 'accepted', id: 's-1' } });
    expect(await put({})).toMatchObject({ status: 200, body: { status: 'duplicate' } });
    expect(await put({ painAfter: 5 })).toMatchObject({ status: 409, body: { code: 'conflict' } });
    const later = { painAfter: 2, recordedAt: '2026-08-04T00:00:00Z' };
    expect(await put(later)).toMatchObject({ status: 200, body: { status: 'accepted' } });
    expect(await put({})).toMatchObject({ status: 200, body: { status: 'stale' } });
    await pipeline.settle();
    expect((await pipeline.outcomes('riverside')).techniques).toMatchObject([
      { technique: 'deep-tissue', sessions: 1, immediate: { n: 1, improvement: { mean: 5 } } },
    ]);
  });

  it('follows a correction that moves a session to another month, and a deletion', async () => {
    const clinic = 'harbour';
    await pipeline.request('PUT', '/v1/sessions/s-1', recorder(clinic), session({}));
    await pipeline.settle();
    const moved = {
      startedAt: '2026-07-30T10:00:00-05:00',
      endedAt: '2026-07-30T11:00:00-05:00',
      recordedAt: '2026-08-05T00:00:00Z',
    };
    await pipeline.request('PUT', '/v1/sessions/s-1', recorder(clinic), session(moved));
    await pipeline.settle();
    expect(await pipeline.outcomes(clinic)).toMatchObject({ from: '2026-07', to: '2026-07' });
    expect(await pipeline.outcomes(clinic, { from: '2026-08', to: '2026-08' })).toMatchObject({
      techniques: [],
    });
    const query = 'clientId=c-1&recordedAt=2026-08-06T00:00:00Z';
    const deleted = await pipeline.request('DELETE', `/v1/sessions/s-1?${query}`, recorder(clinic));
    expect(deleted).toMatchObject({ status: 200, body: { status: 'accepted' } });
    await pipeline.settle();
    expect(await pipeline.outcomes(clinic)).toMatchObject({ from: null, to: null, techniques: [] });
  });

  it('shows nobody what is not his', async () => {
    const status = async (path: string, caller: Caller) =>
      (await pipeline.request('GET', path, caller)).status;
    expect(await status('/v1/outcomes', 'nobody')).toBe(401);
    expect(await status('/v1/outcomes', recorder('riverside'))).toBe(403);
    const timeline = '/v1/clients/c-1/timeline';
    expect(await status(timeline, { clinic: 'riverside', role: 'therapist', therapist: 't-1' })).toBe(200);
    expect(await status(timeline, { clinic: 'riverside', role: 'therapist', therapist: 't-2' })).toBe(404);
    expect(await status(timeline, owner('erasures'))).toBe(404);
  });
});

describe('goals', () => {
  const goal = {
    clientId: 'c-1',
    therapistId: 't-1',
    kind: 'pain',
    measure: 'pain',
    unit: 'score',
    baseline: 7,
    target: 3,
    startsOn: '2026-08-03',
    dueOn: '2026-09-14',
    recordedAt: '2026-08-03T11:00:00Z',
  };

  it('show how far a client has come, to their therapist and to the owner', async () => {
    const clinic = 'goals';
    const records = [
      { type: 'goal', goalId: 'g-1', ...goal },
      { type: 'goal', goalId: 'g-2', ...goal, therapistId: 't-2', clientId: 'c-2' },
      ...[6, 5].map((pain, week) => ({
        type: 'pain-score',
        scoreId: `p-${week}`,
        clientId: 'c-1',
        at: `2026-08-${10 + week * 7}T09:00:00Z`,
        pain,
        recordedAt: '2026-08-20T09:00:00Z',
      })),
    ];
    await pipeline.request('POST', '/v1/records:batch', recorder(clinic), { records });
    await pipeline.settle();
    const hers = await pipeline.request('GET', '/v1/goals?as-of=2026-08-20', {
      clinic,
      role: 'therapist',
      therapist: 't-1',
    });
    expect(hers.body.goals).toMatchObject([
      { goalId: 'g-1', points: 2, latest: { value: 5 }, change: 2, shareOfWay: 0.5, status: 'too-early' },
    ]);
    const all = await pipeline.request('GET', '/v1/goals', owner(clinic));
    expect(all.body.goals.map(({ goalId }: { goalId: string }) => goalId)).toEqual(['g-1', 'g-2']);
  });

  it('move with a correction to another therapist', async () => {
    const clinic = 'goals';
    const handedOver = { ...goal, therapistId: 't-3', recordedAt: '2026-08-21T00:00:00Z' };
    await pipeline.request('PUT', '/v1/goals/g-1', recorder(clinic), handedOver);
    await pipeline.settle();
    const goalsOf = async (therapist: string) =>
      (await pipeline.request('GET', '/v1/goals', { clinic, role: 'therapist', therapist })).body.goals;
    expect(await goalsOf('t-1')).toEqual([]);
    expect(await goalsOf('t-3')).toMatchObject([{ goalId: 'g-1', points: 2 }]);
  });
});

describe('two clocks', () => {
  const clinic = 'clocks';
  const now = Date.now();
  const day = (days: number) => new Date(now + days * 86_400_000).toISOString();
  const put = (type: string, id: string, body: object, caller: Caller = recorder(clinic)) =>
    pipeline.request('PUT', `/v1/${type}/${id}`, caller, body);
  const score = (part: object) => ({ clientId: 'c-1', at: day(-3), pain: 5, recordedAt: day(-3), ...part });

  it.each([
    ['recordedAt', { recordedAt: '9999-12-31T00:00:00Z' }, 'clock.ahead'],
    ['recordedAt', { recordedAt: new Date(Date.now() + 3_600_000).toISOString() }, 'clock.ahead'],
    ['at', { at: '2999-01-01T00:00:00Z' }, 'out-of-range'],
    ['at', { at: '1926-08-03T10:00:00Z' }, 'out-of-range'],
  ])('a score whose %s cannot be is refused', async (path, part, code) => {
    const { status, body } = await put('pain-scores', 'p-refused', score(part));
    expect([status, body.code, body.refusals[0].path]).toEqual([400, code, path]);
  });

  it('a score without a clock is of its arrival: the later one stands, the same has no effect and says so', async () => {
    const { recordedAt: _recordedAt, ...unclocked } = score({ clientId: 'c-2' });
    const answers = [
      await put('pain-scores', 'p-1', unclocked),
      await put('pain-scores', 'p-1', { ...unclocked, pain: 3 }),
      await put('pain-scores', 'p-1', { ...unclocked, pain: 3.0 }),
    ];
    expect(answers.map(({ status, body }) => [status, body.status])).toEqual([
      ...[
        [200, 'accepted'],
        [200, 'accepted'],
        [200, 'duplicate'],
      ],
    ]);
    expect(answers[2]!.body.message).toContain('nothing was changed');
    const timeline = await pipeline.request('GET', '/v1/clients/c-2/timeline', owner(clinic));
    expect(timeline.body.painScores).toMatchObject([{ pain: 3 }]);
  });

  it('a deletion older than what a fast clock wrote acts, and answers with what it removed', async () => {
    await put('pain-scores', 'p-2', score({ recordedAt: day(-1) }));
    const query = `clientId=c-1&recordedAt=${day(-2)}`;
    const path = `/v1/pain-scores/p-2?${query}`;
    const deleted = await pipeline.request('DELETE', path, recorder(clinic));
    expect(deleted.body).toEqual({ id: 'p-2', status: 'accepted', removed: { 'pain-score': 1 } });
    expect((await put('pain-scores', 'p-2', score({ recordedAt: day(-1) }))).body.status).toBe('stale');
    expect((await pipeline.request('DELETE', path, recorder(clinic))).body.status).toBe('duplicate');
    expect((await pipeline.request('GET', '/v1/clients/c-1/timeline', owner(clinic))).status).toBe(404);
  });

  it('a client changes what came by his own door, and nothing else', async () => {
    const client: Caller = { clinic, role: 'client', client: 'c-3' };
    await put('pain-scores', 'p-3', score({ clientId: 'c-3' }));
    expect(
      await put('pain-scores', 'p-3', score({ clientId: 'c-3', pain: 0, recordedAt: day(-1) }), client),
    ).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    await put('pain-scores', 'p-4', score({ clientId: 'c-3' }), client);
    const own = await put(
      'pain-scores',
      'p-4',
      score({ clientId: 'c-3', pain: 0, recordedAt: day(-1) }),
      client,
    );
    expect(own).toMatchObject({ status: 200, body: { status: 'accepted' } });
  });

  it('an erasure reaches what was recorded after it, with a receipt that can be checked', async () => {
    await put('sessions', 's-1', session({ clientId: 'c-4' }));
    await put('pain-scores', 'p-5', score({ clientId: 'c-4', recordedAt: day(-1) }));
    const holdings = async (clientId: string) =>
      (await pipeline.request('GET', `/v1/clients/${clientId}/holdings`, owner(clinic))).body;
    expect(await holdings('c-4')).toEqual({
      clientId: 'c-4',
      holdings: { session: 1, 'pain-score': 1, care: 1 },
    });
    const erase = (clientId: string) =>
      pipeline.request('DELETE', `/v1/clients/${clientId}?recordedAt=${day(-2)}`, owner(clinic));
    const { body } = await erase('c-4');
    expect(body).toMatchObject({ status: 'accepted', removed: { session: 1, 'pain-score': 1 } });
    expect(JSON.stringify(body.receipt)).not.toContain('c-4');
    const nothing = { holdings: {}, message: 'nothing is held under this client id' };
    expect(await holdings('c-4')).toMatchObject(nothing);
    expect(await holdings('c-never')).toMatchObject(nothing);
    const never = (await erase('c-never')).body;
    expect(never).toMatchObject({ removed: {}, message: expect.stringContaining('nothing was held') });
    expect(never.receipt.remains.at(-1).until).toBeDefined();

    const verify = (shown: object, caller = owner(clinic)) =>
      pipeline.request('POST', '/v1/receipts:verify', caller, shown);
    const { receipt } = body;
    expect((await verify({ receipt, clientId: 'c-4' })).body).toEqual({ valid: true, isOfClient: true });
    expect((await verify({ receipt, clientId: 'c-1' })).body).toEqual({ valid: true, isOfClient: false });
    const changed = { ...receipt, removed: { session: 2, 'pain-score': 1 } };
    for (const other of [changed, { ...receipt, signature: '0'.repeat(64) }, { signature: 7 }]) {
      expect((await verify({ receipt: other })).body).toMatchObject({ valid: false });
    }
    expect((await verify({ receipt }, owner('harbour'))).body).toMatchObject({ valid: false });
    expect((await verify({ receipt }, recorder(clinic))).status).toBe(403);

    // The same again, by another door: it tells the same.
    const row = { type: 'erasure', clientId: 'c-4', recordedAt: day(-2) };
    await pipeline.drop(clinic, 'erasures.ndjson', `${JSON.stringify(row)}\n`);
    await pipeline.settle();
    const beside = erasureReceiptKey(importKey({ clinicId: clinic, name: 'erasures.ndjson' }), 1);
    expect(JSON.parse(await pipeline.object('ImportsBucketName', beside))).toEqual(receipt);
  });

  it('a slip in the journal is corrected by sending the form again', async () => {
    await put('sessions', 's-2', session({ clientId: 'c-5' }));
    const asked = await pipeline.request('POST', '/v1/clients/c-5/journal-link', owner(clinic));
    const form = await (await fetch(asked.body.url)).text();
    const sealed = new RegExp(`name="${SEALED_FORM}" value="([^"]+)"`).exec(form)![1]!;
    for (const pain of ['8', '8', '3']) {
      const body = new URLSearchParams({ [SEALED_FORM]: sealed, pain, soreness: CANNOT_TELL });
      const sent = await fetch(asked.body.url, { method: 'POST', body, redirect: 'manual' });
      expect([sent.status, await sent.text()]).toEqual([303, '']);
    }
    const timeline = await pipeline.request('GET', '/v1/clients/c-5/timeline', owner(clinic));
    expect(timeline.body.painScores).toMatchObject([{ pain: 3 }]);
  });
});

describe('the history of a record', () => {
  const clinic = 'histories';

  it('says what it was, who changed it and through which door, to the owner only', async () => {
    const put = (id: string, part: object, caller: Caller) =>
      pipeline.request('PUT', `/v1/sessions/${id}`, caller, session(part));
    await put('s-1', {}, recorder(clinic));
    await put('s-1', { painAfter: 1, recordedAt: '2026-08-04T00:00:00Z' }, owner(clinic));
    await put('s-2', {}, recorder(clinic));
    await pipeline.request('DELETE', '/v1/sessions/s-2?clientId=c-1', owner(clinic));
    const history = (of: string, id: string, caller: Caller) =>
      pipeline.request('GET', `/v1/clients/c-1/history?of=${of}&id=${id}`, caller);
    const { body } = await history('session', 's-1', owner(clinic));
    expect(body).toMatchObject({
      clientId: 'c-1',
      of: 'session',
      id: 's-1',
      versions: [
        { door: 'owner', author: expect.any(String), content: { painAfter: 1 } },
        { door: 'recorder', author: expect.any(String), content: { painAfter: 4 } },
      ],
    });
    expect((await history('session', 's-2', owner(clinic))).body.versions).toMatchObject([
      { door: 'owner', deleted: true },
    ]);
    expect((await history('session', 's-9', owner(clinic))).status).toBe(404);
    expect((await history('diary', 's-1', owner(clinic))).body.refusals[0].path).toBe('of');
    expect((await history('session', 's 1', owner(clinic))).body.refusals[0].path).toBe('id');
    const others: Caller[] = [recorder(clinic), { clinic, role: 'therapist', therapist: 't-1' }];
    for (const caller of others) expect((await history('session', 's-1', caller)).status).toBe(403);
    expect((await history('session', 's-1', owner('clocks'))).status).toBe(404);
  });

  it('stands on a page, in words', async () => {
    const find = await signedIn(pipeline, { clinic, role: 'owner' });
    await pipeline.settle();
    const [client] = await pipeline.pseudonyms(clinic);
    expect((await find.page(`/clients/${client}`)).body).toContain(`/clients/${client}/history`);
    const { body } = await find.page(`/clients/${client}/history`);
    for (const words of [
      'Session s-1',
      'pain 7 before, 1 after',
      'pain 7 before, 4 after',
      'practice system ',
      'owner ',
      'deleted',
    ]) {
      expect(body).toContain(words);
    }
    const therapist = await signedIn(pipeline, { clinic, role: 'therapist', therapist: 't-1' });
    expect((await therapist.page(`/clients/${client}/history`)).status).toBe(403);
  });
});

describe('erasure', () => {
  it('takes everything of a client away, also what is derived, and keeps it away', async () => {
    const clinic = 'erasures';
    const put = (id: string, part: object) =>
      pipeline.request('PUT', `/v1/sessions/${id}`, recorder(clinic), session(part));
    await put('s-1', {});
    await put('s-2', { clientId: 'c-2' });
    await pipeline.settle();
    expect((await pipeline.outcomes(clinic)).techniques).toMatchObject([{ sessions: 2, clients: 2 }]);
    const erased = await pipeline.request('DELETE', '/v1/clients/c-1', owner(clinic), {
      recordedAt: '2026-08-10T00:00:00Z',
    });
    expect(erased.status).toBe(200);
    await pipeline.settle();
    expect((await pipeline.outcomes(clinic)).techniques).toMatchObject([{ sessions: 1, clients: 1 }]);
    expect(await put('s-1', {})).toMatchObject({ status: 409, body: { code: 'erased' } });
    expect((await pipeline.request('GET', '/v1/clients/c-1/timeline', owner(clinic))).status).toBe(404);
  });
});

describe('whose a record is', () => {
  const clinic = 'identity';
  const put = (id: string, part: object) =>
    pipeline.request('PUT', `/v1/sessions/${id}`, recorder(clinic), session(part));
  const timeline = async (client: string) => {
    const { status, body } = await pipeline.request('GET', `/v1/clients/${client}/timeline`, owner(clinic));
    return status === 404 ? [] : body.sessions.map(({ sessionId }: { sessionId: string }) => sessionId);
  };

  it('is one client, until a move says that it is another, and counts once', async () => {
    await put('s-1', { clientId: 'c-1' });
    expect(await put('s-1', { clientId: 'c-2', recordedAt: '2026-08-04T09:00:00Z' })).toMatchObject({
      status: 409,
      body: { code: 'session.other-client' },
    });
    const move = { of: 'session', id: 's-1', fromClientId: 'c-1', toClientId: 'c-2' };
    const therapist = { clinic, role: 'therapist', therapist: 't-1' };
    expect(await pipeline.request('POST', '/v1/moves', therapist, move)).toMatchObject({ status: 403 });
    expect(await pipeline.request('POST', '/v1/moves', owner(clinic), move)).toMatchObject({
      status: 200,
      body: { status: 'accepted', moved: { session: 1 } },
    });
    await pipeline.settle();
    expect([await timeline('c-1'), await timeline('c-2')]).toEqual([[], ['s-1']]);
    expect((await pipeline.outcomes(clinic)).techniques).toMatchObject([{ sessions: 1, clients: 1 }]);
  });

  it('and two ids are one person from a merge until it is undone', async () => {
    await put('s-2', { clientId: 'c-3', startedAt: '2026-08-10T10:00:00Z', endedAt: '2026-08-10T11:00:00Z' });
    const merge = { clientId: 'c-3', into: 'c-2' };
    const file = JSON.stringify({ type: 'merge', ...merge });
    await pipeline.drop(clinic, 'merges.ndjson', file);
    await pipeline.settle();
    expect(await timeline('c-3')).toEqual(['s-1', 's-2']);
    expect((await pipeline.outcomes(clinic)).techniques).toMatchObject([{ sessions: 2, clients: 1 }]);
    await pipeline.request('POST', '/v1/merges', recorder(clinic), { ...merge, undo: true });
    await pipeline.settle();
    expect([await timeline('c-2'), await timeline('c-3')]).toEqual([['s-1'], ['s-2']]);
    expect((await pipeline.outcomes(clinic)).techniques).toMatchObject([{ sessions: 2, clients: 2 }]);
  });

  it('and what cannot be is told to the owner, in the API and on a page', async () => {
    const overlapping = { startedAt: '2026-08-03T10:30:00-05:00', endedAt: '2026-08-03T11:30:00-05:00' };
    await put('s-3', { clientId: 'c-2', therapistId: 't-2', ...overlapping });
    await pipeline.settle();
    const { body } = await pipeline.request('GET', '/v1/checks?from=2026-08&to=2026-08', owner(clinic));
    expect(body).toMatchObject({
      monthsLookedAt: ['2026-08'],
      findings: [{ check: 'client-in-two-places', sessions: [{ sessionId: 's-1' }, { sessionId: 's-3' }] }],
    });
    const browser = await signedIn(pipeline, { clinic, role: 'owner' });
    const { status, body: page } = await browser.page('/checks?from=2026-08&to=2026-08');
    expect(status).toBe(200);
    expect(page).toContain('A client at two places at once');
    expect((await browser.page('/owner')).body).toContain('href="/checks?from=2026-08&amp;to=2026-08"');
  });
});

describe("a clinic's time zone", () => {
  const [before, after] = ['zoned-before', 'zoned-after'];
  /** One and the same in a client's own offset and in UTC. */
  const local = (text: string) => `${text}-05:00`;
  const utc = (text: string) => new Date(local(text)).toISOString();
  const evenings = (clientId: string, written: (text: string) => string) => {
    const own = { clientId, therapistId: 't-1' };
    const sessionOf = (id: string, day: string, painBefore: number, painAfter: number) => ({
      ...session({ ...own, startedAt: written(`${day}T19:30:00`), endedAt: written(`${day}T20:30:00`) }),
      ...{
        type: 'session',
        sessionId: `${clientId}-${id}`,
        painBefore,
        painAfter,
        recordedAt: utc(`${day}T20:35:00`),
      },
    });
    const score = (id: string, at: string, pain: number) => ({
      ...{
        type: 'pain-score',
        scoreId: `${clientId}-${id}`,
        clientId,
        at: written(at),
        pain,
        recordedAt: utc(at),
      },
    });
    const goal = {
      ...{ type: 'goal', goalId: `g-${clientId}`, ...own, kind: 'pain', measure: 'pain', unit: 'score' },
      ...{
        baseline: 7,
        target: 3,
        startsOn: '2026-08-03',
        dueOn: '2026-08-31',
        recordedAt: '2026-08-03T12:00:00Z',
      },
    };
    return [
      goal,
      sessionOf('s-1', '2026-08-03', 6, 4),
      score('p-1', '2026-08-10T21:30:00', 5),
      score('p-2', '2026-08-31T21:30:00', 3),
      // Only after the due date if the day is that of UTC; and in another year.
      sessionOf('s-2', '2026-08-31', 3, 1),
      sessionOf('s-3', '2026-12-31', 6, 3),
    ];
  };
  // The one client is only known by evenings: in UTC the last day is the next month's.
  const RECORDS = [...evenings('c-local', local), ...evenings('c-utc', utc)];
  const verdicts = async (clinic: string) => {
    const { body } = await pipeline.request('GET', '/v1/goals?as-of=2026-09-15', owner(clinic));
    return Object.fromEntries(
      body.goals.map((goal: { goalId: string; status: string; points: number }) => [
        goal.goalId,
        `${goal.status}, ${goal.points} values`,
      ]),
    );
  };
  const dayNotes = async (clinic: string) => {
    const [whole, month] = await Promise.all([
      pipeline.outcomes(clinic),
      pipeline.outcomes(clinic, { from: '2026-08', to: '2026-08' }),
    ]);
    const notes = [whole, month].map(({ dataQuality }) =>
      dataQuality.notes.filter((note) => note.startsWith('days: ')),
    );
    expect(notes[0]).toEqual(notes[1]);
    return notes[0];
  };
  const sessionsOf = async (clinic: string, month: string) =>
    (await pipeline.outcomes(clinic, { from: month, to: month })).techniques.map(({ sessions }) => sessions);
  const send = async (clinic: string) => {
    const { body } = await pipeline.request('POST', '/v1/records:batch', recorder(clinic), {
      records: RECORDS,
    });
    expect(body.counts ?? body).not.toHaveProperty('refused');
    await pipeline.settle();
  };

  it('decides on days and months, whatever the offsets, before the records come or after', async () => {
    await send(after!);
    expect(await verdicts(after!)).toEqual({
      'g-c-local': 'attained, 4 values',
      'g-c-utc': 'missed, 2 values',
    });
    expect(await sessionsOf(after!, '2026-08')).toEqual([3]);
    expect(await dayNotes(after!)).toEqual([expect.stringContaining('(-05:00, +00:00)')]);
    const asWritten = await derivedOf(pipeline, after!);

    await setTimeZone(pipeline.cloud, [before!], 'America/Chicago');
    await send(before!);
    await setTimeZone(pipeline.cloud, [after!], 'America/Chicago');
    await pipeline.settle();
    for (const clinic of [before!, after!]) {
      expect(await verdicts(clinic)).toEqual({
        'g-c-local': 'attained, 4 values',
        'g-c-utc': 'attained, 4 values',
      });
      expect(await dayNotes(clinic)).toEqual([]);
      expect(await sessionsOf(clinic, '2026-08')).toEqual([4]);
      expect(await sessionsOf(clinic, '2026-09')).toEqual([]);
      expect(await sessionsOf(clinic, '2027-01')).toEqual([]);
    }
    const zoned = await derivedOf(pipeline, after!);
    expect(zoned).not.toEqual(asWritten);
    expect(zoned).toEqual(await derivedOf(pipeline, before!));
    // What is held keeps the sender's spelling: taken back, everything is as it was.
    await withoutZone(pipeline, after!);
    await pipeline.settle();
    expect(await derivedOf(pipeline, after!)).toEqual(asWritten);
  });

  it('is told to the owner, with all else that the clinic has said of itself', async () => {
    await clinicCommand(pipeline, 'set', before!, '--opened-on', '2019-01-01', '--take-over', 'forbidden');
    const shown = await clinicCommand(pipeline, 'show', before!);
    expect(shown).toMatch(/time zone +America\/Chicago/);
    expect(shown).toMatch(/opened on +2019-01-01/);
    pipeline.cloud.killEnvironments(); // so that the answer is none from a minute ago
    expect(await pipeline.request('GET', '/v1/settings', owner(before!))).toMatchObject({
      status: 200,
      body: { clinicId: before, timeZone: 'America/Chicago', openedOn: '2019-01-01', takeOver: 'forbidden' },
    });
    expect((await pipeline.request('GET', '/v1/settings', recorder(before!))).status).toBe(403);
  });

  it('is where it is today, too', async () => {
    // They are never on the same day.
    const zones = { [before!]: 'Etc/GMT+12', [after!]: 'Pacific/Kiritimati' };
    for (const [clinic, zone] of Object.entries(zones)) await setTimeZone(pipeline.cloud, [clinic], zone);
    for (const [clinic, zone] of Object.entries(zones)) {
      const days = [dateIn(new Date(), zone)];
      const { body } = await pipeline.request('GET', '/v1/goals', owner(clinic));
      expect([...days, dateIn(new Date(), zone)]).toContain(body.asOf);
    }
  });
});
