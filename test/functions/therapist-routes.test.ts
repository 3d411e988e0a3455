import { describe, expect, it } from 'vitest';
import { createReadHandler, type ReadDeps } from '../../functions/read-outcomes/handler.ts';
import type { Member } from '../../shared/access/member.ts';
import { goalProgress } from '../../shared/goals/goal-progress.ts';
import type { HttpEvent } from '../../shared/http/route.ts';
import { createLog } from '../../shared/log.ts';
import { goalItem, parseGoalItem } from '../../shared/storage/keys/keys.ts';
import type { StoredView, ViewStore } from '../../shared/storage/views/view-store.ts';
import { painGoal, uncorrected } from '../goals/goals-of-client.ts';
import { ADMISSION, CAST, claimsOf, memberOf } from '../members.ts';
import { score } from '../outcomes/client-records.ts';

const TODAY = '2026-09-01';
const { owner: OWNER, therapist: THERAPIST } = CAST;

/** A clinic's goals, read as the store reads them: in order of key, some at a time. */
const held = (goals: readonly StoredView[]): Pick<ViewStore, 'page' | 'each'> => ({
  page: async (_pk, prefix, limit, after) =>
    goals
      .filter(({ key: { sk } }) => sk.startsWith(prefix) && (after === undefined || sk > after))
      .slice(0, limit),
  async *each(_pk, prefix) {
    yield* goals.filter(({ key: { sk } }) => sk.startsWith(prefix));
  },
});

/** Asks the function as somebody, and shows what it answers. */
async function ask(
  path: string,
  query: Record<string, string>,
  as: Member = OWNER,
  goals: readonly StoredView[] = [],
  pathParameters: Record<string, string> = {},
) {
  const handler = createReadHandler({
    inCare: async (_clinicId: string, _therapistId: string, clients: readonly string[]) => new Set(clients),
    views: held(goals),
    today: () => TODAY,
    admission: ADMISSION,
    log: createLog('test', () => {}),
  } as unknown as ReadDeps);
  const answer = await handler({
    routeKey: `GET ${path}`,
    queryStringParameters: query,
    pathParameters,
    requestContext: {
      http: { method: 'GET' },
      authorizer: { jwt: { claims: claimsOf(as) } },
    },
  } as unknown as HttpEvent);
  return { status: answer.statusCode, body: JSON.parse(answer.body as string) };
}

const place = (sk: string) => Buffer.from(sk).toString('base64url');
const GOALS = '/v1/goals';
const SUMMARY = '/v1/therapists/summary';
const REMINDERS = '/v1/reminders';

describe('a query that cannot be answered', () => {
  const A_STATUS =
    'expected one of attained, reached-once, on-track, at-risk, off-track, missed, too-early, no-data';
  const A_DATE = 'expected a date such as 2026-08-31';
  const A_THERAPIST = 'expected the id of a therapist';
  const A_PLACE = 'expected the value that the page before gave';
  it.each([
    [GOALS, 'status', 'reached', A_STATUS],
    [GOALS, 'status', '', A_STATUS],
    [GOALS, 'as-of', '2026-02-30', A_DATE],
    [GOALS, 'as-of', '31.8.2026', A_DATE],
    [GOALS, 'therapist', '', A_THERAPIST],
    [GOALS, 'therapist', 't#1', A_THERAPIST],
    [GOALS, 'next', 'x', A_PLACE],
    [GOALS, 'next', place('CLINIC'), A_PLACE],
    [GOALS, 'next', place('THERAPIST#\u{1f600}#CLIENT#a#GOAL#g'), A_PLACE],
    [SUMMARY, 'as-of', 'today', A_DATE],
    [SUMMARY, 'as-of', '', A_DATE],
    [REMINDERS, 'as-of', '2026-13-01', A_DATE],
    [REMINDERS, 'therapist', 't 1', A_THERAPIST],
  ])('%s?%s=%s is answered with the parameter and what was expected', async (path, name, value, expected) => {
    const { status, body } = await ask(path, { [name]: value });
    expect(status).toBe(400);
    expect(body.refusals).toEqual([{ code: 'request.invalid', path: name, message: expected }]);
  });

  it('is one that goes on with the goals of another therapist', async () => {
    const next = place('THERAPIST#t-2#CLIENT#a#GOAL#g');
    expect(await ask(GOALS, { next }, THERAPIST)).toMatchObject({
      status: 400,
      body: { refusals: [{ path: 'next' }] },
    });
  });
});

it('a client in a path is named by an id', async () => {
  const { status, body } = await ask('/v1/clients/{id}/timeline', {}, OWNER, [], { id: 'h-c-1#GOAL' });
  expect(status).toBe(400);
  expect(body.refusals).toMatchObject([{ path: 'id', message: expect.stringContaining('expected an id') }]);
});

