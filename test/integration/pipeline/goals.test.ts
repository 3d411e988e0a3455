import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GoalReport } from '../../../shared/goals/goal-report.ts';
import type { ClientGoals } from '../../../shared/goals/goals-of-client.ts';
import { dateAfter } from '../../../shared/records/time/calendar-days.ts';
import { type Caller, type Pipeline, sharedPipeline } from './pipeline.ts';
import { signedIn } from './signed-in.ts';

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await sharedPipeline(['seeds', 'corrected', 'refused', 'settled']);
});
afterAll(() => pipeline.stop());

const owner = (clinic: string): Caller => ({ clinic, role: 'owner' });
const therapist = (clinic: string, id: string): Caller => ({ clinic, role: 'therapist', therapist: id });
const recorder = (clinic: string): Caller => ({ clinic, role: 'recorder' });

const START = '2026-08-03';
const DUE = '2026-09-14';
/** Noon of the day that is so many days after the start. */
const on = (day: number) => `${dateAfter(START, day)}T12:00:00-05:00`;

async function send(clinic: string, records: readonly object[]): Promise<void> {
  const { status, body } = await pipeline.request('POST', '/v1/records:batch', recorder(clinic), { records });
  expect(status, JSON.stringify(body)).toBe(200);
  await pipeline.settle();
}
type ListedGoal = GoalReport & { client: string };
async function goalsOf(caller: Caller, query: Record<string, string>): Promise<ListedGoal[]> {
  const { status, body } = await pipeline.request('GET', `/v1/goals?${new URLSearchParams(query)}`, caller);
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.asOf).toBe(query['as-of']);
  return body.goals;
}
type Timeline = { goals: (GoalReport & { values: { value: number }[] })[] } & ClientGoals;
async function timelineOf(clinic: string, client: string, asOf: string): Promise<Timeline> {
  const path = `/v1/clients/${client}/timeline?as-of=${asOf}`;
  const { status, body } = await pipeline.request('GET', path, owner(clinic));
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

const PAIN = { kind: 'pain', measure: 'pain', unit: 'score', baseline: 7, target: 3, dueOn: DUE };
const SHELF = {
  ...{ kind: 'mobility', measure: 'task:reach-top-shelf', unit: 'yes-no' },
  ...{ baseline: 0, target: 1, dueOn: DUE },
};
const RECOVERY = {
  ...{ kind: 'performance', measure: 'recovery-hours', unit: 'hours' },
  ...{ baseline: 48, targetChangePercent: -20, dueOn: '2026-10-03' },
};

/** A client's goal from the start on, with a value every so many days: journal scores of pain, else measurements. */
function reported(id: string, aim: object, days: number, values: readonly number[]): object[] {
  const clientId = `c-${id}`;
  const goal = { type: 'goal', goalId: id, clientId, therapistId: 't-1', startsOn: START, ...aim };
  const reports = values.map((value, index) => {
    const at = on(days * index);
    const common = { clientId, at, recordedAt: at };
    return aim === PAIN
      ? { type: 'pain-score', scoreId: `${id}-${index}`, pain: value, ...common }
      : { type: 'measurement', measurementId: `${id}-${index}`, goalId: id, value, ...common };
  });
  return [{ ...goal, recordedAt: on(0) }, ...reports];
}

describe('the goals that therapists set', () => {
  /** Hours of recovery every third day: two months of them, the last three weeks around a level. */
  const recovery = (level: number) => [
    ...[50, 47, 49, 48, 46, 49, 47, 46, 45, 44, 45, 43, 42, 42],
    ...[1, -1, 0, 1, -1, 0, 0].map((wobble) => level + wobble),
  ];
  const PSFS = (activity: string) => ({
    kind: 'function',
    measure: `psfs:${activity}`,
    unit: 'score',
    dueOn: DUE,
  });
  const LEVELS = { '-2': 2, '-1': 4, '0': 6, '1': 7, '2': 9 };
  const SEEDS = [
    ...reported('pain-attained', PAIN, 7, [7, 6, 5, 5, 3, 3, 2]),
    ...reported('pain-on-track', PAIN, 3, [7, 7, 6, 6, 5, 5, 4, 4, 4]),
    ...reported('pain-at-risk', PAIN, 5, [7, 6, 6, 5, 5, 4]),
    ...reported('pain-off-track', PAIN, 5, [7, 7, 6, 7, 7, 7]),
    ...reported('pain-missed', PAIN, 7, [7, 6, 6, 5, 5, 4, 4]),
    ...reported('pain-unreported', PAIN, 7, []),
    ...reported('shelf-attained', SHELF, 6, [0, 0, 0, 1, 1, 1]),
    ...reported('shelf-once', SHELF, 6, [0, 0, 0, 0, 1]),
    ...reported('shelf-missed', SHELF, 6, [0, 0, 0, 1, 0, 0]),
    ...reported('recovery-attained', RECOVERY, 3, recovery(37)),
    ...reported('recovery-at-risk', RECOVERY, 6, [48, 47, 46, 48, 44, 45, 42, 44]),
    ...reported('recovery-missed', RECOVERY, 3, recovery(43)),
  ];
  const ACTIVITIES = [
    ['gardening', 7],
    ['lifting', 5],
    ['sleeping', 6],
  ] as const;

  beforeAll(async () => {
    await send('seeds', SEEDS);
    const activities = ACTIVITIES.flatMap(([activity, latest]) => {
      const aim = { ...PSFS(activity), baseline: 3, target: 8, levels: LEVELS, therapistId: 't-2' };
      return reported(activity, aim, 20, [3, latest]).map((record) => ({ ...record, clientId: 'c-psfs' }));
    });
    await send('seeds', activities);
  });

  const standings = async (asOf: string) => {
    const goals = await goalsOf(therapist('seeds', 't-1'), { 'as-of': asOf });
    return Object.fromEntries(goals.map((goal) => [goal.goalId, goal]));
  };
  const statuses = (goals: Record<string, GoalReport>) =>
    Object.fromEntries(Object.entries(goals).map(([id, { status }]) => [id, status]));

  it('in their course: who is on the way, who is at risk, who is not', async () => {
    const now = await standings('2026-08-29');
    expect(statuses(now)).toMatchObject({
      'pain-on-track': 'on-track',
      'pain-at-risk': 'at-risk',
      'pain-off-track': 'off-track',
      'pain-unreported': 'no-data',
      'shelf-once': 'reached-once',
    });
    // The whole band is at the target by the due date, or a part of it.
    const end = (id: string) => now[id]!.projection!.line[1];
    expect(end('pain-on-track')).toMatchObject({ date: DUE });
    expect(end('pain-on-track').high).toBeLessThanOrEqual(3);
    expect(end('pain-at-risk').low).toBeLessThanOrEqual(3);
    expect(end('pain-at-risk').high).toBeGreaterThan(3);
    expect(now['shelf-once']).toMatchObject({ projection: null, shareOfWay: 1 });
    expect(statuses(await standings('2026-08-05'))['pain-at-risk']).toBe('too-early');
    expect(statuses(await standings('2026-09-15'))['recovery-at-risk']).toBe('at-risk');
  });

  it('after the due date: attained by which rule and when, or missed', async () => {
    const after = await standings('2026-10-04');
    expect(after['pain-attained']).toMatchObject({
      status: 'attained',
      attained: { rule: 'last-two-values', on: '2026-09-07' },
      points: 7,
      latest: { value: 2 },
      change: 5,
      shareOfWay: 1.25,
    });
    expect(after['pain-missed']).toMatchObject({ status: 'missed', change: 3, shareOfWay: 0.75 });
    expect(after['shelf-attained']).toMatchObject({ status: 'attained', attained: { on: '2026-08-27' } });
    expect(after['shelf-once']).toMatchObject({
      status: 'reached-once',
      attained: null,
      confirming: { value: 0 },
    });
    expect(after['shelf-missed']).toMatchObject({ status: 'missed', attained: null });
    expect(after['recovery-attained']).toMatchObject({ status: 'attained', target: 38.4 });
    expect(after['recovery-missed']!.status).toBe('missed');
    expect(after['pain-unreported']).toMatchObject({ status: 'no-data', latest: null });
  });

  it('of recovery time come with the ratio of the later to the earlier median, and its interval', async () => {
    const after = await standings('2026-10-04');
    // Of 21 values the first and the last ten, by hand.
    expect(after['recovery-attained']!.medianRatio).toMatchObject({ before: 47, after: 37.5 });
    expect(after['recovery-missed']!.medianRatio).toMatchObject({ before: 47, after: 43 });
    const { ratio, ci95 } = after['recovery-attained']!.medianRatio!;
    expect(ratio).toBeCloseTo(37.5 / 47, 12);
    expect(ci95[0]).toBeLessThan(ratio);
    expect(ci95[1]).toBeGreaterThan(ratio);
    expect(ci95[1]).toBeLessThan(1);
  });

  it('are listed by status, to the owner and their therapist only', async () => {
    const ids = async (caller: Caller, query: Record<string, string>) =>
      (await goalsOf(caller, { 'as-of': '2026-10-04', ...query })).map(({ goalId }) => goalId).sort();
    const attained = ['pain-attained', 'recovery-attained', 'shelf-attained'];
    expect(await ids(therapist('seeds', 't-1'), { status: 'attained' })).toEqual(attained);
    expect(await ids(owner('seeds'), { status: 'no-data' })).toEqual(['pain-unreported']);
    expect(await ids(owner('seeds'), { therapist: 't-2' })).toEqual(['gardening', 'lifting', 'sleeping']);
    expect(await ids(therapist('seeds', 't-3'), {})).toEqual([]);
    expect((await ids(owner('seeds'), { status: 'missed' })).filter((id) => attained.includes(id))).toEqual(
      [],
    );
  });

  it("stand alike in their client's timeline, with the values and the projected line", async () => {
    for (const asOf of ['2026-08-29', '2026-10-04']) {
      for (const goal of Object.values(await standings(asOf))) {
        const { client: _client, ...listed } = goal as ListedGoal;
        const { goals } = await timelineOf('seeds', `c-${goal.goalId}`, asOf);
        expect(goals).toEqual([{ ...listed, values: expect.anything() }]);
      }
    }
    const { goals } = await timelineOf('seeds', 'c-pain-attained', '2026-10-04');
    expect(goals[0]!.values.map(({ value }) => value)).toEqual([7, 6, 5, 5, 3, 3, 2]);
  });

  it('together: the mean of three activities with what can be told from error, and T', async () => {
    const timeline = await timelineOf('seeds', 'c-psfs', '2026-09-01');
    expect(timeline.functionGroups).toEqual([
      {
        therapistId: 't-2',
        startsOn: START,
        dueOn: DUE,
        activities: ['gardening', 'lifting', 'sleeping'],
        baselineMean: 3,
        latestMean: 6,
        change: 3,
        minimalDetectableChange: 2,
        detectable: true,
      },
    ]);
    // Once they were due: levels +1, -1 and 0 of equal weight: by Kiresuk & Sherman 1968 they cancel out.
    expect(timeline.attainmentScaling).toBeNull();
    const after = (await timelineOf('seeds', 'c-psfs', '2026-09-15')).attainmentScaling!;
    expect(after).toMatchObject({ t: 50, goals: 3, open: 0 });
    // All three began at level -2.
    expect(after.baselineT).toBeCloseTo(50 - 60 / Math.sqrt(0.7 * 3 + 0.3 * 9), 10);
  });

  it('are claimed as of the latest record: closed ones apart from open ones, and of nine clients counts', async () => {
    const claimed = async (query: string) =>
      (await pipeline.request('GET', `/v1/outcomes${query}`, owner('seeds'))).body.claims.goals;
    const few = 'Only 9 clients have a measured goal past its due date; it takes 10.';
    expect(await claimed('')).toMatchObject({
      ...{ asOf: '2026-10-02', closed: 12, measured: 11, open: 3 },
      attained: { withheld: few },
    });
    expect(await claimed('?complaint=neck-pain')).toMatchObject({
      closed: null,
      attained: { withheld: 'Goals are not told by complaint or body region.' },
    });
  });
});

describe('a goal that is corrected after the fact', () => {
  const clinic = 'corrected';
  const put = async (part: object) => {
    const goal = { clientId: 'c-1', therapistId: 't-1', ...PAIN, startsOn: START, ...part };
    const { status, body } = await pipeline.request('PUT', '/v1/goals/g-1', recorder(clinic), goal);
    expect(status, JSON.stringify(body)).toBe(200);
    await pipeline.settle();
  };
  const told = ({ target, dueOn, status, earlier }: GoalReport) => ({
    now: [target, dueOn, status],
    earlier: earlier.map((version) => [version.target, version.dueOn, version.status, version.replacedOn]),
  });
  /** As the list of goals tells it, and as the timeline does. */
  const seen = async (asOf = '2026-10-01') => {
    const listed = (await goalsOf(owner(clinic), { 'as-of': asOf })).map(told);
    if (listed.length > 0) expect((await timelineOf(clinic, 'c-1', asOf)).goals.map(told)).toEqual(listed);
    return listed;
  };

  it('stays attained under the old target, whatever comes after', async () => {
    await put({ recordedAt: '2026-08-03T11:00:00Z' });
    const pain = [6, 4, 3, 3, 5, 6].map((value, index) => ({
      ...{ type: 'pain-score', scoreId: `p-${index}`, clientId: 'c-1', pain: value },
      ...{ at: on(5 * index), recordedAt: on(5 * index) },
    }));
    await send(clinic, pain);
    expect(await seen('2026-08-20')).toEqual([{ now: [3, DUE, 'attained'], earlier: [] }]);
    await put({ target: 1, dueOn: '2026-09-28', recordedAt: '2026-08-22T09:00:00-05:00' });
    expect(await seen()).toEqual([
      { now: [1, '2026-09-28', 'missed'], earlier: [[3, DUE, 'attained', '2026-08-22']] },
    ]);
  });

  it('takes in a version that was written between and arrives last', async () => {
    await put({ target: 2, recordedAt: '2026-08-10T09:00:00-05:00' });
    expect(await seen()).toEqual([
      {
        now: [1, '2026-09-28', 'missed'],
        earlier: [
          [3, DUE, 'too-early', '2026-08-10'],
          [2, DUE, 'too-early', '2026-08-22'],
        ],
      },
    ]);
  });

  it('is gone with its history when it is deleted, and begins anew when it is set again', async () => {
    const deletion = { clientId: 'c-1', recordedAt: '2026-08-25T00:00:00Z' };
    await pipeline.request('DELETE', '/v1/goals/g-1', recorder(clinic), deletion);
    await pipeline.settle();
    expect(await seen()).toEqual([]);
    await put({ target: 4, recordedAt: '2026-08-26T00:00:00Z' });
    expect(await seen()).toEqual([{ now: [4, DUE, 'missed'], earlier: [] }]);
  });

  it('is gone with its history when the client is erased', async () => {
    await put({ target: 3, recordedAt: '2026-08-27T00:00:00Z' });
    expect(await seen()).toMatchObject([{ earlier: [[4, DUE, 'too-early', '2026-08-27']] }]);
    await pipeline.request('DELETE', '/v1/clients/c-1', owner(clinic), {
      recordedAt: '2026-10-01T00:00:00Z',
    });
    await pipeline.settle();
    expect(await seen()).toEqual([]);
  });
});

it('counts by reason the values that do not count', async () => {
  const score = (id: number, day: number, part: object) => ({
    ...{ type: 'pain-score', scoreId: `p-${id}`, clientId: 'c-1', pain: 4, bodyRegion: 'neck' },
    ...{ at: on(day), recordedAt: on(day), ...part },
  });
  const [goal] = reported('g-1', { ...PAIN, bodyRegion: 'neck' }, 1, []);
  await send('refused', [
    { ...goal, clientId: 'c-1' },
    score(1, -2, {}),
    score(2, 1, {}),
    score(3, 2, { bodyRegion: 'low-back' }),
    score(4, 3, { window: 'past-week' }),
    score(5, 4, { window: 'past-24-hours' }),
    score(6, 45, {}),
  ]);
  const ofDay = async (asOf: string) => (await goalsOf(owner('refused'), { 'as-of': asOf }))[0];
  expect(await ofDay('2026-10-01')).toMatchObject({
    status: 'missed',
    points: 1,
    late: { on: '2026-09-17', value: 4 },
  });
  expect((await ofDay('2026-10-01'))!.refused).toEqual({
    'wrong-body-region': 1,
    'wrong-recall-window': 2,
    'before-start': 1,
    'after-due-date': 1,
  });
  expect((await ofDay('2026-08-05'))!.refused).toEqual({ 'wrong-body-region': 1, 'before-start': 1 });
});

describe('a goal that nobody has measured', () => {
  it('is settled on the board by one tap, and sent twice it is one value', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const weeksAgo = dateAfter(today, -21);
    const goal = {
      ...SHELF,
      startsOn: weeksAgo,
      dueOn: dateAfter(today, 21),
      recordedAt: `${weeksAgo}T12:00:00Z`,
    };
    const clientId = 'c-settled';
    await send('settled', [
      {
        ...{ type: 'session', sessionId: 's-1', clientId, therapistId: 't-1', complaint: 'neck-pain' },
        ...{ startedAt: `${weeksAgo}T10:00:00Z`, endedAt: `${weeksAgo}T11:00:00Z` },
        techniques: [{ technique: 'deep-tissue', minutes: 50 }],
      },
      { type: 'goal', goalId: 'shelf', clientId, therapistId: 't-1', ...goal },
    ]);
    const desk = await signedIn(pipeline, { clinic: 'settled', role: 'therapist', therapist: 't-1' });
    const { body } = await desk.page('/therapist');
    expect(body).not.toContain('task:');
    const form = /<form method="post" action="([^"]+)" class="at-once"[\s\S]*?<\/form>/.exec(body)!;
    expect(form[0]).toContain('Can the client do this now?');
    for (const _time of ['first', 'second']) {
      const sent = await desk.sendHidden(form[1]!, form[0], { value: '1' });
      expect(sent).toMatchObject({ status: 303, location: '/therapist?kept' });
    }
    await pipeline.settle();
    const [found] = (await timelineOf('settled', clientId, today)).goals;
    expect(found?.values.map(({ value }) => value)).toEqual([1]);
    const after = (await desk.page('/therapist?kept')).body;
    expect(after).toContain('Kept. The board follows within seconds.');
    expect(after).not.toContain('class="at-once"');
  });

  it('lets a score that was missing be told on the board by one tap, and changes nothing else of the visit', async () => {
    const day = dateAfter(new Date().toISOString().slice(0, 10), -2);
    const visit = {
      ...{ type: 'session', sessionId: 's-scored', clientId: 'c-scored', therapistId: 't-2' },
      ...{
        startedAt: `${day}T10:00:07+00:00`,
        endedAt: `${day}T11:00:13+00:00`,
        complaint: 'neck-pain',
        painBefore: 7,
      },
      ...{ assessments: ['neer-test'], referral: 'physician', aftercare: ['heat'], phases: { intake: 5 } },
      rangeOfMotion: [{ movement: 'shoulder-flexion', side: 'left', before: 120, after: 131.5 }],
      techniques: [
        { technique: 'sports', minutes: 12.5, bodyRegion: 'low-back', pressure: 'firm' },
        { technique: 'deep-tissue', minutes: 30 },
        { technique: 'sports', minutes: 10, bodyRegion: 'neck' },
      ],
    };
    await send('settled', [visit]);
    const desk = await signedIn(pipeline, { clinic: 'settled', role: 'therapist', therapist: 't-2' });
    const { body } = await desk.page('/therapist');
    const form = /<form method="post" action="([^"]+\/visit)" class="at-once"[\s\S]*?<\/form>/.exec(body)!;
    expect(form[0]).toContain('Pain after: 0 no pain to 10 worst imaginable');
    expect(form[0]).not.toContain('name="before"');
    const wrong = await desk.sendHidden(form[1]!, form[0], { after: '11' });
    expect([wrong.status, wrong.body.includes('id="after-error"')]).toEqual([400, true]);
    for (const _time of ['first', 'second']) {
      const sent = await desk.sendHidden(form[1]!, form[0], { after: '0' });
      expect(sent).toMatchObject({ status: 303, location: '/therapist?kept' });
    }
    await pipeline.settle();
    const told = await pipeline.request('GET', '/v1/clients/c-scored/timeline', {
      ...{ clinic: 'settled', role: 'owner' },
    });
    const { type: _type, clientId: _clientId, ...kept } = visit;
    expect(told.body.sessions).toEqual([expect.objectContaining({ ...kept, painAfter: 0 })]);
    expect((await desk.page('/therapist')).body).not.toContain('class="at-once"');
    // Of a visit that has gone meanwhile it begins none.
    const gone = await pipeline.request(
      'DELETE',
      '/v1/sessions/s-scored',
      { clinic: 'settled', role: 'owner' },
      {
        clientId: 'c-scored',
      },
    );
    expect(gone.status).toBe(200);
    expect((await desk.sendHidden(form[1]!, form[0], { after: '0' })).status).toBe(404);
  });
});

