import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientGoal } from '../../../shared/goals/client-goal.ts';
import type { TherapistDigest } from '../../../shared/goals/therapist-digest.ts';
import { codeIn } from '../../../shared/journal/journal-code.ts';
import { dateAfter } from '../../../shared/records/time/calendar-days.ts';
import { type Caller, type Pipeline, sharedPipeline } from './pipeline.ts';

/** Monday 2026-08-24: the digests of the week that ended on Sunday the 23rd. */
const MONDAY = '2026-08-24T04:00:00Z';
const SUNDAY = '2026-08-23';

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await sharedPipeline(['uptown', 'downtown']);
  await send('uptown', ...UPTOWN);
  await send('downtown', session('s-9', '2026-08-19', { painAfter: undefined }));
  await pipeline.settle();
});
afterAll(() => pipeline.stop());

const owner = (clinic: string): Caller => ({ clinic, role: 'owner' });
const therapist = (id: string, clinic = 'uptown'): Caller => ({
  clinic,
  role: 'therapist',
  therapist: id,
});
const session = (id: string, date: string, part: object = {}) => ({
  type: 'session',
  sessionId: id,
  clientId: 'c-1',
  therapistId: 't-1',
  startedAt: `${date}T10:00:00-05:00`,
  endedAt: `${date}T11:00:00-05:00`,
  complaint: 'neck-pain',
  techniques: [{ technique: 'deep-tissue', minutes: 50 }],
  painBefore: 7,
  painAfter: 4,
  recordedAt: `${date}T11:05:00-05:00`,
  ...part,
});
const goal = (id: string, part: object = {}) => ({
  type: 'goal',
  goalId: id,
  clientId: 'c-1',
  therapistId: 't-1',
  kind: 'pain',
  measure: 'pain',
  unit: 'score',
  baseline: 7,
  target: 3,
  startsOn: '2026-07-06',
  dueOn: '2026-08-17',
  recordedAt: '2026-07-06T11:05:00-05:00',
  ...part,
});
const reach = (part: object = {}) => ({
  kind: 'mobility',
  measure: 'task:reach-top-shelf',
  unit: 'yes-no',
  baseline: 0,
  target: 1,
  ...part,
});
const measurement = (goalId: string, clientId: string, date: string, value: number) => ({
  type: 'measurement',
  measurementId: `m-${goalId}-${date}`,
  clientId,
  goalId,
  at: `${date}T09:00:00-05:00`,
  value,
  recordedAt: `${date}T09:01:00-05:00`,
});
const pain = (clientId: string, date: string, value: number) => ({
  type: 'pain-score',
  scoreId: `p-${clientId}-${date}`,
  clientId,
  at: `${date}T20:00:00-05:00`,
  pain: value,
  recordedAt: `${date}T20:01:00-05:00`,
});

/** Of t-1: a missed pain goal, a task attained this week, a task nobody looks at; of t-2: a session. */
const UPTOWN = [
  session('s-1', '2026-07-06'),
  session('s-2', '2026-08-17', { painBefore: undefined, painAfter: undefined }),
  goal('g-missed'),
  ...[7, 7, 6, 6, 6, 6].map((value, week) => pain('c-1', dateAfter('2026-07-07', 7 * week), value)),
  goal('g-shelf', { ...reach(), clientId: 'c-2', dueOn: '2026-08-31' }),
  measurement('g-shelf', 'c-2', '2026-08-10', 0),
  measurement('g-shelf', 'c-2', '2026-08-18', 1),
  measurement('g-shelf', 'c-2', '2026-08-20', 1),
  goal('g-silent', { ...reach({ measure: 'task:tie-shoes' }), clientId: 'c-3', dueOn: '2026-09-02' }),
  measurement('g-silent', 'c-3', '2026-08-09', 0),
  session('s-3', '2026-08-18', { therapistId: 't-2', clientId: 'c-4' }),
];

async function send(clinic: string, ...records: object[]): Promise<void> {
  const { status, body } = await pipeline.request(
    'POST',
    '/v1/records:batch',
    { clinic, role: 'recorder' },
    { records },
  );
  expect(status, JSON.stringify(body)).toBe(200);
}
const get = (path: string, caller: Caller) => pipeline.request('GET', path, caller);

