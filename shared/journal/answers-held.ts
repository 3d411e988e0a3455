import { CANNOT_TELL, type Fields, goalField } from './journal-answers.ts';
import type { EntryFact } from './journal-entry.ts';
import type { JournalForm } from './journal-form.ts';
import { kindOfQuestion } from './journal-questions.ts';

/** How an entry was answered before, as fields of a form; what was not told then cannot be told. */
export function answersHeld(form: JournalForm, held: readonly EntryFact[]): Fields {
  const scores = held.filter((fact) => fact.type === 'pain-score');
  const typed = (value: number | undefined) => (value === undefined ? CANNOT_TELL : String(value));
  const ofGoals = form.questions.goals.map((goal, index): [string, string] => {
    const measured = held.find((fact) => fact.type === 'measurement' && fact.goalId === goal.goalId);
    const value = measured?.type === 'measurement' ? measured.value : undefined;
    if (['recovery', 'movement'].includes(kindOfQuestion(goal) ?? ''))
      return [goalField(index), value === undefined ? '' : String(value)];
    if (kindOfQuestion(goal) === 'task' && value !== undefined)
      return [goalField(index), value === 1 ? 'yes' : 'no'];
    return [goalField(index), typed(value)];
  });
  return {
    pain: typed(scores.find(({ pain }) => pain !== undefined)?.pain),
    soreness: typed(scores.find(({ soreness }) => soreness !== undefined)?.soreness),
    ...Object.fromEntries(ofGoals),
  };
}
