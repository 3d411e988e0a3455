import type { Group, Interval } from '../../statistics/contract.ts';
import { decimal, NOTHING, part } from '../words/number-text.ts';
import { reasonLines } from '../words/reason-lines.ts';
import { medianText } from '../words/time-text.ts';
import type { TableSection } from './section.ts';
import type { Column } from './text-table.ts';

const COLUMNS: Column[] = [
  { header: 'Technique', width: 21 },
  { header: 'In a journal', width: 13 },
  { header: 'Recovered', width: 9 },
  { header: 'Median hours', width: 12 },
  { header: 'Brackets', width: 9 },
  { header: 'Expected', width: 8 },
];

const SHOWN = {
  recovery: '',
  'recovery.interval.medianHours': 'brackets',
};

/** Hours until soreness has gone, as they were reported, beside what clients are told to expect. */
export function recoverySection(groups: readonly Group[]): TableSection {
  const rows = groups.map((group) => {
    const { technique, sessions, completeness, recovery, expectedRecoveryHours: expected } = group;
    return [
      technique,
      part(completeness.withRecovery, sessions),
      `${recovery.events}/${recovery.n}`,
      medianText(recovery),
      bracketText(recovery.interval.medianHours),
      expectedText(expected),
    ];
  });
  const below = reasonLines(
    groups.map(({ technique, notes }) => ({ name: technique, notes })),
    SHOWN,
  );
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
