import { compareText } from '../outcomes/client-order.ts';
import type { SessionOutcome } from '../outcomes/session-outcome.ts';
import { crowdedWeeks } from './crowded-weeks.ts';
import { CHECKS, type Finding, rowsOf } from './finding.ts';
import { minutesBeyondSession } from './minutes-beyond-session.ts';
import { overlaps } from './overlaps.ts';
import { sharedIds } from './shared-ids.ts';
import { zeroScores } from './zero-scores.ts';

/** What cannot be among one month's sessions of a clinic, the first so many of it, and how much there is. */
export type MonthFindings = { findings: Finding[]; count: number };

/** A month has an item's room; what is beyond is counted, and shown once the first ones are mended. */
export const MOST_FINDINGS_A_MONTH = 100;

/**
 * Looks through the sessions that began in one month; the same sessions give the same findings in whatever order
 * their clients come. What only two months together show is found at their border (border-findings.ts); dates are looked
 * at by readers, who know what day it is.
 */
export function monthFindings(
  clients: readonly { client: string; sessions: readonly SessionOutcome[] }[],
): MonthFindings {
  const rows = rowsOf(clients);
  const all = [
    ...overlaps(rows),
    ...sharedIds(rows),
    ...crowdedWeeks(rows),
    ...minutesBeyondSession(rows),
    ...zeroScores(rows),
  ];
  return asMonthFindings(all);
}

/** In one order, as many as are kept. */
export function asMonthFindings(all: readonly Finding[]): MonthFindings {
  return { findings: all.toSorted(inOrder).slice(0, MOST_FINDINGS_A_MONTH), count: all.length };
}

function inOrder(a: Finding, b: Finding): number {
  const [one, other] = [a.sessions[0]!, b.sessions[0]!];
  return (
    CHECKS.indexOf(a.check) - CHECKS.indexOf(b.check) ||
    compareText(one.startedAt, other.startedAt) ||
    compareText(one.sessionId, other.sessionId) ||
    compareText(one.client, other.client)
  );
}
