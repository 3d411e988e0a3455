import { textOf } from '../../shared/storage/aws/dynamodb.ts';
import type { StreamChange } from '../../shared/views/stream-change.ts';
import { readableChange } from './stale-views.ts';

/** When the latest of the records that have changed came, by clinic, as ISO instants in UTC. */
export function latestArrivals(changes: readonly StreamChange[]): Map<string, string> {
  const latest = new Map<string, string>();
  for (const change of changes) {
    const clinicId = readableChange(change)?.owner.clinicId;
    const at = textOf(change.new, 'arrivedAt');
    if (clinicId !== undefined && at !== undefined && (latest.get(clinicId) ?? '') < at) {
      latest.set(clinicId, at);
    }
  }
  return latest;
}
