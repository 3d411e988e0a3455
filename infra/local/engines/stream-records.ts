import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * dynoxide keeps the records of all streams in one SQLite table and looks up the next sequence number, and
 * each page of a shard, without an index: every write costs more than the one before. These two make the
 * cost flat. SQLite keeps them in the file, so that once is enough.
 */
const INDEXES = [
  `CREATE INDEX IF NOT EXISTS stream_next_number
     ON _stream_records(table_name, CAST(sequence_number AS INTEGER))`,
  `CREATE INDEX IF NOT EXISTS stream_page
     ON _stream_records(table_name, shard_id, CAST(sequence_number AS INTEGER))`,
];

/** The next number is the highest plus one, so the highest row of each table must stay. */
const TRIM = `DELETE FROM _stream_records WHERE id IN (
  SELECT old.id FROM _stream_records AS old
  WHERE old.created_at < :before AND CAST(old.sequence_number AS INTEGER) < (
    SELECT MAX(CAST(newer.sequence_number AS INTEGER)) FROM _stream_records AS newer
    WHERE newer.table_name = old.table_name)
  ORDER BY old.id LIMIT 2000)`;

/** Adds the missing indexes beside the running engine. */
export function indexStreamRecords(file: string): void {
  const database = open(file);
  try {
    for (const index of INDEXES) database.exec(index);
  } finally {
    database.close();
  }
}

/**
 * Deletes stream records written before `before`, as DynamoDB does after 24 hours. In small transactions,
 * because the engine's own writes wait for each of them.
 *
 * @returns how many records were deleted.
 */
export async function trimStreamRecords(file: string, before: Date): Promise<number> {
  const database = open(file);
  try {
    const trim = database.prepare(TRIM);
    let deleted = 0;
    for (;;) {
      const { changes } = trim.run({ before: Math.floor(before.getTime() / 1000) });
      if (changes === 0) return deleted;
      deleted += Number(changes);
      await nextTurn();
    }
  } finally {
    database.close();
  }
}

function open(file: string): DatabaseSync {
  return new DatabaseSync(file, { timeout: 10_000 });
}