describe('a goal on the scale of an instrument', () => {
  it('is set and measured on the page, fed by scores that name the instrument, and tells the course', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const ago = (days: number, hour = '10') => `${dateAfter(today, -days)}T${hour}:00:00Z`;
    const clientId = 'c-odi';
    const score = (id: string, days: number, value: number, measure = 'odi') => ({
      ...{ type: 'measurement', measurementId: id, clientId, measure, value },
      ...{ at: ago(days, '09'), recordedAt: ago(days, '09') },
    });
    const visit = (id: string, days: number) => ({
      ...{ type: 'session', sessionId: id, clientId, therapistId: 't-2', complaint: 'chronic-low-back-pain' },
      ...{ startedAt: ago(days), endedAt: ago(days, '11'), recordedAt: ago(days, '11') },
      ...{ techniques: [{ technique: 'deep-tissue', minutes: 50 }], painBefore: 6 },
    });
    await send('settled', [
      visit('o-1', 28),
      visit('o-2', 14),
      score('odi-1', 28, 44),
      score('ndi-1', 28, 20, 'ndi'),
    ]);
    const desk = await signedIn(pipeline, { clinic: 'settled', role: 'therapist', therapist: 't-2' });
    const { location } = await desk.form('/clients', { clientId }, '/clients');
    const client = location!.split('/').at(-1)!;
    const { body: form } = await desk.page(`/clients/${client}/goal?kind=odi`);
    expect(form).toContain('0 to 100 %, less is better');
    expect(form).toContain('A change of 10 % is the smallest that matters (Ostelo et al. 2008');
    const startsOn = dateAfter(today, -28);
    const fields = { baseline: '44', target: '60', startsOn, dueOn: dateAfter(today, 28) };
    const up = await desk.sendHidden(`/clients/${client}/goal`, form, fields);
    expect(up.body).toContain('on this scale lower is better');
    const set = await desk.sendHidden(`/clients/${client}/goal`, form, { ...fields, target: '20' });
    expect(set.status).toBe(303);
    await pipeline.settle();
    const [goal] = (await timelineOf('settled', clientId, today)).goals;
    expect(goal).toMatchObject({ measure: 'odi', unit: 'percent', latest: { value: 44 } });
    const path = `/clients/${client}/measure?goal=${goal!.goalId}`;
    const { body: measure } = await desk.page(path);
    const beyond = await desk.sendHidden(`/clients/${client}/measure`, measure, { value: '101' });
    expect(beyond.body).toContain('Expected a number from 0 to 100.');
    const kept = await desk.sendHidden(`/clients/${client}/measure`, measure, { value: '34' });
    expect(kept.status).toBe(303);
    await pipeline.settle();
    const timeline = (await timelineOf('settled', clientId, today)) as Timeline & {
      courses: { scores: object[] }[];
    };
    expect(timeline.goals[0]).toMatchObject({ latest: { value: 34 }, change: 10, status: 'too-early' });
    expect(timeline.courses.map(({ scores }) => scores)).toMatchObject([
      [{ measure: 'odi', first: 44, latest: 34, change: 10, mcid: 10, isResponder: true }],
    ]);
    const { body: page } = await desk.page(`/clients/${client}`);
    expect(page).toContain('Oswestry Disability Index');
    expect(page).toContain('10 % better');
  });
});
