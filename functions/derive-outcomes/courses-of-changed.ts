import { mapInFlight } from '../../shared/storage/in-flight.ts';
import { type ClientMonthKey, clientPk } from '../../shared/storage/keys.ts';
import type { ViewStore } from '../../shared/storage/view-store.ts';
import { type CoursesKey, staleCourses } from '../../shared/views/courses-view.ts';
import type { StreamChange } from '../../shared/views/stream-change.ts';
import { monthsOfSessions, readableChange } from './stale-views.ts';

/** More than elsewhere: each is one small read, and reads made together become one. */
const CLIENTS_IN_FLIGHT = 64;

/**
 * The courses that a batch may have changed, one key per client, by partition key. They are made of session
 * outcomes, so this is asked after those have been brought up to date.
 *
 * @param months the client-months that the batch made stale
 */
export async function coursesOfChanged(
  views: Pick<ViewStore, 'get'>,
  changes: readonly StreamChange[],
  months: readonly ClientMonthKey[],
): Promise<Map<string, CoursesKey>> {
  const lost = new Map<string, string[]>();
  for (const change of changes.map(readableChange)) {
    if (!change) continue;
    const pk = clientPk(change.owner);
    lost.set(pk, [...(lost.get(pk) ?? []), ...monthsOfSessions(change)]);
  }
  const byClient = [...Map.groupBy(months, clientPk)];
  const keys = await mapInFlight(CLIENTS_IN_FLIGHT, byClient, async ([pk, ofClient]) => {
    const around = ofClient.map(({ month }) => month);
    const { clinicId, client } = ofClient[0]!;
    return [pk, await staleCourses(views, { clinicId, client }, around, lost.get(pk) ?? [])] as const;
  });
  return new Map(keys.filter((entry): entry is readonly [string, CoursesKey] => entry[1] !== undefined));
}
