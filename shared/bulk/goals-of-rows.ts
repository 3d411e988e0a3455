import type { GoalOfClient } from '../goals/goal-of-client.ts';
import type { GoalFeed } from '../goals/goal-points.ts';
import { goalProgress } from '../goals/goal-progress.ts';
import { heldFactOf } from '../records/content.ts';
import type { Goal } from '../records/goal.ts';
import type { Held } from '../records/held.ts';
import { factInZone } from '../records/in-zone.ts';
import type { Measurement } from '../records/measurement.ts';
import { RECORD_TYPES } from '../records/record.ts';
import { type RowSource, ScoreOfRow, SessionOfRow } from './facts-of-rows.ts';
import { ROW } from './packed-row.ts';
import { clientText, idPlace } from './row-identity.ts';

const [GOAL, MEASUREMENT, SESSION, PAIN_SCORE] = (
  ['goal', 'measurement', 'session', 'pain-score'] as const
).map((type) => RECORD_TYPES.indexOf(type));

/**
 * The progress of one client's goals as they are now: what replaced versions had come to is of no interest to
 * whoever counts goals. Goals are few, so they are read as objects.
 *
 * @param rows the client's versions in force, of all types
 */
export function goalsOfRows(source: RowSource, rows: Uint32Array): GoalOfClient[] {
  const { memory } = source;
  const typeOf = (row: number) => memory.bytes[row + ROW.type]!;
  if (!rows.some((row) => typeOf(row) === GOAL)) return [];
  const feed: GoalFeed[] = [];
  const goals: Held<Goal>[] = [];
  for (const row of rows) {
    if (typeOf(row) === GOAL) goals.push(factOf(source, row) as Held<Goal>);
    else if (typeOf(row) === MEASUREMENT) feed.push(factOf(source, row) as Held<Measurement>);
    else if (typeOf(row) === SESSION) feed.push(new SessionOfRow(source, row));
    else if (typeOf(row) === PAIN_SCORE) feed.push(new ScoreOfRow(source, row));
  }
  const client = clientText(memory, rows[0]!);
  return goals.map((goal) => ({ client, progress: goalProgress({ goal, earlier: [] }, feed) }));
}

/** A fact whose content lies in its row as text, which zeros may follow. */
function factOf({ memory, timeZone }: RowSource, row: number) {
  const { bytes, u32 } = memory;
  const start = idPlace(memory, row) + bytes[row + ROW.idLength]!;
  const text = Buffer.from(bytes.buffer, start, row + u32[(row + ROW.bytes) >> 2]! - start).toString('utf8');
  return factInZone(heldFactOf(text.replace(/\0+$/, '')), timeZone);
}
