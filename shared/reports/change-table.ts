import type { Change, Group } from '../statistics/contract.ts';
import { hasRepeats, meanText, shownInterval } from './change-interval.ts';
import { NOTHING, part, percentRange } from './number-text.ts';
import { reasonLines } from './reason-lines.ts';
import { regressionLines } from './regression-to-the-mean.ts';
import { REPEATS_MARK, sectionText, type TableSection } from './section.ts';
import type { Column } from './text-table.ts';

/** The three changes; a table shows one of them and never two, as one says nothing about another. */
export type ChangeKind = 'immediate' | 'sustained' | 'course';

const TITLES: Record<ChangeKind, string> = {
  immediate: 'Change seen with each technique right after the session (immediate)',
  sustained: 'Change seen with each technique 24 to 72 hours later (sustained)',
  course: 'Change seen over a course of care that began with each technique (course)',
};

/** What the pairs are counted of. */
const PAIR_COLUMNS: Record<ChangeKind, Column> = {
  immediate: { header: 'Scored', width: 13 },
  sustained: { header: 'Followed', width: 13 },
  course: { header: 'Courses', align: 'right' },
};

export function changeTable(kind: ChangeKind, groups: readonly Group[]): string {
  return sectionText(changeSection(kind, groups));
}

/** One change of every technique: completeness, clients, mean and responders with their uncertainty. */
export function changeSection(kind: ChangeKind, groups: readonly Group[]): TableSection {
  // The widths add up to the widest line: a longer cell goes on in a second one.
  const columns: Column[] = [
    { header: 'Technique', width: 21 },
    PAIR_COLUMNS[kind],
    { header: 'Clients', align: 'right' },
    { header: 'Improvement (95 %)', width: 20 },
    { header: 'Responders', width: 13 },
    { header: '95 %', width: 7 },
    { header: 'Bounds', width: 7 },
  ];
  const rows = groups.map((group) => [group.technique, pairs(kind, group), ...changeCells(group[kind])]);
  const below = [
    ...regressionLines(
      groups.map(({ technique, [kind]: change }) => ({
        name: technique,
        mean: change.improvement.mean,
        lower: shownInterval(change)?.[0] ?? null,
      })),
    ),
    ...reasonLines(
      groups.map(({ technique, notes }) => ({ name: technique, notes })),
      shownPaths(kind),
    ),
  ];
  return { title: TITLES[kind], columns, rows, below };
}

function pairs(kind: ChangeKind, { sessions, completeness, course }: Group): string {
  if (kind === 'course') return String(course.n);
  return part(kind === 'immediate' ? completeness.withBoth : completeness.withSustained, sessions);
}

function changeCells(change: Change): string[] {
  const { clients, responders, bounds } = change;
  const { count, eligible, ci95 } = responders.atLeast30Percent;
  const mark = ci95 !== null && hasRepeats(change) ? REPEATS_MARK : '';
  return [
    String(clients),
    meanText(change),
    eligible === 0 ? NOTHING : part(count, eligible),
    percentRange(ci95) + mark,
    percentRange(bounds.atLeast30Percent),
  ];
}

function shownPaths(kind: ChangeKind): Record<string, string> {
  return {
    [kind]: '',
    [`${kind}.ci95`]: 'interval of the mean',
    [`${kind}.clustered`]: 'interval that allows for repeated clients',
    [`${kind}.responders.atLeast30Percent`]: 'responders',
    [`${kind}.bounds.atLeast30Percent`]: 'bounds',
  };
}
