import type { Principal } from '../../shared/access/principal.ts';
import { BadRequestError } from '../../shared/errors.ts';
import type { GoalProgress } from '../../shared/goals/goal-progress.ts';
import { goalsPk, parseGoalItem, therapistSkPrefix } from '../../shared/storage/keys.ts';
import type { ViewStore } from '../../shared/storage/view-store.ts';
import { goalProgressOf } from '../../shared/views/goal-progress-view.ts';

const GOALS_A_PAGE = 500;

/** `client` is the pseudonym: it tells clients apart without naming them. */
export type GoalPage = { goals: ({ client: string } & GoalProgress)[]; next?: string };

/**
 * Progress of the clinic's goals, a page at a time: an owner sees all, a therapist her own.
 *
 * @param next where to go on, as the page before gave it
 */
export async function readGoals(
  views: ViewStore,
  principal: Extract<Principal, { role: 'owner' | 'therapist' }>,
  next: string | undefined,
): Promise<GoalPage> {
  const prefix = principal.role === 'therapist' ? therapistSkPrefix(principal.therapistId) : 'THERAPIST#';
  const after = next === undefined ? undefined : Buffer.from(next, 'base64url').toString('utf8');
  if (after !== undefined && !after.startsWith(prefix)) {
    throw new BadRequestError('next', 'expected the value that the page before gave');
  }
  const items = await views.page(goalsPk(principal.clinicId), prefix, GOALS_A_PAGE + 1, after);
  const page = items.slice(0, GOALS_A_PAGE);
  return {
    goals: page.map(({ key, content }) => ({
      client: parseGoalItem(key).client,
      ...goalProgressOf(content!),
    })),
    ...(items.length > GOALS_A_PAGE && {
      next: Buffer.from(page.at(-1)!.key.sk, 'utf8').toString('base64url'),
    }),
  };
}
