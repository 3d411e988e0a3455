import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { keyOf, textOf } from '../aws/dynamodb.ts';
import { itemTable } from '../aws/item-table.ts';
import { REBUILD_NOTE_DAYS } from '../keys/kept-days.ts';
import { keyText } from '../keys/key-text.ts';

const runPk = (run: string) => keyText`REBUILD#${run}`;
const PART_SK_PREFIX = 'PART#';

export type RebuildNotes = ReturnType<typeof createRebuildNotes>;

/**
 * Which parts of a rebuild are done, for the operator's command that waits for them: in the table of views, under the run and
 * no clinic, for a day. A note says how many views could not be derived and names none.
 */
export function createRebuildNotes(client: DynamoDBClient, table: string, clock: () => Date) {
  return {
    /** Notes that a part is done, once more where it was done before. */
    async note(run: string, part: number, failed: number): Promise<void> {
      const expiresAt = Math.floor(clock().getTime() / 1000) + REBUILD_NOTE_DAYS * 24 * 3600;
      const key = keyOf({ pk: runPk(run), sk: PART_SK_PREFIX + String(part) });
      const Item = { ...key, failed: { N: String(failed) }, expiresAt: { N: String(expiresAt) } };
      await client.send(new PutItemCommand({ TableName: table, Item }));
    },

    /** The parts that are done: how many views of each could not be derived. */
    async done(run: string): Promise<Map<number, number>> {
      const done = new Map<number, number>();
      for await (const item of itemTable(client, table).query(runPk(run), PART_SK_PREFIX)) {
        done.set(Number(textOf(item, 'sk')!.slice(PART_SK_PREFIX.length)), Number(item['failed']!.N));
      }
      return done;
    },
  };
}
