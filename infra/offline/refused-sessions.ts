import type { RefusedSessions } from '../../shared/claims/technique-claims.ts';
import { primaryTechnique } from '../../shared/outcomes/primary-technique.ts';
import type { Technique } from '../../shared/records/catalogue.ts';
import type { RefusedSession } from '../../shared/records/files/refused-session.ts';
import { inZone } from '../../shared/records/time/in-zone.ts';
import { monthAsWritten } from '../../shared/records/time/instant.ts';
import type { ClientSessions } from '../../shared/statistics/table/outcome-table.ts';

/** A refused row of a session that still tells its technique; `id` where it tells that too. */
export type RefusedRow = { technique: Technique; id?: string; month?: string };

/**
 * The row without what nobody asks about.
 *
 * @param timeZone the clinic's; undefined: the month is that of the start as written
 */
export function refusedRow(
  { sessionId, startedAt, techniques }: RefusedSession,
  timeZone: string | undefined,
): RefusedRow {
  const start = startedAt === undefined || timeZone === undefined ? startedAt : inZone(startedAt, timeZone);
  return {
    technique: primaryTechnique(techniques),
    ...(sessionId !== undefined && { id: sessionId }),
    ...(start !== undefined && { month: monthAsWritten(start) }),
  };
}

/**
 * How many sessions were refused, by technique: each id once, those not at all of which another version is held or
 * which begin outside the months. Rows that do not tell their id or month are counted.
 *
 * @param held ids of refused rows of which a session is held after all
 */
export function refusedSessions(
  rows: readonly RefusedRow[],
  held: ReadonlySet<string>,
  { from, to }: { from: string | null; to: string | null },
): RefusedSessions {
  const counts: RefusedSessions = {};
  const seen = new Set<string>(held);
  for (const { technique, id, month } of rows) {
    if (id !== undefined && seen.has(id)) continue;
    if (month !== undefined && ((from !== null && month < from) || (to !== null && month > to))) continue;
    if (id !== undefined) seen.add(id);
    counts[technique] = (counts[technique] ?? 0) + 1;
  }
  return counts;
}

/** Notes which sessions of a client are held although a row of that id was refused. */
export function noteHeld(
  { sessions }: Pick<ClientSessions, 'sessions'>,
  refused: ReadonlySet<string>,
  held: Set<string>,
): void {
  if (refused.size === 0) return;
  for (const { sessionId } of sessions) if (refused.has(sessionId)) held.add(sessionId);
}
