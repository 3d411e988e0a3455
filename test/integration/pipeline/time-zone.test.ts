import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Pipeline, sharedPipeline } from './pipeline.ts';
import { signedIn } from './signed-in.ts';

const clinic = 'moved-east';
const owner = { clinic, role: 'owner' } as const;

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await sharedPipeline([clinic]);
});
afterAll(() => pipeline?.stop());

const put = async (path: string, body: object) => {
  expect((await pipeline.request('PUT', path, owner, { clientId: 'c-1', ...body })).status, path).toBe(200);
};
const sessionsIn = async (month: string) =>
  (await pipeline.outcomes(clinic, { from: month, to: month })).techniques.map(({ sessions }) => sessions);
const verdict = async () => {
  const { body } = await pipeline.request('GET', '/v1/goals?as-of=2026-09-10', owner);
  return body.goals.map(({ status, latest }: { status: string; latest: unknown }) => [
    status,
    latest === null ? 'nothing counts' : 'measured',
  ]);
};

describe('a time zone that the owner changes on the page', () => {
  it('puts every session into the month, and every value onto the day, that the clinic had then', async () => {
    // Half an hour before midnight as it was written; in Lisbon the next month has begun.
    const [startedAt, endedAt] = ['2026-08-31T22:30:00Z', '2026-08-31T23:30:00Z'];
    const part = { therapistId: 't-1', complaint: 'neck-pain', painBefore: 7, painAfter: 3 };
    const techniques = [{ technique: 'sports', minutes: 50 }];
    await put('/v1/sessions/s-1', {
      ...part,
      techniques,
      startedAt: endedAt,
      endedAt: '2026-09-01T00:20:00Z',
    });
    await put('/v1/sessions/s-2', { ...part, techniques, startedAt, endedAt });
    await put('/v1/goals/g-1', {
      ...{ therapistId: 't-1', kind: 'mobility', measure: 'task:reach-top-shelf', unit: 'yes-no' },
      ...{ baseline: 0, target: 1, startsOn: '2026-08-01', dueOn: '2026-08-31' },
    });
    await put('/v1/measurements/m-1', { goalId: 'g-1', at: endedAt, value: 1 });
    await pipeline.settle();
    expect([await sessionsIn('2026-08'), await sessionsIn('2026-09')]).toEqual([[2], []]);
    expect(await verdict()).toEqual([['attained', 'measured']]);

    const olga = await signedIn(pipeline, owner);
    const saved = await olga.form(
      '/settings',
      { timeZone: 'Europe/Lisbon', takeOver: 'allowed' },
      '/settings',
    );
    expect(saved).toMatchObject({ status: 303, location: '/settings?done=saved' });
    // It is worked out again once no function reads by the old settings any more, which is a minute at most.
    await pipeline.settle();
    expect([await sessionsIn('2026-08'), await sessionsIn('2026-09')]).toEqual([[1], [1]]);
    expect(await verdict()).toEqual([['no-data', 'nothing counts']]);
  });
});
