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

test('where nothing was refused no word is said of it', () => {
  expect(dataSentences(0).join(' ')).not.toMatch(/read|refused|held/);
});

test('where nobody knows what was refused, nothing is told as complete', () => {
  const [both, refused] = dataSentences(null);
  expect(both).toMatch(/^Both scores are there for \d+ of \d+ sessions that are held; /);
  expect(refused).toBe(
    'A session whose row was refused is in no number here, so they look more complete than they may be.',
  );
});

test('months with too few clients have no picture, and are counted', () => {
  const told = (told: string[]) =>
    reportPartOf('months', { ...SAID, claims: { ...SAID.claims, trend: { ...SAID.claims.trend, told } } });
  const few = told(['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08']);
  expect(few.charts).toHaveLength(1);
  expect(few.sentences[1]).toBe('1 month with both scores of fewer than 10 clients has no mean here.');
  const none = told([]);
  expect(none.charts).toEqual([]);
  expect(none.sentences[1]).toBe('9 months with both scores of fewer than 10 clients have no mean here.');
});
