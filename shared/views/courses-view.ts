import { coursesOf } from '../outcomes/client-outcomes.ts';
import type { CourseOutcome } from '../outcomes/course-outcome.ts';
import { monthAsWritten } from '../records/instant.ts';
import { type ClientKey, coursesItem } from '../storage/keys.ts';
import type { ViewStore } from '../storage/view-store.ts';
import { type CourseChain, readCourseChain } from './course-chain.ts';
import type { View } from './refresh.ts';

/**
 * The courses of one client that can have changed with some months: one item for each month in which they
 * may begin. `around` are the months that changed.
 */
export type CoursesKey = ClientKey & { months: string[]; around: string[] };

/** Courses of care, from the client's session outcomes over the months of the course. */
export function coursesView(store: Pick<ViewStore, 'get'>): View<CoursesKey, CourseChain> {
  return {
    entity: 'courses-of-care',
    items: (key) => key.months.map((month) => coursesItem({ ...key, month })),
    sources: (key) => readCourseChain(store, key, key.around),
    derive: ({ months }, chain) => {
      const begun = Map.groupBy(coursesOf([...chain.values()]), ({ startedAt }) => monthAsWritten(startedAt));
      return months.map((month) => (begun.has(month) ? JSON.stringify(begun.get(month)) : null));
    },
  };
}

/**
 * Which items a change of some months makes stale: those of all months with a session around them, and of
 * the months that may just have lost theirs.
 *
 * @param lost months in which a session was, or is no more
 * @returns undefined when no course can be concerned
 */
export async function staleCourses(
  store: Pick<ViewStore, 'get'>,
  owner: ClientKey,
  around: readonly string[],
  lost: readonly string[],
): Promise<CoursesKey | undefined> {
  if (around.length === 0) return undefined;
  const chain = await readCourseChain(store, owner, around);
  const withSessions = [...chain].filter(([, { sessions }]) => sessions.length > 0).map(([month]) => month);
  const months = [...new Set([...withSessions, ...lost])].sort();
  return months.length === 0 ? undefined : { ...owner, months, around: [...around] };
}

/** Reads the content of a courses item. */
export function coursesIn(content: string): CourseOutcome[] {
  return JSON.parse(content) as CourseOutcome[];
}
