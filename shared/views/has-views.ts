import {
  type ClientKey,
  clientMonthItem,
  coursesItem,
  goalsPk,
  goalsSkPrefix,
  parseGoalItem,
} from '../storage/keys/keys.ts';
import type { ViewStore } from '../storage/views/view-store.ts';

/**
 * Whether anything is still derived of a client of what reports and digests are made of: of an erased one nothing is, once the
 * stream has been worked off.
 *
 * @param months those that are looked at, such as `2026-08`
 */
export async function hasViews(
  views: Pick<ViewStore, 'get' | 'each'>,
  { clinicId, client }: ClientKey,
  months: readonly string[],
): Promise<boolean> {
  const keys = months.flatMap((month) => {
    const key = { clinicId, client, month };
    return [clientMonthItem(key), coursesItem(key)];
  });
  const found = await views.get(keys);
  if ([...found.values()].some(({ content }) => content !== null)) return true;
  for await (const { key } of views.each(goalsPk(clinicId), goalsSkPrefix())) {
    if (parseGoalItem(key).client === client) return true;
  }
  return false;
}
