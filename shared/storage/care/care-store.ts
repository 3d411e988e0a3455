import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type ClientsInCare, isInForce } from '../../access/in-care.ts';
import {
  collect,
  getAll,
  type Item,
  itemsOfPartition,
  mapKey,
  queryPrefix,
  textOf,
} from '../aws/dynamodb.ts';
import { careIn, type HeldCare, isUnsettled } from '../held/care-item.ts';
import { CARE_SK_PREFIX, type ClientKey, careItem, clientPk } from '../keys/keys.ts';
import { settledCare } from './settled-care.ts';

export type CareReader = ReturnType<typeof createCareReader>;

/**
 * Strongly consistent reads of who cares for whom. It is written where all records are. Care of which it is not settled
 * whether it still follows from a record is derived from all that is held of the client.
 */
export function createCareReader(client: DynamoDBClient, table: string) {
  const careNow = async (item: Item | undefined): Promise<HeldCare | undefined> => {
    if (!item || !isUnsettled(item)) return careIn(item);
    const items = await itemsOfPartition(client, table, textOf(item, 'pk')!);
    // What has been written since it was read counts.
    const held = items.find((one) => textOf(one, 'sk') === textOf(item, 'sk'));
    return careIn(held && settledCare(held, items));
  };
  const inCareOn =
    (day: string): ClientsInCare =>
    async (clinicId, therapistId, clients) => {
      const keyed = [...new Set(clients)].map((each) => {
        return [each, careItem({ clinicId, client: each }, therapistId)] as const;
      });
      const items = await getAll(
        client,
        table,
        keyed.map(([, key]) => key),
      );
      const found = new Set<string>();
      for (const [each, key] of keyed) {
        const care = await careNow(items.get(mapKey(key)));
        if (care !== undefined && isInForce(care, day)) found.add(each);
      }
      return found;
    };
  return {
    /** Tells who is in a therapist's care on a day; a small read for each client that is asked about. */
    inCareOn,

    /** All care of a client, also such as has ended, in order of therapist. */
    async ofClient(owner: ClientKey): Promise<HeldCare[]> {
      const items = await collect(queryPrefix(client, table, clientPk(owner), CARE_SK_PREFIX));
      return (await Promise.all(items.map(careNow))).filter((care) => care !== undefined);
    },

    /** The care of a client by one therapist, if there is or was any. */
    async of(owner: ClientKey, therapistId: string): Promise<HeldCare | undefined> {
      const key = careItem(owner, therapistId);
      return careNow((await getAll(client, table, [key])).get(mapKey(key)));
    },
  };
}
