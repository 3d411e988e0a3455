import { EXPECTED_PHASE_MINUTES, PHASES } from '../../records/catalogue.ts';
import type { PhaseRow } from '../contract.ts';
import type { OutcomeTable } from '../table/outcome-table.ts';

/** How long the phases of a session took, of those that were recorded, against their usual minutes. */
export function phaseMinutes({ phaseMinutes: recorded }: Pick<OutcomeTable, 'phaseMinutes'>): PhaseRow[] {
  return PHASES.flatMap((phase) => {
    // In order of their size, so that decimal minutes add up to the same digits in any order.
    const counts = [...recorded.get(phase)!].sort(([a], [b]) => a - b);
    const n = counts.reduce((sum, [, count]) => sum + count, 0);
    if (n === 0) return [];
    const [low, high] = EXPECTED_PHASE_MINUTES[phase];
    const minutes = counts.reduce((sum, [value, count]) => sum + value * count, 0);
    const within = counts.reduce(
      (sum, [value, count]) => sum + (value >= low && value <= high ? count : 0),
      0,
    );
    return [
      {
        phase,
        n,
        meanMinutes: minutes / n,
        expectedMinutes: [low, high] as [number, number],
        withinExpected: within / n,
      },
    ];
  });
}
