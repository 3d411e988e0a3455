import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type CarePeriod, type ClientsInCare, isInForce } from '../access/in-care.ts';
import type { Arrival } from '../records/arrival.ts';
import type { TakeOverReason } from '../records/care.ts';
import { collect, getAll, type Item, mapKey, queryPrefix, textOf } from './dynamodb.ts';
import { CARE_SK_PREFIX, type ClientKey, careItem, clientPk } from './keys.ts';
import { arrivalIn, factIn } from './record-store.ts';

/** The care of a client by one therapist, as it is held. */
export type HeldCare = CarePeriod & {
  therapistId: string;
  reason?: TakeOverReason;
  /** Nobody has said it: it follows from sessions and goals, or began with a new client's first record. */
  implied: boolean;
  /** How it came; undefined for what was written before arrivals were kept. */
  arrival?: Arrival;
};

/** The care that an item holds; undefined where there is none. */
export function careIn(item: Item | undefined): HeldCare | undefined {
  const fact = factIn(item);
  if (fact?.type !== 'care') return undefined;
  const { therapistId, from, until, reason } = fact;
  const again = textOf(item, 'again');
  const arrival = arrivalIn(item);
  return {
    therapistId,
    from,
    until,
    implied: item!['implied'] !== undefined,
    ...(reason !== undefined && { reason }),
    ...(again !== undefined && { again }),
    ...(arrival && { arrival }),
  };
}

export type CareReader = ReturnType<typeof createCareReader>;

/** Strongly consistent reads of who cares for whom. It is written where all records are. */
export function createCareReader(client: DynamoDBClient, table: string) {
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
      const found = keyed.filter(([, key]) => {
        const care = careIn(items.get(mapKey(key)));
        return care !== undefined && isInForce(care, day);
      });
      return new Set(found.map(([each]) => each));
    };
  return {
    /** Tells who is in a therapist's care on a day; a small read for each client that is asked about. */
    inCareOn,

    /** All care of a client, also such as has ended, in order of therapist. */
    async ofClient(owner: ClientKey): Promise<HeldCare[]> {
      const items = await collect(queryPrefix(client, table, clientPk(owner), CARE_SK_PREFIX));
      return items.map(careIn).filter((care) => care !== undefined);
    },

    /** The care of a client by one therapist, if there is or was any. */
    async of(owner: ClientKey, therapistId: string): Promise<HeldCare | undefined> {
      const key = careItem(owner, therapistId);
      return careIn((await getAll(client, table, [key])).get(mapKey(key)));
    },
  };
}
