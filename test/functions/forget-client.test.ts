import { describe, expect, it } from 'vitest';
import { type AskedForgetting, forgetClient } from '../../functions/work-for-clinic/forget-client.ts';
import { clientMonthItem } from '../../shared/storage/keys/keys.ts';
import type { StoredView } from '../../shared/storage/views/view-store.ts';

const asked: AskedForgetting = {
  ...{ work: 'forget-client', clinicId: 'riverside', client: 'p', erasedAt: '2026-11-29T10:00:00.5Z' },
  ...{ looked: 0, reportsAsked: false },
};

/** Files that are being read, and months that still hold something of the client, until they do not. */
function world({ files = 0, held = [] as string[] }) {
  const did: unknown[] = [];
  const state = { files, held: [...held] };
  const view = (month: string): StoredView => ({
    key: clientMonthItem({ clinicId: 'riverside', client: 'p', month }),
    ...{ revision: 'r', content: '{}' },
  });
  const deps: Parameters<typeof forgetClient>[0] = {
    imports: { forget: async () => ({ rewritten: 1, underWay: state.files }) },
    exports: { removeUpTo: async () => 0 },
    digests: {
      daysNaming: async () => ['2026-11-22'],
      remove: async (_clinicId, day) => {
        did.push(`removed ${day}`);
      },
    },
    reports: { months: async () => ['2026-10', '2026-09'] },
    views: {
      get: async (keys) => {
        const months = new Set(keys.map(({ pk }) => pk.slice(-7)));
        return new Map(state.held.filter((month) => months.has(month)).map((month) => [month, view(month)]));
      },
      async *each() {},
    },
    askForDigests: async (jobs) => {
      did.push(...jobs);
    },
    askForReports: async (jobs) => {
      did.push(...jobs);
    },
    later: async (work, seconds) => {
      did.push({ later: work, seconds });
    },
  };
  return { deps, did, state };
}
const job = (scheduledTime: string) => ({ scheduledTime, clinics: ['riverside'], anew: true });
const made = [
  ...['removed 2026-11-22', job('2026-11-23T04:00:00Z')],
  ...[job('2026-11-09T05:00:00Z'), job('2026-10-09T05:00:00Z')],
];

describe('forgetting an erased client', () => {
  it('has digests that name him and all monthly reports made again, and is done', async () => {
    const { deps, did } = world({});
    expect(await forgetClient(deps, asked)).toEqual({ rewritten: 1, underWay: 0, digests: 1, waits: false });
    expect(did).toEqual(made);
  });

  it.each(['2025-09', '2026-10', '2026-11'])(
    'makes nothing again from views that still hold him in %s, and looks again until they do not',
    async (month) => {
      const { deps, did, state } = world({ held: [month] });
      await forgetClient(deps, asked);
      expect(did).toEqual([{ later: { ...asked, looked: 1 }, seconds: 2 }]);
      state.held = [];
      expect((await forgetClient(deps, { ...asked, looked: 1 })).waits).toBe(false);
      expect(did.slice(1)).toEqual(made);
    },
  );

  it('looks again while a file of before is being read, ever more seldom, and asks for reports once', async () => {
    const { deps, did } = world({ files: 1 });
    await forgetClient(deps, asked);
    expect(did.at(-1)).toEqual({ later: { ...asked, looked: 1, reportsAsked: true }, seconds: 2 });
    did.length = 0;
    await forgetClient(deps, { ...asked, looked: 12, reportsAsked: true });
    expect(did).toEqual([
      ...made.slice(0, 2),
      { later: { ...asked, looked: 13, reportsAsked: true }, seconds: 900 },
    ]);
  });

  it.each([
    ['a file of before still lies there to be read', { files: 1 }],
    ['views still hold him', { held: ['2026-10'] }],
  ])('fails at its last look where %s, so that it comes again and is seen where it ends', async (_, left) => {
    const { deps, did, state } = world(left);
    const last = { ...asked, looked: 20, reportsAsked: true };
    await expect(forgetClient(deps, last)).rejects.toMatchObject({ code: 'erasure.unfinished' });
    expect(did.filter((one) => typeof one === 'object' && 'later' in one!)).toEqual([]);
    Object.assign(state, { files: 0, held: [] });
    expect((await forgetClient(deps, last)).waits).toBe(false);
  });
});
