import { compareText } from '../outcomes/client-order.ts';
import type { Goal } from '../records/goal.ts';
import type { Held } from '../records/held.ts';
import type { JournalQuestions } from './journal-form.ts';

/**
 * What a form asks a client: pain where the open pain goal looks, since only such an entry counts for it, and
 * the task of an open yes-no goal. Of several goals the one that is due first is asked about.
 *
 * @param goals the client's, in any order
 * @param today the client's own day, `YYYY-MM-DD`
 */
export function journalQuestions(goals: readonly Held<Goal>[], today: string): JournalQuestions {
  const open = goals
    .filter(({ startsOn, dueOn }) => startsOn <= today && today <= dueOn)
    .toSorted((a, b) => compareText(a.dueOn, b.dueOn) || compareText(a.goalId, b.goalId));
  const bodyRegion = open.find(({ kind }) => kind === 'pain')?.bodyRegion;
  const task = open.find(({ unit }) => unit === 'yes-no');
  return {
    ...(bodyRegion !== undefined && { bodyRegion }),
    ...(task && { task: { goalId: task.goalId, measure: task.measure } }),
  };
}
