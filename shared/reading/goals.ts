import type { ClientsInCare } from '../access/in-care.ts';
import { BadRequestError } from '../errors.ts';
import { type GoalReport, goalReport } from '../goals/goal-report.ts';
import { GOAL_STATUSES, type GoalStatus } from '../goals/goal-standing.ts';
import { goalsPk, goalsSkPrefix, parseGoalItem } from '../storage/keys/keys.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { goalProgressOf } from '../views/goal-progress-view.ts';
import { askedDate } from './as-of.ts';
import { askedTherapist, type Reader, visibleClients, visibleTherapist } from './therapist.ts';

/** Goals read for one page. A status is told from each goal, so that a page may hold fewer, or none. */
const GOALS_A_PAGE = 500;

/** `client` is the pseudonym: it tells clients apart without naming them. */
export type GoalPage = { asOf: string; goals: ({ client: string } & GoalReport)[]; next?: string };
export type GoalQuery = { asOf: string; status?: GoalStatus; therapist?: string; next?: string };

/** What is asked for in a query, each part checked. */
export function askedGoals(
  query: Readonly<Record<string, string | undefined>> | undefined,
  today: string,
): GoalQuery {
  const { status, next } = query ?? {};
  const therapist = askedTherapist(query);
  if (status !== undefined && !(GOAL_STATUSES as readonly string[]).includes(status)) {
    throw new BadRequestError('status', `expected one of ${GOAL_STATUSES.join(', ')}`);
  }
  return {
    asOf: askedDate(query, today),
    ...(status !== undefined && { status: status as GoalStatus }),
    ...(therapist !== undefined && { therapist }),
    ...(next !== undefined && { next }),
  };
}

/**
 * How the clinic's goals stand as of a date, a page at a time: an owner sees all, a therapist her own
 * of the clients in her care.
 * `next` says where to go on; while there is one, there may be more, also after an empty page.
 */
export async function readGoals(
  { views, inCare }: { views: Pick<ViewStore, 'page'>; inCare: ClientsInCare },
  reader: Reader,
  query: GoalQuery,
): Promise<GoalPage> {
  const prefix = goalsSkPrefix(visibleTherapist(reader, query.therapist));
  const after = query.next === undefined ? undefined : placeOf(query.next, prefix);
  const items = await views.page(goalsPk(reader.clinicId), prefix, GOALS_A_PAGE + 1, after);
  const page = items.slice(0, GOALS_A_PAGE);
  const held = page.map(({ key, content }) => ({ client: parseGoalItem(key).client, content }));
  const visible = await visibleClients(
    inCare,
    reader,
    held.map(({ client }) => client),
  );
  const goals = held
    .filter(({ client }) => visible.has(client))
    .map(({ client, content }) => ({ client, ...goalReport(goalProgressOf(content!), query.asOf) }));
  return {
    asOf: query.asOf,
    goals: goals.filter(({ status }) => query.status === undefined || status === query.status),
    ...(items.length > GOALS_A_PAGE && {
      next: Buffer.from(page.at(-1)!.key.sk, 'utf8').toString('base64url'),
    }),
  };
}

/**
 * The sort key to go on after. Keys are ASCII; what is not may sort outside the range that is read, which
 * DynamoDB refuses.
 */
function placeOf(next: string, prefix: string): string {
  const place = Buffer.from(next, 'base64url').toString('utf8');
  if (place.startsWith(prefix) && /^[!-~]+$/.test(place)) return place;
  throw new BadRequestError('next', 'expected the value that the page before gave');
}
