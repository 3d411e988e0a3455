import { monthAfter, monthsBetween } from '../outcomes/months.ts';
import type { ClientMonth } from '../outcomes/session-outcome.ts';
import { mapKey } from '../storage/dynamodb.ts';
import { type ClientKey, clientMonthItem } from '../storage/keys.ts';
import type { ViewStore } from '../storage/view-store.ts';
import { clientMonthOf } from './client-month-view.ts';

/** A client's months in a row, by month; months without anything are left out. */
export type CourseChain = Map<string, ClientMonth>;

/** So many months without a session are longer than the 60 days that end a course, whatever the offsets. */
const MONTHS_BETWEEN_COURSES = 3;
const LAST_OF_GAP = MONTHS_BETWEEN_COURSES - 1;
/**
 * A long course takes longer and longer steps, up to this: few calls, and not many more months than it has. The first
 * goes no further than a gap needs: most courses are short, and a month in which nothing is costs as much as another.
 */
const LONGEST_STEP_MONTHS = 12;
const longer = (step: number) => Math.min(Math.max(2 * step, MONTHS_BETWEEN_COURSES), LONGEST_STEP_MONTHS);

/**
 * Reads the months that can share a course of care with the given ones: outwards from them until there are
 * months enough without a session. The cost is a small row a month of the course, whatever was recorded.
 */
export async function readCourseChain(
  store: Pick<ViewStore, 'get'>,
  owner: ClientKey,
  around: readonly string[],
): Promise<CourseChain> {
  const sorted = around.toSorted();
  let from = monthAfter(sorted[0]!, -MONTHS_BETWEEN_COURSES);
  let to = monthAfter(sorted.at(-1)!, MONTHS_BETWEEN_COURSES);
  const chain: CourseChain = new Map();
  await addMonths(store, owner, monthsBetween(from, to), chain);
  let step = monthsMissing(chain, monthsBetween(from, monthAfter(from, LAST_OF_GAP)));
  for (; hasSession(chain, from, monthAfter(from, LAST_OF_GAP)); step = longer(step)) {
    const earlier = monthAfter(from, -step);
    if (earlier === from) break; // there is no earlier month, nor a later one below
    await addMonths(store, owner, monthsBetween(earlier, monthAfter(from, -1)), chain);
    from = earlier;
  }
  step = monthsMissing(chain, monthsBetween(monthAfter(to, -LAST_OF_GAP), to).reverse());
  for (; hasSession(chain, monthAfter(to, -LAST_OF_GAP), to); step = longer(step)) {
    const later = monthAfter(to, step);
    if (later === to) break;
    await addMonths(store, owner, monthsBetween(monthAfter(to, 1), later), chain);
    to = later;
  }
  return chain;
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

/** How many months have to be read before the outermost ones for the gap to be whole. @param gap the outermost first */
function monthsMissing(chain: CourseChain, gap: readonly string[]): number {
  const outermost = gap.findIndex((month) => hasSession(chain, month, month));
  return outermost < 0 ? 0 : MONTHS_BETWEEN_COURSES - outermost;
}

function hasSession(chain: CourseChain, from: string, to: string): boolean {
  return monthsBetween(from, to).some((month) => (chain.get(month)?.sessions.length ?? 0) > 0);
}
