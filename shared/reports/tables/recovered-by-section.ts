import type { Group } from '../../statistics/contract.ts';
import { percent } from '../words/number-text.ts';
import type { TableSection } from './section.ts';

/** Share of sessions after which soreness has gone by 24, 48 and 72 hours: points on the recovery curves. */
export function recoveredBySection(groups: readonly Group[]): TableSection {
  const rows = groups
    .filter(({ recovery }) => recovery.n > 0)
    .map(({ technique, recovery: { n, censored, resolvedBy } }) => [
      technique,
      String(n),
      String(censored),
      percent(resolvedBy['24']),
      percent(resolvedBy['48']),
      percent(resolvedBy['72']),
    ]);
  return {
    title: 'Recovered by 24, 48 and 72 hours (Kaplan-Meier)',
    columns: [
      { header: 'Technique' },
      { header: 'Followed', align: 'right' },
      { header: 'Still sore at the last report', align: 'right' },
      { header: 'By 24 h', align: 'right' },
      { header: 'By 48 h', align: 'right' },
      { header: 'By 72 h', align: 'right' },
    ],
    rows,
    below: rows.length === 0 ? ['No session has a report of soreness.'] : [],
  };
}
