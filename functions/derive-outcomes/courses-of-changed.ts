import { mapInFlight } from '../../shared/storage/aws/in-flight.ts';
import { type ClientKey, clientPk } from '../../shared/storage/keys/keys.ts';
import type { CoursesKey, CoursesView } from '../../shared/views/courses-view.ts';
import type { StreamChange } from '../../shared/views/stream-change.ts';
import { courseInstants, monthsOfSessions, readableChange } from './stale-views.ts';

/** More than elsewhere: each is one small read, and reads made together become one. */
const CLIENTS_IN_FLIGHT = 64;

type Changed = { owner: ClientKey; instants: number[]; lost: string[] };

/**
 * The courses that a batch may have changed, one key per client, by partition key. They are made of session
 * outcomes, so this is asked after those have been brought up to date.
 */
export async function coursesOfChanged(
  courses: Pick<CoursesView, 'stale'>,
  changes: readonly StreamChange[],
): Promise<Map<string, CoursesKey>> {
  const changed = new Map<string, Changed>();
  for (const change of changes.map(readableChange)) {
    const instants = change ? courseInstants(change) : [];
    if (!change || instants.length === 0) continue;
    const pk = clientPk(change.owner);
    const before = changed.get(pk);
    changed.set(pk, {
      owner: change.owner,
      instants: [...(before?.instants ?? []), ...instants],
      lost: [...(before?.lost ?? []), ...monthsOfSessions(change)],
    });
  }
  const keys = await mapInFlight(CLIENTS_IN_FLIGHT, [...changed], async ([pk, { owner, instants, lost }]) => {
    const around = { from: Math.min(...instants), to: Math.max(...instants) };
    return [pk, await courses.stale(owner, around, lost)] as const;
  });
  return new Map(keys.filter((entry): entry is readonly [string, CoursesKey] => entry[1] !== undefined));
}
