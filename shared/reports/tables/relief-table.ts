import type { Group } from '../../statistics/contract.ts';
import { part, percent } from '../words/number-text.ts';
import { reasonLines } from '../words/reason-lines.ts';
import { medianText } from '../words/time-text.ts';
import type { TableSection } from './section.ts';
import type { Column } from './text-table.ts';

const COLUMNS: Column[] = [
  { header: 'Technique', width: 21 },
  { header: 'Followed', width: 13 },
  { header: 'Pain back', width: 9 },
  { header: 'Median hours', width: 12 },
  { header: 'By 24 h', align: 'right' },
  { header: 'By 48 h', align: 'right' },
  { header: 'By 72 h', align: 'right' },
];

/** How long pain stayed below where it was before, of the sessions after which it was lower. */
export function reliefSection(groups: readonly Group[]): TableSection {
  const rows = groups.map((group) => {
    const { technique, relief } = group;
    const { '24': day, '48': twoDays, '72': threeDays } = relief.resolvedBy;
    return [
      technique,
      part(relief.n, sessionsWithFall(group)),
      `${relief.events}/${relief.n}`,
      medianText(relief),
      percent(day),
      percent(twoDays),
      percent(threeDays),
    ];
  });
  return {
    title: 'Relief seen with each technique: hours until pain was back at its level before',
    columns: COLUMNS,
    rows,
    below: reasonLines(
      groups.map(({ technique, notes }) => ({ name: technique, notes })),
      { relief: '', 'relief.ci95': 'interval of the median' },
    ),
  };
}

/** Cells of [before][after] below the diagonal. */
function sessionsWithFall({ immediate }: Group): number {
  return immediate.transitions.reduce(
    (sum, row, before) => sum + row.reduce((fell, count, after) => fell + (after < before ? count : 0), 0),
    0,
  );
}
