import { expect, test } from 'vitest';
import { importText, sentText } from '../../../infra/local/command/import-text.ts';

test('what became of the rows, in one sentence', () => {
  const counts = { accepted: 1200, duplicate: 1, stale: 0, conflict: 0, skipped: 0, refused: 2 };
  const result = { rows: 1203, counts, byType: {}, refusalsByCode: {}, refusedParts: [] };
  const imported = [
    { clinicId: 'a', file: 'a.csv', result },
    {
      clinicId: 'b',
      file: 'b.csv',
      result: { ...result, rows: 1, counts: { ...counts, accepted: 1, duplicate: 0, refused: 0 } },
    },
  ];
  expect(importText(imported)).toBe(
    'Imported 1,204 rows of 2 files: 1,201 accepted, 1 duplicate, 2 refused.',
  );
  expect(importText([])).toBe('Imported 0 rows of 0 files.');
});

test('what became of the records that were sent', () => {
  const sent = ['accepted', 'refused', 'accepted'].map((status) => ({ id: 'x', status, refusals: [] }));
  expect(sentText(sent)).toBe('Sent 3 records over HTTP: 2 accepted, 1 refused.');
});
