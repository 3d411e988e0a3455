import type { Group, Interval } from '../statistics/contract.ts';
import { againstExpected } from './expected-recovery.ts';
import { decimal, NOTHING, part } from './number-text.ts';
import { reasonLines } from './reason-lines.ts';
import { sectionText, type TableSection } from './section.ts';
import type { Column } from './text-table.ts';
import { medianText } from './time-text.ts';

const COLUMNS: Column[] = [
  { header: 'Technique', width: 21 },
  { header: 'In a journal', width: 13 },
  { header: 'Recovered', width: 9 },
  { header: 'Median hours (95 %)', width: 20 },
  { header: 'Brackets', width: 9 },
  { header: 'Expected', width: 8 },
  { header: 'Seen', width: 8 },
];

const SHOWN = {
  recovery: '',
  'recovery.ci95': 'interval of the median',
  'recovery.interval.medianHours': 'brackets',
};

export function recoveryTable(groups: readonly Group[]): string {
  return sectionText(recoverySection(groups));
}

/** Hours until soreness has gone, and whether that is what clients are told to expect. */
export function recoverySection(groups: readonly Group[]): TableSection {
  const rows = groups.map((group) => {
    const { technique, sessions, completeness, recovery, expectedRecoveryHours: expected } = group;
    return [
      technique,
      part(completeness.withRecovery, sessions),
      `${recovery.events}/${recovery.n}`,
      medianText(recovery, group),
      bracketText(recovery.interval.medianHours),
      expectedText(expected),
      againstExpected(recovery, expected),
    ];
  });
  const unsure = rows.some((row) => row.at(-1)?.endsWith('?'))
    ? ['?: the interval of the median, or the brackets between reports, would also allow another answer.']
    : [];
  const below = [
    ...unsure,
    ...reasonLines(
      groups.map(({ technique, notes }) => ({ name: technique, notes })),
      SHOWN,
    ),
  ];
  return {
    title: 'Recovery seen with each technique: hours until soreness has gone',
    columns: COLUMNS,
    rows,
    below,
  };
}

/** Hours are never negative, so that the dash cannot be taken for a sign. */
function bracketText(hours: Interval | null): string {
  return hours === null ? NOTHING : hours.map((hour) => decimal(hour, 1)).join('-');
}

function expectedText(hours: Interval | null): string {
  if (hours === null) return NOTHING;
  const [low, high] = hours;
  return high === 0 ? 'at once' : `${low} to ${high}`;
}
