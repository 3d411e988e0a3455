import { expect, test } from 'vitest';
import { importList } from '../../shared/pages/imports/import-list.ts';
import { importPage } from '../../shared/pages/imports/import-page.ts';
import { aboutWords } from '../../shared/pages/imports/mapping-words.ts';
import { nameOfSender } from '../../shared/pages/imports/sender-name.ts';
import { waitingPage } from '../../shared/pages/imports/waiting-page.ts';
import type { WrittenImport } from '../../shared/records/files/written-import.ts';

const NOT_UNDONE = { state: 'none' } as const;
const written: WrittenImport = {
  ...{ file: 'may/<b>.csv', rows: 3, byType: {}, refusalsByCode: { 'out-of-range': 1 } },
  counts: { accepted: 2, duplicate: 0, stale: 0, conflict: 0, skipped: 0, refused: 1 },
  account: {
    rows: 3,
    counts: { used: 1, replaced: 1, duplicate: 0, removed: 0, unused: 0, skipped: 0, refused: 1 },
    unused: {},
    refused: { 'out-of-range': 1 },
  },
  replaced: [{ line: 2, type: 'session', id: 's-1', by: 'this row' }],
  refusedParts: [],
};

test('the page of an import says what became of its rows, what was replaced and what was refused', () => {
  const refused = [{ line: 3, id: 'p-1', code: 'out-of-range', path: 'pain', message: 'expected 0 to 10' }];
  const { markup } = importPage({
    ...written,
    ...{ refused, open: 1, settled: 0, undo: NOT_UNDONE, formToken: 't' },
  });
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
  expect(
    importPage({ ...unread, ...{ refused: [], open: 0, settled: 0, undo: NOT_UNDONE, formToken: 't' } })
      .markup,
  ).toContain('Nothing of it was read: expected a file');
  const listed = { ...unread, finishedAt: '2026-11-28T10:00:00.000Z' };
  const { markup } = importList({ imports: [listed], next: 'may/z' });
  expect(markup).toContain('href="/imports?file=may%2F%3Cb%3E.csv"');
  expect(markup).toContain('not read');
  expect(markup).toContain('href="/imports?next=may%2Fz"');
  expect(importList({ imports: [] }).markup).toContain('No file has been read in the last 30 days.');
});

test('an undoing is offered where something was brought, and only there', () => {
  const shown = (counts: Partial<typeof written.account.counts>) => {
    const none = { used: 0, replaced: 0, duplicate: 0, removed: 0, unused: 0, skipped: 0, refused: 0 };
    const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const account = { ...written.account, rows, counts: { ...none, ...counts } };
    return importPage({
      ...{ ...written, account, replaced: [] },
      ...{ refused: [], open: 0, settled: 0, undo: NOT_UNDONE, formToken: 't' },
    }).markup;
  };
  expect(shown({ used: 1, refused: 2 })).toContain('Undo this import');
  expect(shown({ unused: 1 })).toContain('Undo this import');
  for (const nothing of [{}, { refused: 3 }, { refused: 2, skipped: 1 }]) {
    expect(shown(nothing)).not.toMatch(/undo|undone|taken back/i);
  }
});

test('what is wrong with a row as a whole is tied to its fieldset', () => {
  const typed = { cells: { scoreId: 'p-1', clientId: 'c-1', at: '2026-08-03T10:00:00Z', pain: '1' } };
  const refused = [{ line: 3, code: 'inconsistent', path: '', message: 'expected pain or soreness', typed }];
  const shown = { ...written, ...{ file: 'pain-scores.csv', refused, open: 1, settled: 0 } };
  const { markup } = importPage({ ...shown, undo: NOT_UNDONE, formToken: 't' });
  expect(markup).toContain('<fieldset aria-describedby="line-3-problems">');
  expect(markup).toMatch(/<div id="line-3-problems"><p class="error">Expected pain or soreness\.<\/p>/);
});

test('a refused row is a form with its error at its field, and whatever it holds is text', () => {
  const typed = { cells: { scoreId: 'p-1', clientId: 'c-1', at: '2026-08-03T10:00:00Z', pain: '"><b>11' } };
  const refused = [{ line: 3, code: 'out-of-range', path: 'pain', message: 'expected 0 to 10', typed }];
  const shown = {
    ...written,
    ...{ file: 'pain-scores.csv', refused, open: 2, settled: 1, undo: NOT_UNDONE, formToken: 't' },
  };
  const { markup } = importPage(shown);
  expect(markup).toContain('Of the refused 1 is settled.');
  expect(markup).toContain('<span class="error" id="line-3-pain-error">Expected 0 to 10.</span>');
  expect(markup).toContain('aria-invalid="true" aria-describedby="line-3-pain-error"');
  expect(markup).toContain('value="&quot;&gt;&lt;b&gt;11"');
  expect(markup).toContain('3 other fields');
  expect(markup).toContain('1 more row, shown once these are settled.');
});

test('a file that is read says how far it has come of what was counted', () => {
  const shown = (rows: number, of?: number) => String(waitingPage({ rows, of, path: '/x' }));
  expect(shown(1250, 5000)).toContain('role="status">1,250 of 5,000 rows so far, 25 %.</p>');
  expect(shown(1250, 5000)).toContain('<progress max="5000" value="1250" aria-label="Rows so far">');
  expect(shown(4999, 5000)).toContain(', 99 %');
  expect(shown(1)).toContain('1 row so far.');
  expect(shown(0)).toContain('No row yet.');
  expect(shown(1)).not.toContain('<progress');
  // More than were counted: the file is another one, and no share is told.
  expect(shown(7, 5)).toContain('7 rows so far.');
});

test('characters that nobody sees in the name of a file are written out, where they cannot turn what is beside it', () => {
  expect(nameOfSender('uploaded/7/\u202Evsc.exe')).toBe('⟨U+202E⟩vsc.exe');
  expect(nameOfSender('clinic notes.csv')).toBe('clinic notes.csv');
});

test('what is not decided of a file is said in words, and a column by its name', () => {
  expect(aboutWords('clientId')).toBe('who the client is');
  expect(aboutWords('records')).toBe('what the rows are');
  expect(aboutWords('Notiz')).toBe('“Notiz”');
  expect(aboutWords('toString')).toBe('“toString”');
});
