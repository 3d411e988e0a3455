import type { PhaseRow } from '../../statistics/contract.ts';
import { decimal, percent } from '../words/number-text.ts';
import type { TableSection } from './section.ts';
import type { Column } from './text-table.ts';

const COLUMNS: Column[] = [
  { header: 'Phase' },
  { header: 'Recorded', align: 'right' },
  { header: 'Mean minutes', align: 'right' },
  { header: 'Expected' },
  { header: 'Within', align: 'right' },
];

/** Minutes of the phases of a session against what is usual. */
export function phaseSection(phases: readonly PhaseRow[]): TableSection {
  const title = 'Phases of a session: minutes against what is expected';
  const rows = phases.map(({ phase, n, meanMinutes, expectedMinutes: [low, high], withinExpected }) => [
    phase,
    String(n),
    decimal(meanMinutes, 1),
    low === high ? String(low) : `${low} to ${high}`,
    percent(withinExpected),
  ]);
  return { title, columns: COLUMNS, rows, below: rows.length === 0 ? ['None was recorded.'] : [] };
}
