import { COURSE_GAP_DAYS } from '../outcomes/course-of-care.ts';
import { monthAfter, monthsBetween } from '../outcomes/months.ts';
import type { ClientMonth } from '../outcomes/session-outcome.ts';
import { LONGEST_SESSION_HOURS } from '../records/session.ts';
import { boundedUtcText } from '../records/time/bounded-utc-text.ts';
import { EASTERNMOST_SECONDS, WESTERNMOST_SECONDS } from '../records/time/extreme-zones.ts';
import { monthAsWritten, utcSeconds } from '../records/time/instant.ts';
import { mapKey } from '../storage/aws/dynamodb.ts';
import { type ClientKey, clientMonthItem } from '../storage/keys/keys.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { clientMonthOf } from './client-month-view.ts';

/** A client's months in a row, by month; months without anything are left out. */
export type CourseChain = Map<string, ClientMonth>;

/** From one instant to another, in seconds since 1970 UTC. */
export type Span = { from: number; to: number };

const HOUR_SECONDS = 3600;
const GAP_SECONDS = COURSE_GAP_DAYS * 24 * HOUR_SECONDS;
const LONGEST_SESSION_SECONDS = LONGEST_SESSION_HOURS * HOUR_SECONDS;
/** A long course takes longer and longer steps, up to this: few calls, and not many more months than it has. */
const LONGEST_STEP_MONTHS = 12;

/** The first month in which a session can have begun that shares a course with what is at an instant. */
const firstMonthBefore = (at: number) =>
  monthAsWritten(boundedUtcText(at - GAP_SECONDS - LONGEST_SESSION_SECONDS + WESTERNMOST_SECONDS));
/** The last month in which one can begin after a session that began at an instant. */
const lastMonthAfter = (at: number) =>
  monthAsWritten(boundedUtcText(at + LONGEST_SESSION_SECONDS + GAP_SECONDS + EASTERNMOST_SECONDS));

/**
 * Reads the months that can share a course of care with what lies in a span of time: as far as the gap reaches that ends a
 * course, and on from the outermost sessions found until nothing more can belong to them. The cost is a small row a month of
 * the course, whatever was recorded; a month in which nothing is costs as much as another.
 *
 * @param around from the earliest to the latest of the sessions and journal entries that are asked about
 */
export async function readCourseChain(
  store: Pick<ViewStore, 'get'>,
  owner: ClientKey,
  around: Span,
): Promise<CourseChain> {
  let from = firstMonthBefore(around.from);
  let to = lastMonthAfter(around.to);
  const chain: CourseChain = new Map();
  await addMonths(store, owner, monthsBetween(from, to), chain);
  for (let step = 1; ; step = longer(step)) {
    const needed = firstMonthBefore(Math.min(...startsIn(chain)));
    if (needed >= from) break;
    const earlier = [needed, monthAfter(from, -step)].toSorted()[0]!;
    await addMonths(store, owner, monthsBetween(earlier, monthAfter(from, -1)), chain);
    from = earlier;
  }
  for (let step = 1; ; step = longer(step)) {
    const needed = lastMonthAfter(Math.max(...startsIn(chain)));
    if (needed <= to) break;
    const later = [needed, monthAfter(to, step)].toSorted()[1]!;
    await addMonths(store, owner, monthsBetween(monthAfter(to, 1), later), chain);
    to = later;
  }
  return chain;
}

/** Of all that was begun or written down in some months, wherever their clocks were. */
export function spanOfMonths(months: readonly string[]): Span {
  const [first, last] = [months.toSorted()[0]!, months.toSorted().at(-1)!];
  return {
    from: Date.parse(`${first}-01T00:00:00Z`) / 1000 - EASTERNMOST_SECONDS,
    to: Date.parse(`${monthAfter(last, 1)}-01T00:00:00Z`) / 1000 - WESTERNMOST_SECONDS,
  };
}

const longer = (step: number) => Math.min(2 * step, LONGEST_STEP_MONTHS);

function startsIn(chain: CourseChain): number[] {
  return [...chain.values()].flatMap(({ sessions }) =>
    sessions.map(({ startedAt }) => utcSeconds(startedAt)),
  );
}

async function addMonths(
  store: Pick<ViewStore, 'get'>,
  owner: ClientKey,
  months: readonly string[],
  chain: CourseChain,
): Promise<void> {
  const items = await store.get(months.map((month) => clientMonthItem({ ...owner, month })));
  for (const month of months) {
    const content = items.get(mapKey(clientMonthItem({ ...owner, month })))?.content;
    if (content) chain.set(month, clientMonthOf(content));
  }
}
