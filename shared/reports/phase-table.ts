import type { PhaseRow } from '../statistics/contract.ts';
import { decimal, percent } from './number-text.ts';
import { section } from './section.ts';
import { type Column, textTable } from './text-table.ts';

const COLUMNS: Column[] = [
  { header: 'Phase' },
  { header: 'Recorded', align: 'right' },
  { header: 'Mean minutes', align: 'right' },
  { header: 'Expected' },
  { header: 'Within', align: 'right' },
];

/** Minutes of the phases of a session against what is usual. */
export function phaseTable(phases: readonly PhaseRow[]): string {
  const title = 'Phases of a session: minutes against what is expected';
  if (phases.length === 0) return `${title}\nNone was recorded.`;
  const rows = phases.map(({ phase, n, meanMinutes, expectedMinutes: [low, high], withinExpected }) => [
    phase,
    String(n),
    decimal(meanMinutes, 1),
    low === high ? String(low) : `${low} to ${high}`,
    percent(withinExpected),
  ]);
  return section(title, textTable(COLUMNS, rows));
}
