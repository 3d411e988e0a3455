import { expect, test } from 'vitest';
import { importList } from '../../shared/pages/import-list.ts';
import { importPage } from '../../shared/pages/import-page.ts';
import type { WrittenImport } from '../../shared/records/written-import.ts';

const written: WrittenImport = {
  ...{ file: 'may/<b>.csv', rows: 3, byType: {}, refusalsByCode: { 'out-of-range': 1 } },
  counts: { accepted: 2, duplicate: 0, stale: 0, conflict: 0, refused: 1 },
  account: {
    rows: 3,
    counts: { used: 1, replaced: 1, duplicate: 0, removed: 0, unused: 0, refused: 1 },
    unused: {},
    refused: { 'out-of-range': 1 },
  },
  replaced: [{ line: 2, type: 'session', id: 's-1', by: 'this row' }],
  refusedParts: [],
};

test('the page of an import says what became of its rows, what was replaced and what was refused', () => {
  const refused = [{ line: 3, id: 'p-1', code: 'out-of-range', path: 'pain', message: 'expected 0 to 10' }];
  const { markup } = importPage({ ...written, refused });
  expect(markup).toContain('may/&lt;b&gt;.csv');
  expect(markup).toContain('3 rows read: 1 used, 1 earlier version replaced, 1 refused.');
  for (const words of ['s-1', 'this row', 'p-1', 'expected 0 to 10']) expect(markup).toContain(words);
});

test('a file that could not be read says why, and the list leads to each file', () => {
  const stoppedAt = { line: 1, reason: 'expected a file whose name ends in .csv' };
  const nothing = {
    ...written.account,
    rows: 0,
    counts: { ...written.account.counts, used: 0, replaced: 0, refused: 0 },
  };
  const unread = { ...written, rows: 0, account: nothing, replaced: [], stoppedAt };
  expect(importPage({ ...unread, refused: [] }).markup).toContain('nothing was read: expected a file');
  const listed = { ...unread, finishedAt: '2026-11-28T10:00:00.000Z' };
  const { markup } = importList({ imports: [listed], next: 'may/z' });
  expect(markup).toContain('href="/imports?file=may%2F%3Cb%3E.csv"');
  expect(markup).toContain('not read');
  expect(markup).toContain('href="/imports?next=may%2Fz"');
  expect(importList({ imports: [] }).markup).toContain('No file has been read in the last 30 days.');
});
