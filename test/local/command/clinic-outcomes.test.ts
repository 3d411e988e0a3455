import { describe, expect, it } from 'vitest';
import type { Api } from '../../../infra/local/command/api.ts';
import { readClinic, stretchesOf } from '../../../infra/local/command/clinic-outcomes.ts';

const AS_OF = '2026-09-15';

/** An API that knows which months have sessions, and notes what it was asked. */
function answering(outside?: object, has = (_month: string) => true) {
  const asked: string[] = [];
  const api: Api = {
    async get(path) {
      asked.push(path);
      const { pathname, searchParams } = new URL(path, 'http://here');
      if (pathname === '/v1/goals') return { goals: [] };
      if (pathname === '/v1/settings') return { clinicId: 'harbour', name: 'Harbour Massage' };
      const [from, to] = ['from', 'to'].map((name) => searchParams.get(name));
      const unasked = from === null && { from: '2024-10', to: '2026-09', outside };
      return { asOf: AS_OF, from, to, techniques: has(from ?? '') ? [{}] : [], ...unasked };
    },
    send: () => Promise.reject(new Error('nothing is sent')),
  };
  return { asked, api };
}
const monthsOf = (statistics: { from: string | null; to: string | null }[]) =>
  statistics.map(({ from, to }) => `${from} ${to}`);

describe('a clinic that is read as a whole', () => {
  it('comes in five years at a time, however long its history is, the latest first', async () => {
    const { asked, api } = answering({
      earlier: { from: '2012-03' },
      leftOutMonths: 1,
      leftOut: [{ month: '2062-08' }],
    });
    const { statistics, earlier, leftOut } = await readClinic(api, 'token', undefined);
    expect(monthsOf([statistics, ...earlier])).toEqual([
      '2021-10 2026-09',
      '2016-10 2021-09',
      '2012-03 2016-09',
    ]);
    expect(leftOut).toEqual({ asOf: AS_OF, leftOutMonths: 1, leftOut: [{ month: '2062-08' }] });
    // Goals do not stand as of a day that has not come, though the month goes on.
    expect(asked.at(-1)).toBe(`/v1/goals?as-of=${AS_OF}`);
  });

  it('is asked about once where that is all', async () => {
    const { asked, api } = answering({ earlier: null, leftOutMonths: 0, leftOut: [] });
    const { name, statistics, earlier } = await readClinic(api, 'token', undefined);
    expect(name).toBe('Harbour Massage');
    expect(monthsOf([statistics, ...earlier])).toEqual(['2024-10 2026-09']);
    expect(asked.map((path) => new URL(path, 'http://here').pathname).sort()).toEqual([
      '/v1/goals',
      '/v1/outcomes',
      '/v1/settings',
    ]);
  });

  it('leaves out five years without a session', async () => {
    const { api } = answering(undefined, (month) => month !== '2016-10');
    const { statistics, earlier } = await readClinic(api, 'token', { from: '2012-03', to: '2026-09' });
    expect(monthsOf([statistics, ...earlier])).toEqual(['2021-10 2026-09', '2012-03 2016-09']);
  });
});

it('a range in pieces is the whole range', () => {
  expect(stretchesOf(undefined)).toEqual([]);
  expect(stretchesOf({ from: '2026-01', to: '2026-01' })).toEqual([{ from: '2026-01', to: '2026-01' }]);
  expect(stretchesOf({ from: '2019-01', to: '2024-01' })).toEqual([
    { from: '2019-02', to: '2024-01' },
    { from: '2019-01', to: '2019-01' },
  ]);
});
