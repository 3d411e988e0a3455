import { expect, test } from 'vitest';
import { sectionText } from '../../../shared/reports/tables/section.ts';
import { therapistSection } from '../../../shared/reports/tables/therapist-table.ts';
import type { TherapistRow } from '../../../shared/statistics/contract.ts';
import { client, outcome } from '../../statistics/outcomes.ts';
import { statisticsOf, widest } from '../clinics.ts';

const therapistTable = (of: readonly TherapistRow[]) => sectionText(therapistSection(of));
const row = (fields: Partial<TherapistRow>): TherapistRow => ({
  therapistId: 't-1',
  sessions: 330,
  clients: 74,
  mean: 2.105,
  expected: 2.177,
  shrunkMean: 2.123,
  ...fields,
});

test('in order of id whatever the result, and nothing ranks', () => {
  const best = row({ therapistId: 't-9', sessions: 40, clients: 40, mean: 3 });
  expect(therapistTable([best, row({})]).split('\n')).toEqual([
    'Therapists: mean immediate improvement and what their case mix lets expect',
    'Therapist  Sessions  Clients  Mean  Expected  Shrunk',
    '---------  --------  -------  ----  --------  ------',
    't-1             330       74  2.10      2.18    2.12',
    't-9              40       40  3.00      2.18    2.12',
    'Order is by id, not by result. Shrunk: pulled towards the mean of all, the more the fewer pairs.',
    'Means are over the pairs of techniques that at least 10 clients of the clinic have a pair of.',
  ]);
});

test('below 10 clients there are counts, and the reason', () => {
  const { therapists } = statisticsOf(
    Array.from({ length: 12 }, (_, index) =>
      client(`c-${index}`, [
        outcome({ therapistId: index < 3 ? 't-2' : 't-1', painBefore: 6, painAfter: index % 4 }),
      ]),
    ),
  );
  expect(therapistTable(therapists).split('\n').slice(3)).toEqual([
    't-1               9        9     -         -       -',
    't-2               3        3     -         -       -',
    '-: fewer than 10 clients with both scores, of a technique with as many.',
  ]);
});

test('no sessions, and the longest id', () => {
  expect(therapistTable([])).toMatch(/\nNo sessions\.$/);
  const wide = row({
    therapistId: 't'.repeat(64),
    mean: -10,
  });
  expect(widest(therapistTable([wide, row({ mean: -1.1 })]))).toBeLessThanOrEqual(100);
});
