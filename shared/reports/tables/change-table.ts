import type { Change, Group } from '../../statistics/contract.ts';
import { NOTHING, part, percentRange } from '../words/number-text.ts';
import { reasonLines } from '../words/reason-lines.ts';
import { meanText } from './change-interval.ts';
import type { TableSection } from './section.ts';
import type { Column } from './text-table.ts';

/** The three changes; a table shows one of them and never two, as one says nothing about another. */
type RawChange = 'immediate' | 'sustained' | 'course';

const TITLES: Record<RawChange, string> = {
  immediate: 'Immediate: change seen with each technique right after the session',
  sustained: 'Sustained: change seen with each technique 24 to 72 hours later',
  course: 'Course: change seen over a course of care that began with each technique',
};

/** What the pairs are counted of. */
const PAIR_COLUMNS: Record<RawChange, Column> = {
  immediate: { header: 'Scored' },
  sustained: { header: 'Followed' },
  course: { header: 'Courses', align: 'right' },
};

/** One change of every technique as it was reckoned: completeness, clients, mean and responders. */
export function changeSection(kind: RawChange, groups: readonly Group[]): TableSection {
  const columns: Column[] = [
    { header: 'Technique' },
    { header: 'Mean improvement (95 %)' },
    { header: 'SD', align: 'right' },
    { header: 'Clients', align: 'right' },
    PAIR_COLUMNS[kind],
    { header: 'Responders' },
    { header: 'Bounds' },
  ];
  const rows = groups.map((group) => {
    const [mean, sd, clients, ...responders] = changeCells(group[kind]);
    return [group.technique, mean!, sd!, clients!, pairs(kind, group), ...responders];
  });
  const below = reasonLines(
    groups.map(({ technique, notes }) => ({ name: technique, notes })),
    shownPaths(kind),
  );
  return { title: TITLES[kind], columns, rows, below };
}

function pairs(kind: RawChange, { sessions, completeness, course }: Group): string {
  if (kind === 'course') return String(course.n);
  return part(kind === 'immediate' ? completeness.withBoth : completeness.withSustained, sessions);
}

function changeCells(change: Change): string[] {
  const { clients, improvement, responders, bounds } = change;
  const { count, eligible } = responders.atLeast30Percent;
  return [
    meanText(change),
    improvement.sd === null ? NOTHING : improvement.sd.toFixed(2),
    String(clients),
    eligible === 0 ? NOTHING : part(count, eligible),
    percentRange(bounds.atLeast30Percent),
  ];
}

function shownPaths(kind: RawChange): Record<string, string> {
  return {
    [kind]: '',
    [`${kind}.clustered`]: 'interval',
    [`${kind}.responders.atLeast30Percent`]: 'responders',
    [`${kind}.bounds.atLeast30Percent`]: 'bounds',
  };
}
