import type { PainScore } from '../records/pain-score.ts';
import type { Session } from '../records/session.ts';
import type { Held } from '../records/versions/held.ts';
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
 * @param taken gets a 1 in the place of every entry that is a report of a session
 */
export function sessionOutcomes(
  sessions: readonly PlacedSession[],
  scores: readonly Placed<Held<PainScore>>[],
  wanted: (session: Held<Session>) => boolean = () => true,
  taken?: Uint8Array,
): SessionOutcome[] {
  const outcomes: SessionOutcome[] = [];
  for (const [index, { record, end }] of sessions.entries()) {
    if (!wanted(record)) continue;
    const next = sessions[index + 1];
    outcomes.push(sessionOutcome(record, followUpReports(record, next?.at, scores, end, taken), next));
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
  // One field after the other: spreading what may be absent takes four times as long, for every session.
  const outcome: Omit<SessionOutcome, 'sorenessReports' | 'painReports'> = {
    sessionId: session.sessionId,
    therapistId: session.therapistId,
    startedAt: session.startedAt,
    endedAt: session.endedAt,
    complaint: session.complaint,
    technique: primaryTechnique(techniques),
    combination: combination(techniques),
    minutes: techniques.reduce((sum, { minutes }) => sum + minutes, 0),
  };
  if (bodyRegions.length > 0) outcome.bodyRegions = bodyRegions;
  if (painBefore !== undefined) outcome.painBefore = painBefore;
  if (painAfter !== undefined) outcome.painAfter = painAfter;
  if (sustained !== undefined) outcome.sustainedPain = sustained;
  if (lasting !== undefined) outcome.lastingPain = lasting;
  if (untilClear) outcome.recovery = untilClear;
  if (untilPainIsBack) outcome.relief = untilPainIsBack;
  if (sore !== undefined) outcome.firstSore = sore;
  const complete = withReports(outcome, reports);
  if (phases) complete.phases = phases;
  return complete;
}

/** Adds when the reports of each measure were made. */
function withReports(
  outcome: Omit<SessionOutcome, 'sorenessReports' | 'painReports'>,
  reports: readonly Report[],
): SessionOutcome {
  const sorenessReports: number[] = [];
  const painReports: number[] = [];
  for (const { seconds, soreness, pain } of reports) {
    if (soreness !== undefined) sorenessReports.push(seconds);
    if (pain !== undefined) painReports.push(seconds);
  }
  return Object.assign(outcome, { sorenessReports, painReports });
}
