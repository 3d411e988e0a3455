import { FEWEST_CLIENTS, type OutcomeStatistics } from '../../claims/contract.ts';
import { part } from '../words/number-text.ts';
import { meanText } from './change-interval.ts';
import type { TableSection } from './section.ts';
import type { Column } from './text-table.ts';

const COLUMNS: Column[] = [
  { header: 'Complaint', width: 22 },
  { header: 'Technique', width: 21 },
  { header: 'Improvement (95 %)', width: 23 },
  { header: 'Clients', align: 'right' },
  { header: 'Scored', width: 13 },
];

/** Immediate improvement by complaint and technique, where enough clients have a pair. */
export function complaintSection(complaints: OutcomeStatistics['complaints']): TableSection {
  const title = 'Complaints: immediate change seen with each technique';
  const cells = complaints.flatMap(({ complaint, techniques }) =>
    techniques.map((group) => ({ complaint, group })),
  );
  const shown = cells.filter(({ group }) => group.immediate.clients >= FEWEST_CLIENTS);
  const left = cells.length - shown.length;
  const few = `fewer than ${FEWEST_CLIENTS} clients with both scores`;
  if (shown.length === 0) {
    const reason = left === 0 ? 'No sessions.' : `None is shown: every complaint and technique has ${few}.`;
    return { title, columns: COLUMNS, rows: [], below: [reason] };
  }
  const rows = shown.map(({ complaint, group: { technique, sessions, completeness, immediate } }) => [
    complaint,
    technique,
    meanText(immediate),
    String(immediate.clients),
    part(completeness.withBoth, sessions),
  ]);
  const below = [
    'Raw means: pain before differs from row to row, so rows do not compare techniques.',
    ...(left === 0 ? [] : [`Not shown: ${left} ${left === 1 ? 'row' : 'rows'} with ${few}.`]),
  ];
  return { title, columns: COLUMNS, rows, below };
}
