import { requireRole } from '../../../shared/access/principal.ts';
import { pageAnswer } from '../../../shared/http/page-answer.ts';
import { goalBoard } from '../../../shared/pages/goal-board.ts';
import { page } from '../../../shared/pages/page.ts';
import { askedDate } from '../as-of.ts';
import { type GoalPage, readGoals } from '../goals.ts';
import type { ReadDeps } from '../handler.ts';
import type { SignedInPage } from './page-handler.ts';

/** The therapist's goal board, from the pages of `GET /v1/goals`. */
export function goalBoardPage({ views, today }: Pick<ReadDeps, 'views' | 'today'>): SignedInPage {
  return async (event, { principal, viewer }) => {
    const therapist = requireRole(principal, 'therapist');
    const asOf = askedDate(event.queryStringParameters, today());
    const goals: GoalPage['goals'] = [];
    let next: string | undefined;
    do {
      const read = await readGoals(views, therapist, { asOf, ...(next !== undefined && { next }) });
      goals.push(...read.goals);
      next = read.next;
    } while (next !== undefined);
    const main = goalBoard(goals, asOf);
    return pageAnswer(200, page({ title: 'Goal board', viewer, path: '/therapist', main }));
  };
}
