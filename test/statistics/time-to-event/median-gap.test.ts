import { expect, test } from 'vitest';
import { TimeColumn } from '../../../shared/statistics/table/time-column.ts';
import { medianGapHours as ofGaps } from '../../../shared/statistics/time-to-event/median-gap.ts';

/** From windows through the column that keeps their gaps. */
function medianGapHours(windows: readonly number[][]): number | null {
  const column = new TimeColumn();
  for (const reports of windows) column.push({ event: false, last: reports.at(-1) ?? 0 }, reports);
  return ofGaps(column.gapsOf([...windows.keys()]));
}

test('the median over successive reports inside windows, none across windows', () => {
  const hours = (...times: number[]) => times.map((time) => time * 3600);
  expect(medianGapHours([hours(1, 2, 14), [], hours(100), hours(5, 10)])).toBe(5);
  expect(medianGapHours([hours(1, 2), hours(0, 12)])).toBe(6.5);
});

test('no window with two reports: null', () => {
  expect(medianGapHours([[], [3600]])).toBeNull();
});

test('a window whose session has no outcome, such as no relief to lose, tells of no gap', () => {
  const column = new TimeColumn();
  column.push(undefined, [3600, 7200]);
  column.push({ event: false, last: 20 * 3600 }, [10 * 3600, 20 * 3600]);
  expect(ofGaps(column.gapsOf([0, 1]))).toBe(10);
});
