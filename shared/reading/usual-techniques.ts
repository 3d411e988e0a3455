import { monthOfStatistics, statisticsPk } from '../storage/keys/keys.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { storedStatistics } from '../views/clinic-month-view.ts';

/**
 * The techniques of a clinic's latest month with sessions, the most given first; none while there is no such month.
 *
 * @param today a date such as `2026-11-25`: months after it are mistyped ones
 */
export async function usualTechniques(
  views: Pick<ViewStore, 'list' | 'liveSortKeys'>,
  clinicId: string,
  today: string,
): Promise<string[]> {
  const months = (await views.liveSortKeys(statisticsPk(clinicId))).map(monthOfStatistics);
  const month = months
    .filter((each) => each <= today.slice(0, 7))
    .toSorted()
    .at(-1);
  const stored = month === undefined ? undefined : await storedStatistics(views, { clinicId, month });
  const techniques = stored?.statistics.techniques ?? [];
  return techniques.toSorted((a, b) => b.sessions - a.sessions).map(({ technique }) => technique);
}
