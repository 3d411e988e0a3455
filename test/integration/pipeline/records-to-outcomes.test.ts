import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setTimeZone } from '../../../infra/local/command/time-zone.ts';
import { dateIn } from '../../../shared/records/in-zone.ts';
import { clinicCommand, derivedOf, withoutZone } from './clinic-command.ts';
import { type Caller, type Pipeline, startPipeline } from './pipeline.ts';

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await startPipeline([
    'riverside',
    'harbour',
    'trigger-point-1997',
    'rejects',
    'erasures',
    'goals',
    'zoned-before',
    'zoned-after',
    'mill',
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

  it('is told to the owner: what was refused, and why', async () => {
    await pipeline.drop('mill', 'may/journal.csv', 'scoreId,clientId,at\n');
    await pipeline.settle();
    const { status, body } = await pipeline.request('GET', '/v1/imports', owner('mill'));
    expect(status).toBe(200);
    expect(body.imports.map(({ file }: { file: string }) => file)).toEqual([
      'SESSIONS.CSV',
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
