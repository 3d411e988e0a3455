import { compareText } from '../outcomes/client-order.ts';
import type { Goal } from '../records/goal.ts';
import type { Held } from '../records/versions/held.ts';
import type { GoalQuestion, JournalQuestions } from './journal-form.ts';

/** More questions are answered less. */
const MOST_GOALS_ASKED = 2;

/** How a client can answer about a goal; undefined of pain, which every entry tells. */
export function kindOfQuestion({
  measure,
}: Pick<Goal, 'measure'>): 'task' | 'activity' | 'recovery' | 'movement' | undefined {
  if (measure.startsWith('task:')) return 'task';
  if (measure.startsWith('psfs:')) return 'activity';
  if (measure.startsWith('range-of-motion:')) return 'movement';
  return measure === 'recovery-hours' ? 'recovery' : undefined;
}

/**
 * What a form asks a client: pain where the open pain goal looks, since only such an entry counts for it, and the own
 * questions of open goals: a task, an activity, the hours of recovery, the degrees of a movement. Those that are due first are asked about, a
 * movement last.
 *
 * @param goals the client's, in any order
 * @param today the client's own day, `YYYY-MM-DD`
 */
export function journalQuestions(goals: readonly Held<Goal>[], today: string): JournalQuestions {
  const open = goals
    .filter(({ startsOn, dueOn }) => startsOn <= today && today <= dueOn)
    .toSorted((a, b) => compareText(a.dueOn, b.dueOn) || compareText(a.goalId, b.goalId));
  const bodyRegion = open.find(({ kind }) => kind === 'pain')?.bodyRegion;
  // What has to be measured comes after what a client simply knows.
  const isMeasured = (goal: Held<Goal>) => kindOfQuestion(goal) === 'movement';
  const askable = open.filter((goal) => kindOfQuestion(goal) !== undefined);
  const asked = [...askable.filter((goal) => !isMeasured(goal)), ...askable.filter(isMeasured)].slice(
    0,
    MOST_GOALS_ASKED,
  );
  return {
    ...(bodyRegion !== undefined && { bodyRegion }),
    goals: asked.map(({ goalId, measure }): GoalQuestion => ({ goalId, measure })),
  };
}
