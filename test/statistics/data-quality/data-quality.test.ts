import { expect, test } from 'vitest';
import { dataQuality } from '../../../shared/statistics/data-quality/data-quality.ts';
import { accountOf } from '../../records/accounts.ts';
import { client, outcome, tableOf } from '../outcomes.ts';

const HOUR = 3600;

test('what is missing, and how late reports come', () => {
  const table = tableOf(
    client('a', [
      outcome({ painBefore: 5, sorenessReports: [9 * HOUR], painReports: [6 * HOUR, 9 * HOUR] }),
      outcome({ painAfter: 0, painReports: [20 * HOUR] }),
      outcome({ sorenessReports: [HOUR], painReports: [] }),
    ]),
    client('b', [outcome()]),
    client('c', []),
  );
  const rows = accountOf({ used: 8, refused: 2, duplicate: 1 });
  expect(dataQuality(table, { records: { session: 5, 'pain-score': 4 }, rows })).toEqual({
    records: {
      session: 5,
      'pain-score': 4,
      goal: 0,
      measurement: 0,
      care: 0,
      consent: 0,
      deletion: 0,
      erasure: 0,
      move: 0,
      merge: 0,
    },
    refused: 2,
    duplicates: 1,
    rows,
    sessionsWithoutScores: 2,
    followUpRate: 0.75,
    medianDelayHours: 6,
    clientsWithOneSession: 1,
    notes: [],
  });
});

test('who sees only what is held does not know what was refused', () => {
  const quality = dataQuality(tableOf(), undefined);
  expect(quality).toMatchObject({
    refused: null,
    duplicates: null,
    followUpRate: null,
    medianDelayHours: null,
  });
  expect(new Set(Object.values(quality.records))).toEqual(new Set([null]));
  expect(quality.notes.map((note) => note.slice(0, note.indexOf(':')))).toEqual([
    'records',
    'refused',
    'duplicates',
    'rows',
    'followUpRate',
    'medianDelayHours',
  ]);
});