describe('who may ask', () => {
  it.each([GOALS, SUMMARY, REMINDERS])('%s: nobody of a clinic that is not held', async (path) => {
    expect((await ask(path, {}, memberOf('nowhere', 'owner'))).status).toBe(403);
  });

  it.each(['0001-01-01', '9999-12-31'])('%s is a day to ask about like any other', async (asOf) => {
    for (const path of [GOALS, SUMMARY, REMINDERS]) {
      expect((await ask(path, { 'as-of': asOf })).status, path).toBe(200);
    }
  });

  it.each([GOALS, REMINDERS])("%s: not a therapist for another's", async (path) => {
    expect((await ask(path, { therapist: 't-2' }, THERAPIST)).status).toBe(403);
    expect((await ask(path, { therapist: 't-1' }, THERAPIST)).status).toBe(200);
  });

  it.each([GOALS, SUMMARY, REMINDERS])('%s: neither recorder, partner nor client', async (path) => {
    for (const role of ['recorder', 'partner', 'client'] as const) {
      expect((await ask(path, {}, CAST[role])).status).toBe(403);
    }
  });
});

describe('the summary', () => {
  // Kiresuk & Sherman 1968: one goal at +1 gives 60; two goals of equal weight at 0 and +1 56.202.
  it("has the mean T over the clinic for an owner: all of a client's goals together, whoever set them", async () => {
    const levels = { '-2': 7, '-1': 5, '0': 3, '1': 2, '2': 0 };
    const goalOf = (client: string, therapistId: string, pain: number): StoredView => {
      const goal = painGoal({ goalId: `g-${therapistId}`, therapistId, levels });
      const progress = goalProgress(uncorrected(goal), [score({ at: '2026-08-10T12:00:00-05:00', pain })]);
      return {
        key: goalItem({ clinicId: 'riverside', therapistId, client, goalId: goal.goalId }),
        revision: 'r',
        content: JSON.stringify(progress),
      };
    };
    const ofFirst = Array.from({ length: 10 }, (_, index) => goalOf(`p-${index}`, 't-1', 2));
    const goals = [...ofFirst, goalOf('p-0', 't-2', 3)];
    const query = { 'as-of': '2026-09-15' }; // the goals were due the day before
    const { body } = await ask(SUMMARY, query, OWNER, goals);
    expect(body.therapists).toMatchObject([
      { therapistId: 't-1', attainmentScaling: { clients: 10, meanT: 60 } },
      { therapistId: 't-2', attainmentScaling: { clients: 1, meanT: null } },
    ]);
    expect(body.attainmentScaling.clients).toBe(10);
    expect(body.attainmentScaling.meanT).toBeCloseTo((9 * 60 + 56.202) / 10, 4);
    // Level -2, of one goal and of two: 30, and 50 - 20 * 2 / sqrt(0.7 * 2 + 0.3 * 4).
    expect(body.attainmentScaling.baselineT).toBeCloseTo((9 * 30 + 50 - 40 / Math.sqrt(2.6)) / 10, 10);

    const whileOpen = await ask(SUMMARY, { 'as-of': '2026-09-14' }, OWNER, goals);
    expect(whileOpen.body.attainmentScaling).toMatchObject({ clients: 0, meanT: null, open: 11 });

    expect((await ask(SUMMARY, {}, THERAPIST, goals)).body).not.toHaveProperty('attainmentScaling');
  });
});

describe('goals, a page at a time', () => {
  const contentOf = (goalId: string, pain: number) => {
    const scores = ['10', '11'].map((day) =>
      score({ scoreId: `p-${day}`, at: `2026-08-${day}T12:00:00-05:00`, pain }),
    );
    return JSON.stringify(goalProgress(uncorrected(painGoal({ goalId })), scores));
  };
  const goals = Array.from({ length: 1001 }, (_, index): StoredView => {
    const goalId = `g-${String(index).padStart(4, '0')}`;
    return {
      key: goalItem({ clinicId: 'riverside', therapistId: 't-1', client: 'a', goalId }),
      revision: 'r',
      content: contentOf(goalId, index === 7 || index === 1000 ? 2 : 6),
    };
  });
  const pages = async (query: Record<string, string>) => {
    const found: string[][] = [];
    let next: string | undefined;
    do {
      const { body } = await ask(GOALS, { ...query, ...(next && { next }) }, OWNER, goals);
      expect(body.asOf).toBe(query['as-of'] ?? TODAY);
      found.push(body.goals.map(({ goalId }: { goalId: string }) => goalId));
      next = body.next;
    } while (next !== undefined);
    return found;
  };

  it('are all there once, as of today where no day is asked for', async () => {
    const found = await pages({});
    expect(found.map(({ length }) => length)).toEqual([500, 500, 1]);
    expect(found.flat()).toEqual(goals.map(({ key }) => parseGoalItem(key).goalId));
  });

  it('of a status may leave a page short or empty while there is more', async () => {
    expect(await pages({ status: 'attained' })).toEqual([['g-0007'], [], ['g-1000']]);
    expect(await pages({ status: 'attained', 'as-of': '2026-08-09' })).toEqual([[], [], []]);
  });
});
