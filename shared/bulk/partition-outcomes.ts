import type { GoalOfClient } from '../goals/goal-of-client.ts';
import { type RowAccount, RowTally } from '../records/files/row-account.ts';
import { RECORD_TYPES } from '../records/record.ts';
import type { ClientSessions } from '../statistics/table/outcome-table.ts';
import { ClientOfRows } from './client-of-rows.ts';
import { groupedRows } from './grouped-rows.ts';
import { InstantTexts } from './instant-texts.ts';
import { liveRows } from './live-rows.ts';
import type { OffsetMonths } from './offset-months.ts';
import { FLAG, ROW, type RowMemory, SCORE, SESSION } from './packed-row.ts';
import type { Chunk, JoinedRows } from './row-chunks.ts';
import { clientHash, isSameClient } from './row-identity.ts';
import type { RowLogs } from './row-logs.ts';
import { tellUse } from './tell-use.ts';
import { TextPool } from './text-pool.ts';

/** What is told of the rows of a partition. */
export type TakePartition = {
  /** Gets the clients with a session, one after the other. */
  client(outcomes: ClientSessions): void;
  /** Gets the goals of those who have some. */
  goals(goals: readonly GoalOfClient[]): void;
  /** Of sessions and scores, where there is no time zone. */
  offsets: OffsetMonths;
};

/**
 * The outcomes of all clients whose rows lie in the chunks: all rows of a client must. It is what
 * outcomes/client-outcomes.ts makes of the same records.
 *
 * @param joined puts the rows together
 * @param timeZone the clinic's; undefined: days and months are as each instant was written
 * @param logs get the rows that are told one by one
 * @returns what became of every row
 */
export function partitionOutcomes(
  chunks: readonly Chunk[],
  joined: JoinedRows,
  logs: RowLogs,
  timeZone: string | undefined,
  take: TakePartition,
): RowAccount {
  const { memory, used } = joined.join(chunks);
  const tally = new RowTally();
  const live = liveRows(memory, rowsToSettle(memory, used), tally, logs);
  const { rows, starts } = groupedRows(live, {
    hashOf: (row) => clientHash(memory, row),
    isSame: (a, b) => isSameClient(memory, a, b),
  });
  if (timeZone === undefined) noteOffsets(memory, live, take.offsets);
  const source = { memory, pool: new TextPool(), instants: new InstantTexts(timeZone), timeZone };
  for (let group = 0; group < starts.length - 1; group += 1) {
    const client = new ClientOfRows(source, rows.subarray(starts[group], starts[group + 1]));
    if (client.outcomes) take.client(client.outcomes);
    if (client.goals.length > 0) take.goals(client.goals);
    tellUse(client, tally, logs);
  }
  return tally.toJSON();
}

/** All rows but those that have been settled before. */
function rowsToSettle({ bytes, u32 }: RowMemory, used: number): Uint32Array {
  let count = 0;
  for (let row = 0; row < used; row += u32[(row + ROW.bytes) >> 2]!) count += 1;
  const starts = new Uint32Array(count);
  let index = 0;
  for (let row = 0; row < used; row += u32[(row + ROW.bytes) >> 2]!) {
    if ((bytes[row + ROW.flags]! & FLAG.settled) === 0) starts[index++] = row;
  }
  return starts.subarray(0, index);
}

const SESSION_TYPE = RECORD_TYPES.indexOf('session');
const PAIN_SCORE_TYPE = RECORD_TYPES.indexOf('pain-score');

function noteOffsets({ bytes, f64, u16 }: RowMemory, rows: Uint32Array, offsets: OffsetMonths): void {
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]!;
    const type = bytes[row + ROW.type]!;
    if (type === SESSION_TYPE) {
      offsets.note(f64[(row + SESSION.startedAt) >> 3]!, u16[(row + SESSION.startedAtOffset) >> 1]!);
    } else if (type === PAIN_SCORE_TYPE) {
      offsets.note(f64[(row + SCORE.at) >> 3]!, u16[(row + SCORE.atOffset) >> 1]!);
    }
  }
}
