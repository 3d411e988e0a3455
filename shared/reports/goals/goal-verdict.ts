import type { RefusedPoint } from '../../goals/goal-points.ts';
import type { GoalReport } from '../../goals/goal-report.ts';
import { dateWords } from '../../outcomes/date-words.ts';
import { counted } from '../words/listed.ts';
import { goalValue } from './goal-value.ts';

/** What a verdict is told from. */
export type JudgedGoal = Pick<
  GoalReport,
  | 'asOf'
  | 'dueOn'
  | 'unit'
  | 'status'
  | 'attained'
  | 'latest'
  | 'confirming'
  | 'lastReachedOn'
  | 'refused'
  | 'late'
>;

/** How a goal stands and by which rule, as the words after a colon; the values that decided stand in it. */
export function goalVerdict(goal: JudgedGoal): string {
  const isDue = goal.asOf > goal.dueOn;
  switch (goal.status) {
    case 'attained':
      return `${attainedBy(goal)}${isDue ? '' : `; a later value, until ${dateWords(goal.dueOn)}, can still change it`}`;
    case 'reached-once':
      return `reached once, not twice running: ${last(goal)}, is at the target or better; the one before it, ${dated(goal.confirming, goal.unit)}, is not`;
    case 'missed':
      return `${last(goal)}, is not at the target${
        goal.lastReachedOn === null
          ? ''
          : `; it was reached, last on ${dateWords(goal.lastReachedOn)}, and lost again`
      }`;
    case 'no-data':
      return isDue ? 'nothing was measured by the due date' : 'nothing has been measured since the start';
    case 'off-track':
      if (goal.unit === 'yes-no') return `${last(goal)}, is not at the target; a yes-no task has no pace`;
      return 'at this pace the target is not reached by the due date';
    case 'on-track':
      return 'the whole range of the pace reaches the target by the due date';
    case 'at-risk':
      return 'the pace may or may not reach the target by the due date';
    case 'too-early':
      return 'the values so far do not yet tell whether the target is reached by the due date';
  }
}

function attainedBy(goal: JudgedGoal): string {
  const { attained, confirming, latest, unit } = goal;
  if (attained!.rule === 'last-two-values') {
    return `the last two values, ${dated(confirming, unit)} and ${dated(latest, unit)}, are at the target or better`;
  }
  return `${last(goal)}, is at the target or better, and there is no other in the four weeks before it`;
}

function last({ asOf, dueOn, latest, unit }: JudgedGoal): string {
  return `the last value${asOf > dueOn ? ' by the due date' : ' so far'}, ${dated(latest, unit)}`;
}

function dated(value: JudgedGoal['latest'], unit: GoalReport['unit']): string {
  return `${goalValue(value!.value, unit)} on ${dateWords(value!.at)}`;
}

const LEFT_OUT: Readonly<Record<RefusedPoint, string>> = {
  'off-scale': 'that the measure cannot take',
  'wrong-body-region': 'of another body region',
  'wrong-recall-window': 'about another time than now',
  'before-start': 'before the start',
  'after-due-date': 'after the due date',
};

/** The values that did not count, as a sentence; nothing where all did. */
export function leftOutText({ refused, late, unit }: JudgedGoal): string | null {
  const parts = (Object.entries(refused) as [RefusedPoint, number][]).map(([reason, count]) => {
    const values = `${counted(count, 'value')} ${LEFT_OUT[reason]}`;
    return reason === 'after-due-date' && late
      ? `${values} (the latest ${goalValue(late.value, unit)} on ${dateWords(late.on)})`
      : values;
  });
  return parts.length === 0 ? null : `Not counted: ${parts.join(', ')}.`;
}
