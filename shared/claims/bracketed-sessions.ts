import type { TimeToEvent } from '../outcomes/session-outcome.ts';
import type { ObservedDurations } from '../statistics/durations/observed-durations.ts';
import { NO_REPORT, type OutcomeTable } from '../statistics/outcome-table.ts';
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
  return {
    ...brackets(rows, (row) => recovery.at(row)!),
    first: Float64Array.from(rows, (row) => firstSore.at(row) / HOUR),
    clients,
  };
}

/** How long relief lasted after the sessions that brought any, of those after which pain was reported. */
export function reliefDurations(table: OutcomeTable, of: TechniqueRows): ObservedDurations {
  const { relief } = table.sessions;
  const { rows, clients } = withOutcome(of, (row) => relief.has(row));
  return { ...brackets(rows, (row) => relief.at(row)!), first: null, clients };
}

function withOutcome(of: TechniqueRows, has: (row: number) => boolean): TechniqueRows {
  const kept = Int32Array.from(of.rows.keys()).filter((index) => has(of.rows[index]!));
  return { rows: kept.map((index) => of.rows[index]!), clients: kept.map((index) => of.clients[index]!) };
}

function brackets(
  rows: Int32Array,
  at: (row: number) => TimeToEvent,
): { left: Float64Array; right: Float64Array } {
  const left = new Float64Array(rows.length);
  const right = new Float64Array(rows.length);
  for (const [index, row] of rows.entries()) {
    const outcome = at(row);
    left[index] = (outcome.event ? outcome.after : outcome.last) / HOUR;
    right[index] = outcome.event ? outcome.by / HOUR : Number.POSITIVE_INFINITY;
  }
  return { left, right };
}
