import type { OutcomeStatistics } from '../statistics/contract.ts';
import { meanText } from './change-interval.ts';
import { part } from './number-text.ts';
import { REGRESSION_LINE } from './regression-to-the-mean.ts';
import { section } from './section.ts';
import { type Column, textTable } from './text-table.ts';

/** As for techniques and therapists: fewer clients with a pair are too few for a mean of their own. */
const FEWEST_CLIENTS = 10;

const COLUMNS: Column[] = [
  { header: 'Complaint', width: 22 },
  { header: 'Technique', width: 21 },
  { header: 'Scored', width: 13 },
  { header: 'Clients', align: 'right' },
  { header: 'Improvement (95 %)', width: 23 },
];

/** Immediate improvement by complaint and technique, where enough clients have a pair. */
export function complaintTable(complaints: OutcomeStatistics['complaints']): string {
  const title = 'Complaints: immediate change seen with each technique';
  const cells = complaints.flatMap(({ complaint, techniques }) =>
    techniques.map((group) => ({ complaint, group })),
  );
  const shown = cells.filter(({ group }) => group.immediate.clients >= FEWEST_CLIENTS);
  const left = cells.length - shown.length;
  const few = `fewer than ${FEWEST_CLIENTS} clients with both scores`;
  if (shown.length === 0) {
    return `${title}\n${left === 0 ? 'No sessions.' : `None is shown: every complaint and technique has ${few}.`}`;
  }
  const rows = shown.map(({ complaint, group: { technique, sessions, completeness, immediate } }) => [
    complaint,
    technique,
    part(completeness.withBoth, sessions),
    String(immediate.clients),
    meanText(immediate),
  ]);
  return section(title, textTable(COLUMNS, rows), [
    REGRESSION_LINE,
    'Raw means: pain before differs from row to row, so rows do not compare techniques.',
    ...(left === 0 ? [] : [`Not shown: ${left} ${left === 1 ? 'row' : 'rows'} with ${few}.`]),
  ]);
}
