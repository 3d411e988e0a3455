import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CLOCK_TOLERANCE_SECONDS } from '../../records/plausible-times.ts';
import { dateAfter } from '../../records/time/calendar-days.ts';
import { utcSeconds, utcText } from '../../records/time/instant.ts';
import { type Item, text, textOf } from '../aws/dynamodb.ts';
import { scanTable } from '../aws/scan-table.ts';

/** What is ahead in an item: when it was recorded, or when what it tells of happened. */
export type AheadItem = { item: Item; recorded: boolean; happened: boolean };

/**
 * Finds every item of the Records table whose times are ahead of a moment by more than clocks may differ, or, of
 * when something happened, by more than a day after tomorrow. It reads the whole table, segment by segment: for an
 * operator's command, never for a request.
 *
 * @param now RFC 3339
 */
export async function itemsAhead(client: DynamoDBClient, table: string, now: string): Promise<AheadItem[]> {
  const tolerated = utcText(utcSeconds(now) + CLOCK_TOLERANCE_SECONDS);
  const dayAfterTomorrow = dateAfter(utcText(utcSeconds(now)).slice(0, 10), 2);
  const recorded = (item: Item) => (textOf(item, 'recordedAt') ?? '') > `${tolerated}.999999999Z`;
  const happened = (item: Item) => (textOf(item, 'at') ?? '') > `${dayAfterTomorrow}T12:00:00`;
  const found: Item[] = [];
  const narrowed = {
    TableName: table,
    FilterExpression: 'recordedAt > :tolerated OR #at > :day',
    ExpressionAttributeNames: { '#at': 'at' },
    ExpressionAttributeValues: { ':tolerated': text(tolerated), ':day': text(dayAfterTomorrow) },
  };
  await scanTable(client, narrowed, (item) => found.push(item));
  return found
    .map((item) => ({ item, recorded: recorded(item), happened: happened(item) }))
    .filter((ahead) => ahead.recorded || ahead.happened);
}
