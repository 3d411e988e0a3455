import type { GoalHistory } from '../../shared/records/versions/goal-history.ts';
import { mapInFlight } from '../../shared/storage/aws/in-flight.ts';
import type { RecordReader } from '../../shared/storage/held/record-store.ts';
import { type ClientKey, clientPk } from '../../shared/storage/keys/keys.ts';
import type { StreamChange } from '../../shared/views/stream-change.ts';
import { concernsGoals, readableChange } from './stale-views.ts';

const CLIENTS_IN_FLIGHT = 16;

/** The goals, now, of every client for whom something changed that concerns one; by partition key. */
export async function goalsOfChanged(
  records: RecordReader,
  changes: readonly StreamChange[],
): Promise<Map<string, GoalHistory[]>> {
  const owners = new Map<string, ClientKey>();
  for (const change of changes.map(readableChange)) {
    if (change && concernsGoals(change)) owners.set(clientPk(change.owner), change.owner);
  }
  const withGoals = await records.withGoals([...owners.values()]);
  const entries = await mapInFlight(CLIENTS_IN_FLIGHT, withGoals, async (owner) => {
    return [clientPk(owner), await records.goals(owner)] as const;
  });
  return new Map(entries);
}
