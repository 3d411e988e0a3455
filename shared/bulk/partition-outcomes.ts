import type { GoalOfClient } from '../goals/goal-of-client.ts';
import type { Placed } from '../outcomes/client-order.ts';
import { coursesOfCare } from '../outcomes/course-of-care.ts';
import { journalPain } from '../outcomes/journal-pain.ts';
import { sessionOutcomes } from '../outcomes/session-outcomes.ts';
import { RECORD_TYPES } from '../records/record.ts';
import type { ClientSessions } from '../statistics/outcome-table.ts';
import type { ConflictLog } from './conflict-log.ts';
import { type RowSource, ScoreOfRow, SessionOfRow } from './facts-of-rows.ts';
import { goalsOfRows } from './goals-of-rows.ts';
import { groupedRows } from './grouped-rows.ts';
import { InstantTexts } from './instant-texts.ts';
import { type LiveRows, liveRows } from './live-rows.ts';
import { ROW, type RowMemory, SCORE, SESSION } from './packed-row.ts';
import type { Chunk, JoinedRows } from './row-chunks.ts';
import { clientHash, clientText, compareIds, isSameClient } from './row-identity.ts';
import { TextPool } from './text-pool.ts';

const SESSION_TYPE = RECORD_TYPES.indexOf('session');
const PAIN_SCORE_TYPE = RECORD_TYPES.indexOf('pain-score');

/** What became of the rows besides the outcomes. */
export type PartitionCounts = Omit<LiveRows, 'rows'>;

/**
 * The outcomes of all clients whose rows lie in the chunks: all rows of a client must. It is what
 * outcomes/client-outcomes.ts makes of the same records.
 *
 * @param joined puts the rows together
 * @param timeZone the clinic's; undefined: days and months are as each instant was written
 * @param conflicts gets what is refused
 * @param take gets the clients one after the other, those with a session, and the goals of those who have some
 */
export function partitionOutcomes(
  chunks: readonly Chunk[],
  joined: JoinedRows,
  conflicts: ConflictLog,
  timeZone: string | undefined,
  take: { client(outcomes: ClientSessions): void; goals(goals: readonly GoalOfClient[]): void },
): PartitionCounts {
  const { memory, used } = joined.join(chunks);
  const { rows: live, ...counts } = liveRows(memory, rowStarts(memory, used), conflicts);
  const { rows, starts } = groupedRows(live, {
    hashOf: (row) => clientHash(memory, row),
    isSame: (a, b) => isSameClient(memory, a, b),
  });
  const source = { memory, pool: new TextPool(), instants: new InstantTexts(timeZone), timeZone };
  for (let group = 0; group < starts.length - 1; group += 1) {
    const ofClient = rows.subarray(starts[group], starts[group + 1]);
    const outcomes = outcomesOf(source, ofClient);
    if (outcomes) take.client(outcomes);
    take.goals(goalsOfRows(source, ofClient));
  }
  return counts;
}

function rowStarts({ u32 }: RowMemory, used: number): Uint32Array {
  let count = 0;
  for (let row = 0; row < used; row += u32[(row + ROW.bytes) >> 2]!) count += 1;
  const starts = new Uint32Array(count);
  let index = 0;
  for (let row = 0; row < used; row += u32[(row + ROW.bytes) >> 2]!) starts[index++] = row;
  return starts;
}

function outcomesOf(source: RowSource, rows: Uint32Array): ClientSessions | undefined {
  const { memory } = source;
  const sessionRows: number[] = [];
  const scoreRows: number[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const type = memory.bytes[rows[index]! + ROW.type]!;
    if (type === SESSION_TYPE) sessionRows.push(rows[index]!);
    else if (type === PAIN_SCORE_TYPE) scoreRows.push(rows[index]!);
  }
  if (sessionRows.length === 0) return undefined;
  const scores = placed(memory, scoreRows, SCORE.at, (row) => new ScoreOfRow(source, row));
  const sessions = sessionOutcomes(
    placed(memory, sessionRows, SESSION.startedAt, (row) => new SessionOfRow(source, row)),
    scores,
  );
  const client = clientText(memory, sessionRows[0]!);
  return { client, sessions, courses: coursesOfCare(sessions, journalPain(scores)) };
}

/** Facts in order of time, then of id, as outcomes/client-order.ts has them. */
function placed<Fact>(
  memory: RowMemory,
  rows: readonly number[],
  place: number,
  factOf: (row: number) => Fact,
): Placed<Fact>[] {
  const { f64 } = memory;
  return inOrder(
    rows,
    (a, b) => f64[(a + place) >> 3]! - f64[(b + place) >> 3]! || compareIds(memory, a, b),
  ).map((row) => ({ at: f64[(row + place) >> 3]!, record: factOf(row) }));
}

/** Most files are in order already. */
function inOrder(rows: readonly number[], compare: (a: number, b: number) => number): readonly number[] {
  for (let index = 1; index < rows.length; index += 1) {
    if (compare(rows[index - 1]!, rows[index]!) > 0) return rows.toSorted(compare);
  }
  return rows;
}
