import type { TherapistRow } from '../../statistics/contract.ts';
import { decimal, NOTHING } from '../words/number-text.ts';
import type { TableSection } from './section.ts';
import type { Column } from './text-table.ts';

const COLUMNS: Column[] = [
  { header: 'Therapist', width: 14 },
  { header: 'Sessions', align: 'right' },
  { header: 'Clients', align: 'right' },
  { header: 'Mean', align: 'right' },
  { header: 'Expected', align: 'right' },
  { header: 'Shrunk', align: 'right' },
];

/**
 * Each therapist's mean immediate improvement beside what her clients' pain before and techniques let
 * expect. In order of id and without ranks: differences between therapists are small and mostly case mix.
 */
export function therapistSection(therapists: readonly TherapistRow[]): TableSection {
  const title = 'Therapists: mean immediate improvement and what their case mix lets expect';
  if (therapists.length === 0) return { title, columns: COLUMNS, rows: [], below: ['No sessions.'] };
  const byId = therapists.toSorted((a, b) => (a.therapistId < b.therapistId ? -1 : 1));
  const judged = byId.filter(({ mean }) => mean !== null);
  const below = [
    ...(judged.length > 0 ? [...READING] : []),
    ...(judged.length < byId.length ? [TOO_FEW] : []),
  ];
  return { title, columns: COLUMNS, rows: byId.map(therapistCells), below };
}

const READING = [
  'Order is by id, not by result. Shrunk: pulled towards the mean of all, the more the fewer pairs.',
  'Means are over the pairs of techniques that at least 10 clients of the clinic have a pair of.',
];
const TOO_FEW = `${NOTHING}: fewer than 10 clients with both scores, of a technique with as many.`;

function therapistCells(row: TherapistRow): string[] {
  return [
    row.therapistId,
    String(row.sessions),
    String(row.clients),
    decimal(row.mean, 2),
    decimal(row.expected, 2),
    decimal(row.shrunkMean, 2),
  ];
}
