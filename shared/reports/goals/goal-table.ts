import type { GoalReport } from '../../goals/goal-report.ts';
import { GOAL_STATUSES } from '../../goals/goal-standing.ts';
import { type Column, paragraph, textTable } from '../tables/text-table.ts';
import { counted } from '../words/listed.ts';
import { NOTHING, percent, plainNumber } from '../words/number-text.ts';
import { goalVerdict, leftOutText } from './goal-verdict.ts';

const COLUMNS: Column[] = [
  { header: 'Goal', width: 14 },
  { header: 'Kind' },
  { header: 'Measure', width: 14 },
  { header: 'From -> to', width: 16 },
  { header: 'Latest', align: 'right' },
  { header: 'Of the way', align: 'right' },
  { header: 'Due' },
  { header: 'Status' },
];

/**
 * The goals of a clinic: how many are reached, and those that are or were due last.
 *
 * @param clinic what people call it
 * @param most rows to print; the summary always counts all
 */
export function goalTable(clinic: string, goals: readonly GoalReport[], most: number): string {
  const heading = `Goals at ${clinic}`;
  const title = `${heading}\n${'='.repeat(heading.length)}`;
  if (goals.length === 0) return `${title}\n\nNo goals.`;
  const shown = goals.toSorted(byDueDateLatestFirst).slice(0, most);
  const table = textTable(COLUMNS, shown.map(goalRow));
  const hidden = goals.length - shown.length;
  const more = hidden === 0 ? '' : `\n(and ${hidden} that ${hidden === 1 ? 'was' : 'were'} due before)`;
  return [title, summary(goals), table + more, ...notes(shown)].join('\n\n');
}

/** How to read the goal table; stands once below all of them. */
export const GOAL_LEGEND = paragraph(
  'Of the way: from baseline to target by the latest value; 100 % is there, more is beyond, below 0 is away ' +
    `from it. "${NOTHING}": no value between start and due date. Yes-no tasks: 0 is no, 1 is yes. ` +
    'Attained: the last value by the due date is at the target, and so is the one within four weeks before it, ' +
    'if there is one. Reached once: the last value is at the target, the one before it is not.',
  '  ',
);

function summary(goals: readonly GoalReport[]): string {
  const counts = GOAL_STATUSES.map(
    (status) => [status, goals.filter((goal) => goal.status === status).length] as const,
  )
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${status}`);
  return paragraph(`${counted(goals.length, 'goal')} as of ${goals[0]!.asOf}: ${counts.join(', ')}.`, '  ');
}

/** Verdicts that a row alone would hide: reached once only, or told from less than was measured. */
function notes(goals: readonly GoalReport[]): string[] {
  const told = goals.flatMap((goal) => {
    const leftOut = leftOutText(goal);
    if (leftOut === null && goal.status !== 'reached-once') return [];
    return [paragraph(`${goal.goalId}: ${goalVerdict(goal)}.${leftOut === null ? '' : ` ${leftOut}`}`, '  ')];
  });
  return told.length === 0 ? [] : [told.join('\n')];
}

function goalRow(goal: GoalReport): string[] {
  const { goalId, kind, measure, bodyRegion, baseline, target, unit, latest, shareOfWay, dueOn, status } =
    goal;
  return [
    goalId,
    kind,
    bodyRegion === undefined ? measure : `${measure} @${bodyRegion}`,
    `${plainNumber(baseline)} -> ${plainNumber(target)} ${unit}`,
    latest === null ? NOTHING : plainNumber(latest.value),
    percent(shareOfWay),
    dueOn,
    status,
  ];
}

function byDueDateLatestFirst(a: GoalReport, b: GoalReport): number {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? 1 : -1;
  return a.goalId < b.goalId ? -1 : a.goalId > b.goalId ? 1 : 0;
}
