import { expect, test } from 'vitest';
import { complaintSection } from '../../../shared/reports/tables/complaint-table.ts';
import { sectionText } from '../../../shared/reports/tables/section.ts';
import { PLACEBO } from '../../statistics/change/vallbona-1997.ts';
import { oneSessionEach, statisticsOf } from '../clinics.ts';

const complaintTable = (of: Parameters<typeof complaintSection>[0]) => sectionText(complaintSection(of));
const TITLE = 'Complaints: immediate change seen with each technique';

test('a row from 10 clients on; the others are counted', () => {
  const { complaints } = statisticsOf([
    ...oneSessionEach('relaxation', PLACEBO),
    ...oneSessionEach('sports', PLACEBO.slice(0, 9)),
  ]);
  expect(complaintTable(complaints).split('\n')).toEqual([
    TITLE,
    'Complaint  Technique   Improvement (95 %)   Clients  Scored',
    '---------  ----------  -------------------  -------  ------------',
    'stress     relaxation  1.10 (0.38 to 1.81)       21  21/21, 100 %',
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
