import type { Held } from '../records/held.ts';
import type { PainScore } from '../records/pain-score.ts';
import type { Session } from '../records/session.ts';
import type { Placed } from './client-order.ts';
import { combination } from './combination.ts';
import { followUpReports, type Report } from './follow-up-window.ts';
import { lastingPain } from './lasting-pain.ts';
import { primaryTechnique } from './primary-technique.ts';
import { firstSore, recovery } from './recovery.ts';
import { bodyRegionsOf } from './region-rule.ts';
import { relief } from './relief.ts';
import type { SessionOutcome } from './session-outcome.ts';
import { sustainedPain } from './sustained-pain.ts';

/** A session with its start and, where it is known, its end, in seconds since 1970 UTC. */
export type PlacedSession = Placed<Held<Session>> & { end?: number };

/**
 * What became of a client's sessions.
 *
 * @param sessions all of them in order: each ends the follow-up of the one before
 * @param scores the journal in order
 * @param wanted which sessions' outcomes are asked for; all when absent
 */
export function sessionOutcomes(
  sessions: readonly PlacedSession[],
  scores: readonly Placed<Held<PainScore>>[],
  wanted: (session: Held<Session>) => boolean = () => true,
): SessionOutcome[] {
  const outcomes: SessionOutcome[] = [];
  for (const [index, { record, end }] of sessions.entries()) {
    if (!wanted(record)) continue;
    const next = sessions[index + 1];
    outcomes.push(sessionOutcome(record, followUpReports(record, next?.at, scores, end), next));
  }
  return outcomes;
}

/** Absent values are left out altogether, so that equal outcomes are equal objects and equal text. */
function sessionOutcome(
  session: Held<Session>,
  reports: readonly Report[],
  next: Placed<Held<Session>> | undefined,
): SessionOutcome {
  const { painBefore, painAfter, phases, techniques } = session;
  const bodyRegions = bodyRegionsOf(techniques);
  const sustained = sustainedPain(reports);
  const lasting = lastingPain(session, reports, next);
  const untilClear = recovery(reports);
  const sore = firstSore(reports);
  const untilPainIsBack = relief({ painBefore, painAfter }, reports);
  return {
    sessionId: session.sessionId,
    therapistId: session.therapistId,
    startedAt: session.startedAt,
    endedAt: session.endedAt,
    complaint: session.complaint,
    technique: primaryTechnique(techniques),
    combination: combination(techniques),
    minutes: techniques.reduce((sum, { minutes }) => sum + minutes, 0),
    ...(bodyRegions.length > 0 && { bodyRegions }),
    ...(painBefore !== undefined && { painBefore }),
    ...(painAfter !== undefined && { painAfter }),
    ...(sustained !== undefined && { sustainedPain: sustained }),
    ...(lasting !== undefined && { lastingPain: lasting }),
    ...(untilClear && { recovery: untilClear }),
    ...(untilPainIsBack && { relief: untilPainIsBack }),
    ...(sore !== undefined && { firstSore: sore }),
    sorenessReports: reports.flatMap(({ seconds, soreness }) => (soreness === undefined ? [] : [seconds])),
    painReports: reports.flatMap(({ seconds, pain }) => (pain === undefined ? [] : [seconds])),
    ...(phases && { phases }),
  };
}
