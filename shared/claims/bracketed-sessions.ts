import type { ObservedDurations } from '../statistics/durations/observed-durations.ts';
import { NO_REPORT, type OutcomeTable } from '../statistics/table/outcome-table.ts';
import { type Brackets, OPEN } from '../statistics/turnbull/brackets.ts';
import type { TechniqueRows } from './technique-rows.ts';

const HOUR = 3600;

/**
 * How long soreness stayed after the sessions that left any. It is known of only because it had not gone at the
 * first sore report. Sessions without a report from 12 h on are among them, although they do not count in the share
 * of sore ones: who stops answering when soreness has gone would otherwise be left out for having recovered early.
 */
export function sorenessDurations(table: OutcomeTable, of: TechniqueRows): ObservedDurations {
  const { firstSore, recovery } = table.sessions;
  const { rows, clients } = withOutcome(of, (row) => firstSore.at(row) !== NO_REPORT);
  const first = hoursOf(rows.map((row) => firstSore.at(row)));
  return { ...inHours(recovery.bracketsOf(rows)), first, clients };
}

/** How long relief lasted after the sessions that brought any, of those after which pain was reported. */
export function reliefDurations(table: OutcomeTable, of: TechniqueRows): ObservedDurations {
  const { relief } = table.sessions;
  const { rows, clients } = withOutcome(of, (row) => relief.has(row));
  return { ...inHours(relief.bracketsOf(rows)), first: null, clients };
}

function withOutcome({ rows, clients }: TechniqueRows, has: (row: number) => boolean): TechniqueRows {
  const kept = { rows: new Int32Array(rows.length), clients: new Int32Array(rows.length) };
  let length = 0;
  for (let index = 0; index < rows.length; index += 1) {
    if (!has(rows[index]!)) continue;
    kept.rows[length] = rows[index]!;
    kept.clients[length] = clients[index]!;
    length += 1;
  }
  return { rows: kept.rows.subarray(0, length), clients: kept.clients.subarray(0, length) };
}

function inHours({ after, by }: Brackets): { left: Float64Array; right: Float64Array } {
  const right = hoursOf(by);
  for (let index = 0; index < by.length; index += 1) {
    if (by[index] === OPEN) right[index] = Number.POSITIVE_INFINITY;
  }
  return { left: hoursOf(after), right };
}

function hoursOf(seconds: Int32Array): Float64Array {
  const hours = new Float64Array(seconds);
  for (let index = 0; index < hours.length; index += 1) hours[index]! /= HOUR;
  return hours;
}
