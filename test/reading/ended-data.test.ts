import { expect, test } from 'vitest';
import { todayOfEnded } from '../../shared/reading/ended-data.ts';
import { clinicItem, techniqueItem } from '../../shared/storage/keys.ts';

const LAST_DAY = '2026-09-30';
const TODAY = '2026-11-30';

/** What counts as today of a clinic with sessions in some months. */
function todayOf(...months: string[]): Promise<string> {
  const keys = months.flatMap((month) => [
    techniqueItem({ clinicId: 'harbour', month }, 'sports'),
    clinicItem({ clinicId: 'harbour', month }),
  ]);
  const liveSortKeys = async () => keys.map(({ sk }) => sk);
  return todayOfEnded(LAST_DAY, { liveSortKeys }, async () => TODAY)('harbour');
}

test('data that have ended are looked at as of their last day', async () => {
  expect(await todayOf('2026-09', '2026-01')).toBe(LAST_DAY);
});

test('where a visit has been recorded since, today is today', async () => {
  expect(await todayOf('2026-01', '2026-09', '2026-11')).toBe(TODAY);
});

test('and so it is where nothing has been recorded yet: a clinic that has just been added', async () => {
  expect(await todayOf()).toBe(TODAY);
});
