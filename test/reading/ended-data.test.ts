import { expect, test } from 'vitest';
import { goesOnAfter, todayOfEnded } from '../../shared/reading/ended-data.ts';
import { clinicItem, goalItem, techniqueItem } from '../../shared/storage/keys/keys.ts';

const LAST_DAY = '2026-09-30';
const TODAY = '2026-11-30';

/** What counts as today of a clinic with sessions in some months, and a goal of some days. */
function todayOf(months: string[], goal?: { startsOn: string; measuredAt?: string }): Promise<string> {
  const keys = months.flatMap((month) => [
    techniqueItem({ clinicId: 'harbour', month }, 'sports'),
    clinicItem({ clinicId: 'harbour', month }),
  ]);
  const liveSortKeys = async () => keys.map(({ sk }) => sk);
  async function* each() {
    if (!goal) return;
    const points = goal.measuredAt === undefined ? [] : [{ at: goal.measuredAt, value: 5 }];
    const key = goalItem({ clinicId: 'harbour', therapistId: 't-1', client: 'p-1', goalId: 'g-1' });
    yield { key, content: JSON.stringify({ startsOn: goal.startsOn, points }), revision: '1' };
  }
  return todayOfEnded(LAST_DAY, { liveSortKeys, each }, async () => TODAY)('harbour');
}

test('data that have ended are looked at as of their last day', async () => {
  expect(
    await todayOf(['2026-09', '2026-01'], {
      startsOn: '2026-08-03',
      measuredAt: '2026-09-30T20:00:00-05:00',
    }),
  ).toBe(LAST_DAY);
});

test('where a visit has been recorded since, today is today', async () => {
  expect(await todayOf(['2026-01', '2026-09', '2026-11'])).toBe(TODAY);
});

test('and so it is where nothing has been recorded yet: a clinic that has just been added', async () => {
  expect(await todayOf([])).toBe(TODAY);
});

test('where a goal has been set or measured since, today is today', async () => {
  expect(await todayOf(['2026-09'], { startsOn: TODAY })).toBe(TODAY);
  expect(await todayOf(['2026-09'], { startsOn: '2026-09-01', measuredAt: `${TODAY}T10:00:00Z` })).toBe(
    TODAY,
  );
});

test('a client of whom something is of a later day is looked at as of today, and no other', () => {
  const told = { sessions: [], painScores: [], measurements: [], goals: [] };
  const score = (at: string) => ({ ...told, painScores: [{ at }] }) as never;
  expect(goesOnAfter(LAST_DAY, score('2026-09-30T23:00:00-05:00'))).toBe(false);
  expect(goesOnAfter(LAST_DAY, score(`${TODAY}T09:00:00Z`))).toBe(true);
});
