import { type DynamoDBClient, ScanCommand, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import type { Item } from './dynamodb.ts';
import { mapInFlight } from './in-flight.ts';

const SEGMENTS = 4;

/**
 * Walks a whole table, segment by segment, strongly consistent: for an operator's command, never for a request.
 *
 * @param narrowed the table, and what is left out
 * @param visit called with each item, in no order
 */
export async function scanTable(
  client: DynamoDBClient,
  narrowed: Omit<ScanCommandInput, 'Segment' | 'TotalSegments' | 'ConsistentRead' | 'ExclusiveStartKey'>,
  visit: (item: Item) => void,
): Promise<void> {
  await mapInFlight(SEGMENTS, [...Array(SEGMENTS).keys()], async (Segment) => {
    const segment = { ...narrowed, ConsistentRead: true, Segment, TotalSegments: SEGMENTS };
    let ExclusiveStartKey: Item | undefined;
    do {
      const page = await client.send(new ScanCommand({ ...segment, ExclusiveStartKey }));
      for (const item of page.Items ?? []) visit(item);
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
  });
}
