import { coursesOf } from '../outcomes/client-outcomes.ts';
import type { CourseOutcome } from '../outcomes/course-outcome.ts';
import { monthAsWritten } from '../records/time/instant.ts';
import { type ClientKey, coursesItem } from '../storage/keys/keys.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { type CourseChain, readCourseChain, type Span } from './course-chain.ts';
import type { View } from './refresh.ts';

/**
 * The courses of one client that can have changed with what lies in a span of time: one item for each month in which they
 * may begin. `around` is from the earliest to the latest of what changed.
 */
export type CoursesKey = ClientKey & { months: string[]; around: Span };

/** Courses of care as a view, and which of its items a change makes stale. */
export type CoursesView = View<CoursesKey, CourseChain> & {
  /**
   * Which items a change makes stale: those of all months with a session around it, and of the months that may just have
   * lost theirs. What is read to find out is what the first look derives from.
   *
   * @param lost months in which a session was, or is no more
   * @returns undefined when no course can be concerned
   */
  stale(owner: ClientKey, around: Span, lost: readonly string[]): Promise<CoursesKey | undefined>;
};

/** Courses of care, from the client's session outcomes over the months of the course. */
export function coursesView(store: Pick<ViewStore, 'get'>): CoursesView {
  const read = new WeakMap<CoursesKey, CourseChain>();
  return {
    entity: 'courses-of-care',
    items: (key) => key.months.map((month) => coursesItem({ ...key, month })),
    sources: async (key) => {
      const first = read.get(key);
      read.delete(key);
      return first ?? readCourseChain(store, key, key.around);
    },
    derive: ({ months }, chain) => {
      const begun = Map.groupBy(coursesOf([...chain.values()]), ({ startedAt }) => monthAsWritten(startedAt));
      return months.map((month) => (begun.has(month) ? JSON.stringify(begun.get(month)) : null));
    },
    async stale(owner, around, lost) {
      const chain = await readCourseChain(store, owner, around);
      const withSessions = [...chain]
        .filter(([, { sessions }]) => sessions.length > 0)
        .map(([month]) => month);
      const months = [...new Set([...withSessions, ...lost])].sort();
      if (months.length === 0) return undefined;
      const key = { ...owner, months, around };
      read.set(key, chain);
      return key;
    },
  };
}

/** Reads the content of a courses item. */
export function coursesIn(content: string): CourseOutcome[] {
  return JSON.parse(content) as CourseOutcome[];
}
