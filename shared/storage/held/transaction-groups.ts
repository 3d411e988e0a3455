import { chunksOf } from '../aws/in-flight.ts';
import { isIdentified } from './record-identity.ts';
import type { AddressedRecord } from './record-store.ts';

export const ACTIONS_PER_TRANSACTION = 100;
/** Each version of a record may leave one more item, and a transaction has room for so many. */
const VERSIONS_TOGETHER = 40;

/**
 * Cuts records into groups that fit a transaction: the versions of one record together, one more action a
 * client. More versions than fit are decided in several groups, of which one loses the race and looks again.
 * Going client by client keeps the number of erasure checks small.
 *
 * @returns positions in `incoming`
 */
export function transactionGroups(incoming: readonly AddressedRecord[]): number[][] {
  const byClient = Map.groupBy(incoming.keys(), (index) => incoming[index]!.key.pk);
  const groups: number[][] = [];
  let group: number[] = [];
  let actions = 0;
  for (const ofClient of byClient.values()) {
    let checked = false;
    const ofRecords = [...Map.groupBy(ofClient, (index) => incoming[index]!.key.sk).values()];
    for (const ofRecord of ofRecords.flatMap((indexes) => chunksOf(indexes, VERSIONS_TOGETHER))) {
      // A goal marks its client, sessions and goals claim their ids, and each version but the last may go into the history: what is held as well,
      // but that is rare, and a group that grows too large by it is written in two.
      const first = incoming[ofRecord[0]!]!;
      const puts = ofRecord.length + (first.entity === 'goal' ? 1 : 0) + (isIdentified(first) ? 1 : 0);
      if (actions + puts + (checked ? 0 : 1) > ACTIONS_PER_TRANSACTION) {
        groups.push(group);
        group = [];
        actions = 0;
        checked = false;
      }
      actions += puts + (checked ? 0 : 1);
      checked = true;
      group.push(...ofRecord);
    }
  }
  if (group.length > 0) groups.push(group);
  return groups;
}
