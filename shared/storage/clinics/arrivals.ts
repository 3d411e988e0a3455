import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { collect, keyOf, text, textOf } from '../aws/dynamodb.ts';
import { mapInFlight } from '../aws/in-flight.ts';
import { itemTable } from '../aws/item-table.ts';
import { ARRIVALS_PKS, arrivalItem } from '../keys/arrival-keys.ts';
import { CLINICS_SK_PREFIX, clinicOfDirectory } from '../keys/keys.ts';

/** `2026-08-20T12:34`, UTC: finer would only cost writes. */
const MINUTE_LENGTH = 16;
/** Clinics of which one process remembers what it has noted; of any other it asks the table. */
const CLINICS_REMEMBERED = 1000;
const PARTITIONS_IN_FLIGHT = 8;

/**
 * When the latest record of each clinic has come, to the minute: for operators, who see nothing else of its data. It is
 * the latest of all that is ever noted, whatever the order, the duplicates and the retries.
 */
export function createArrivals(client: DynamoDBClient, tableName: string) {
  const table = itemTable(client, tableName);
  const noted = new Map<string, string>();
  return {
    /** @param at ISO instant in UTC, when a record of the clinic has come */
    async note(clinicId: string, at: string): Promise<void> {
      const minute = at.slice(0, MINUTE_LENGTH);
      if ((noted.get(clinicId) ?? '') >= minute) return;
      await table.putIf(
        { ...keyOf(arrivalItem(clinicId)), entity: text('arrival'), lastArrival: text(minute) },
        {
          ConditionExpression: 'attribute_not_exists(pk) OR lastArrival < :minute',
          ExpressionAttributeValues: { ':minute': text(minute) },
        },
      );
      // Written, or a later one is there.
      if (noted.size >= CLINICS_REMEMBERED) noted.clear();
      noted.set(clinicId, minute);
    },

    /** By clinic, as ISO instants in UTC; of a clinic that nothing has come of there is none. */
    async all(): Promise<Map<string, string>> {
      const items = await mapInFlight(PARTITIONS_IN_FLIGHT, ARRIVALS_PKS, (pk) =>
        collect(table.query(pk, CLINICS_SK_PREFIX)),
      );
      const latest = new Map<string, string>();
      for (const item of items.flat()) {
        const [clinicId, at] = [clinicOfDirectory(item['sk']!.S!), `${textOf(item, 'lastArrival')}:00Z`];
        if ((latest.get(clinicId) ?? '') < at) latest.set(clinicId, at);
      }
      return latest;
    },
  };
}

export type Arrivals = ReturnType<typeof createArrivals>;
