import { expect, test } from 'vitest';
import { complaintTable } from '../../shared/reports/complaint-table.ts';
import { PLACEBO } from '../statistics/vallbona-1997.ts';
import { oneSessionEach, statisticsOf } from './clinics.ts';

const TITLE = 'Complaints: immediate change seen with each technique';

test('a row from 10 clients on; the others are counted', () => {
  const { complaints } = statisticsOf([
    ...oneSessionEach('relaxation', PLACEBO),
    ...oneSessionEach('sports', PLACEBO.slice(0, 9)),
  ]);
  expect(complaintTable(complaints).split('\n')).toEqual([
    TITLE,
    'Complaint  Technique   Scored        Clients  Improvement (95 %)',
    '---------  ----------  ------------  -------  -------------------',
    'stress     relaxation  21/21, 100 %       21  1.10 (0.38 to 1.81)',
    'Expected without any treatment, by regression to the mean alone: a fall of 0.13 to 0.78 points.',
    'Raw means: pain before differs from row to row, so rows do not compare techniques.',
    'Not shown: 1 row with fewer than 10 clients with both scores.',
  ]);
});

test('none with enough clients, and none at all', () => {
  const { complaints } = statisticsOf(oneSessionEach('sports', PLACEBO.slice(0, 9)));
  expect(complaintTable(complaints)).toBe(
    `${TITLE}\nNone is shown: every complaint and technique has fewer than 10 clients with both scores.`,
  );
  expect(complaintTable([])).toBe(`${TITLE}\nNo sessions.`);
});