describe('the weekly digest', () => {
  const fire = async () => {
    await pipeline.cloud.fireSchedule('write-digests', MONDAY);
    await pipeline.settle();
  };
  const object = (key: string) => pipeline.object('ReportsBucketName', key);
  const keysOf = (clinic: string) => pipeline.keys('ReportsBucketName', `digests/clinic=${clinic}/`);

  it('is written for every therapist of every clinic, as JSON and as a page, the same bytes each time', async () => {
    await fire();
    expect(await keysOf('downtown')).toEqual([
      `digests/clinic=downtown/as-of=${SUNDAY}/therapist=t-1.html`,
      `digests/clinic=downtown/as-of=${SUNDAY}/therapist=t-1.json`,
    ]);
    const keys = await keysOf('uptown');
    expect(keys.map((key) => key.split('therapist=')[1])).toEqual([
      't-1.html',
      't-1.json',
      't-2.html',
      't-2.json',
    ]);
    const first = await Promise.all(keys.map(object));
    await fire();
    expect(await Promise.all(keys.map(object))).toEqual(first);
  });

  it('says who needs her first, what was attained, what is due and what is missing', async () => {
    await fire();
    const digest = async (id: string, form: string) =>
      object(`digests/clinic=uptown/as-of=${SUNDAY}/therapist=${id}.${form}`);
    const hers = JSON.parse(await digest('t-1', 'json')) as TherapistDigest;
    const ids = (goals: readonly { goalId: string }[]) => goals.map(({ goalId }) => goalId);
    expect(ids(hers.needsHer)).toEqual(['g-missed']);
    expect(ids(hers.newlyAttained)).toEqual(['g-shelf']);
    expect(ids(hers.dueSoon)).toEqual(['g-silent']);
    expect(hers.reminders.withoutMeasurement.flatMap(({ goals }) => ids(goals))).toEqual(['g-silent']);
    expect(hers.reminders.lackingScores).toMatchObject([{ sessionId: 's-2', missing: ['before', 'after'] }]);
    expect(hers.summary).toMatchObject({ attained: 1, missed: 1, open: 1, attainment: { share: null } });

    const missed = hers.needsHer[0]!;
    expect(hers.reminders.lastSessions[missed.client]).toMatchObject({ sessionId: 's-2' });
    const page = await digest('t-1', 'html');
    for (const id of ['g-missed', 'g-shelf', 'g-silent', 's-2']) expect(page).toContain(id);
    expect(page).not.toMatch(/<script|style="|https?:/);
    const other = JSON.parse(await digest('t-2', 'json')) as TherapistDigest;
    expect([other.needsHer, other.newlyAttained, other.dueSoon]).toEqual([[], [], []]);
    expect(JSON.stringify(other)).not.toContain(missed.client);
  });
});

describe("a client's timeline", () => {
  const timeline = (client: string, caller: Caller, asOf?: string) =>
    get(`/v1/clients/${client}/timeline${asOf === undefined ? '' : `?as-of=${asOf}`}`, caller);

  it('holds records, and courses of care and goals as they stood on the date', async () => {
    const { body } = await timeline('c-1', therapist('t-1'), '2026-08-16');
    expect(body).toMatchObject({ clientId: 'c-1', asOf: '2026-08-16' });
    expect(body.sessions.map(({ sessionId }: { sessionId: string }) => sessionId)).toEqual(['s-1', 's-2']);
    expect(body.courses).toMatchObject([
      { sessions: 1, firstPain: 7, latestPain: 6, change: 1, standing: 'open', closesOn: '2026-09-04' },
    ]);
    const [goal] = body.goals as ClientGoal[];
    expect(goal).toMatchObject({ goalId: 'g-missed', status: 'off-track' });
    const { line } = goal!.projection!;
    expect(line.map(({ date }) => date)).toEqual(['2026-07-06', '2026-08-17']);
    for (const { low, value, high } of line) {
      expect(low).toBeLessThanOrEqual(value);
      expect(value).toBeLessThanOrEqual(high);
    }
  });

  it('changes with the date: a goal is missed, a course has another session and is discharged', async () => {
    const { body } = await timeline('c-1', owner('uptown'), '2026-10-16');
    expect(body.goals).toMatchObject([{ goalId: 'g-missed', status: 'missed' }]);
    expect(body.courses).toMatchObject([{ sessions: 2, standing: 'discharged', closesOn: '2026-10-16' }]);
  });

  it('is not there for another therapist, nor in another clinic, and a date that is none is named', async () => {
    expect((await timeline('c-1', therapist('t-2'))).status).toBe(404);
    // The same ids are other people in another clinic.
    const { body } = await timeline('c-1', therapist('t-1', 'downtown'), SUNDAY);
    expect(body).toMatchObject({ sessions: [{ sessionId: 's-9' }], goals: [] });
    expect((await timeline('c-2', owner('downtown'))).status).toBe(404);
    expect(await timeline('c-1', owner('uptown'), '2026-02-30')).toMatchObject({
      status: 400,
      body: { refusals: [{ path: 'as-of' }] },
    });
  });
});

describe('a link to a journal', () => {
  const link = (clientId: string, caller: Caller) =>
    pipeline.request('POST', `/v1/clients/${clientId}/journal-link`, caller);

  it('opens the journal for sixty days, without a sign-in and without a name', async () => {
    const { status, body } = await link('c-1', therapist('t-1'));
    expect(status).toBe(201);
    expect(body.url.slice(0, -19)).toBe(`${pipeline.cloud.apiUrl}/j/`);
    expect(codeIn(body.url.slice(-19))).toHaveLength(16);
    const days = (Date.parse(body.expiresAt) - Date.now()) / 86_400_000;
    expect(Math.floor(days)).toBe(60);
    expect(body.expiresAt.slice(0, 10)).toBe(dateAfter(body.lastDay, 1));
    const journal = await fetch(body.url);
    expect(journal.status).toBe(200);
    expect(await journal.text()).toContain('<form method="post"');
    expect((await link('c-1', owner('uptown'))).status).toBe(201);
  });

  it('is made by those who may see the client, and by nobody else', async () => {
    expect((await link('c-1', therapist('t-2'))).status).toBe(404);
    expect((await link('nobody-known', owner('uptown'))).status).toBe(404);
    expect((await link('c-1', { clinic: 'uptown', role: 'recorder' })).status).toBe(403);
    expect((await link('c-1', { clinic: 'uptown', role: 'client', client: 'c-1' })).status).toBe(403);
    expect((await link('c-1', { role: 'partner', partner: 'insurer' })).status).toBe(403);
    expect((await link('c-1', 'nobody')).status).toBe(401);
  });
});

describe('the summary per therapist', () => {
  const summary = (caller: Caller, asOf: string) => get(`/v1/therapists/summary?as-of=${asOf}`, caller);

  it('counts goals by what became of them, and changes with the date', async () => {
    const { body } = await summary(owner('uptown'), SUNDAY);
    expect(body.therapists).toMatchObject([
      {
        therapistId: 't-1',
        goals: 3,
        clients: 3,
        attained: 1,
        reachedOnce: 0,
        missed: 1,
        open: 1,
        byKind: { pain: { missed: 1 }, mobility: { attained: 1, open: 1 } },
        attainment: { goals: 1, count: 0, share: null, ci95: null },
        attainmentScaling: { clients: 0, meanT: null, open: 0 },
        notes: Array(2).fill(expect.stringContaining('fewer than 10 clients')),
      },
    ]);
    const earlier = await summary(owner('uptown'), '2026-08-16');
    expect(earlier.body.therapists).toMatchObject([{ attained: 0, missed: 0, open: 3 }]);
  });

  it('is her own row for a therapist, and nobody else may read it', async () => {
    expect((await summary(therapist('t-1'), SUNDAY)).body.therapists).toHaveLength(1);
    expect((await summary(therapist('t-2'), SUNDAY)).body.therapists).toEqual([]);
    expect((await summary({ clinic: 'uptown', role: 'recorder' }, SUNDAY)).status).toBe(403);
    expect((await summary({ role: 'partner', partner: 'insurer' }, SUNDAY)).status).toBe(403);
    expect((await summary(owner('uptown'), 'tomorrow')).status).toBe(400);
  });
});

describe('reminders', () => {
  const reminders = (caller: Caller, query: string) => get(`/v1/reminders?${query}`, caller);

  it('name clients without a measurement and sessions without a score, and change with the date', async () => {
    const { body } = await reminders(owner('uptown'), `as-of=${SUNDAY}`);
    expect(body.therapists).toMatchObject([
      {
        therapistId: 't-1',
        withoutMeasurement: [{ goals: [{ goalId: 'g-silent', days: 14 }] }],
        lackingScores: [{ sessionId: 's-2' }],
      },
    ]);
    const before = await reminders(therapist('t-1'), 'as-of=2026-08-16');
    expect(before.body.therapists).toEqual([]);
  });

  it('are her own for a therapist, and of whom an owner asks for', async () => {
    expect((await reminders(therapist('t-2'), `therapist=t-1&as-of=${SUNDAY}`)).status).toBe(403);
    const ofOne = await reminders(owner('uptown'), `therapist=t-2&as-of=${SUNDAY}`);
    expect(ofOne.body.therapists).toEqual([]);
    expect((await reminders(owner('downtown'), `as-of=${SUNDAY}`)).body.therapists).toMatchObject([
      {
        therapistId: 't-1',
        withoutMeasurement: [],
        lackingScores: [{ sessionId: 's-9', missing: ['after'] }],
      },
    ]);
  });
});

describe('the claims about goals', () => {
  const claimed = async (query: string) =>
    (await get(`/v1/outcomes${query}`, owner('uptown'))).body.claims.goals;

  it('are of the latest record, also where the statistics of a month stand ready, and of no later month', async () => {
    const all = await claimed('');
    expect(all).toMatchObject({ asOf: '2026-08-20', closed: 1, measured: 1, open: 2 });
    expect(await claimed('?from=2026-08&to=2026-08')).toEqual(all);
    expect(await claimed('?from=2026-07&to=2026-07')).toMatchObject({
      asOf: '2026-07-31',
      closed: 0,
      open: 3,
    });
  });
});
