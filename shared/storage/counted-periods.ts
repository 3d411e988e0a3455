import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { getAll, keyOf, mapKey, text } from './dynamodb.ts';
import { mapInFlight } from './in-flight.ts';
import { type ClientKey, countedItem } from './keys.ts';

export type CountedPeriods = ReturnType<typeof createCountedPeriods>;

const WRITES_IN_FLIGHT = 16;

/** In which periods of a programme each client has counted: an item a client, in the release ledger. */
export function createCountedPeriods(client: DynamoDBClient, table: string) {
  return {
    /** The periods by client; a client who never counted is not in it. */
    async of(programme: string, owners: readonly ClientKey[]): Promise<Map<string, string[]>> {
      const keyOfOwner = (owner: ClientKey) => countedItem(programme, owner);
      const items = await getAll(client, table, owners.map(keyOfOwner));
      const found = owners.map((owner) => [owner.client, items.get(mapKey(keyOfOwner(owner)))] as const);
      return new Map(found.flatMap(([name, item]) => (item ? [[name, item['periods']?.SS ?? []]] : [])));
    },

    /**
     * Counts clients in a period, each once, however often this is called.
     *
     * @param most periods that a client may count in
     * @returns those who count; another period may have taken a client's last place meanwhile
     */
    async add(
      programme: string,
      owners: readonly ClientKey[],
      period: string,
      most: number,
    ): Promise<Set<string>> {
      const counted = await mapInFlight(WRITES_IN_FLIGHT, owners, async (owner) => {
        const update = new UpdateItemCommand({
          TableName: table,
          Key: keyOf(countedItem(programme, owner)),
          UpdateExpression: 'ADD periods :one',
          ConditionExpression:
            'attribute_not_exists(periods) OR size(periods) < :most OR contains(periods, :period)',
          ExpressionAttributeValues: {
            ':one': { SS: [period] },
            ':period': text(period),
            ':most': { N: String(most) },
          },
        });
        try {
          await client.send(update);
          return [owner.client];
        } catch (error) {
          if (error instanceof ConditionalCheckFailedException) return [];
          throw error;
        }
      });
      return new Set(counted.flat());
    },
  };
}
