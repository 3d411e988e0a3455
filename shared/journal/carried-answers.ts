import { type Fields, goalField } from './journal-answers.ts';
import type { JournalForm } from './journal-form.ts';

type Asked = Pick<JournalForm, 'questions'>;

/**
 * What was answered to one form, as fields of another: an answer goes to the same goal, wherever that stands now, and to
 * no other. Of what moment it was is asked anew, since what was "now" is not now any more.
 *
 * @param from undefined where nobody knows what was asked: of goals nothing is carried over then
 */
export function carriedAnswers(fields: Fields, from: Asked | undefined, to: Asked): Fields {
  const { pain = '', soreness = '' } = fields;
  const goals = to.questions.goals.flatMap(({ goalId, measure }, index) => {
    const asked = from?.questions.goals ?? [];
    const place = asked.findIndex((goal) => goal.goalId === goalId && goal.measure === measure);
    const answer = place < 0 ? undefined : fields[goalField(place)];
    return answer === undefined ? [] : [[goalField(index), answer] as const];
  });
  return { pain, soreness, ...Object.fromEntries(goals) };
}
