import { expect, test } from 'vitest';
import { reportPartOf } from '../../shared/reports/outcome-report.ts';
import { SAID } from './said-claims.ts';

const dataSentences = (refused: number | null) =>
  reportPartOf('data', { ...SAID, dataQuality: { ...SAID.dataQuality, refused } }).sentences;

test('sessions that could not be read are not told as complete', () => {
  expect(dataSentences(99)[0]).toMatch(/^Both scores are there for \d+ of \d+ sessions that could be read; /);
  expect(dataSentences(99)[1]).toBe(
    '99 rows could not be read; sessions among them count as asked and silent.',
  );
});

test.each([0, null])('where nothing was refused (%s) no word is said of it', (refused) => {
  expect(dataSentences(refused).join(' ')).not.toMatch(/could (not )?be read/);
});

test('no mean is drawn over time, as none has an interval, and that is said', () => {
  const months = reportPartOf('months', SAID);
  expect([months.charts, months.intervals]).toEqual([[], []]);
  expect(months.sentences[1]).toMatch(/^No curve is drawn: how far the mean of a single month may be off/);
  const unscored = SAID.trend.months.map((month) => ({ ...month, mean: null }));
  expect(reportPartOf('months', { ...SAID, trend: { ...SAID.trend, months: unscored } }).sentences).toEqual([
    SAID.claims.trend.sentence,
  ]);
});
