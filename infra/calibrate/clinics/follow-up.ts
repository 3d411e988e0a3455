import { type Clinic, endOf, HOUR, type JournalEntry, type SimulatedSession, score } from './clinic.ts';
import type { Draws } from './draws.ts';

/** The session of a client before this one, and the one after it. */
export type Neighbours = { isFirst: boolean; isLast: boolean };

/** Goes through the sessions with what stands before and after each of the same client. */
export function withNeighbours(sessions: readonly SimulatedSession[]): [SimulatedSession, Neighbours][] {
  return sessions.map((session, index) => [
    session,
    {
      isFirst: sessions[index - 1]?.client !== session.client,
      isLast: sessions[index + 1]?.client !== session.client,
    },
  ]);
}

/**
 * Adds a journal entry of pain two days after every session, sooner than anybody comes again: a part of the
 * improvement is left.
 *
 * @param share of the improvement that is left
 */
export function withPainTwoDaysLater(draws: Draws, clinic: Clinic, share: number): Clinic {
  const entries = clinic.sessions.map((session): JournalEntry => {
    const left = share * (session.before - session.after);
    return {
      client: session.client,
      at: endOf(session) + draws.integer(40 * HOUR, 56 * HOUR),
      pain: score(session.before - left + 0.8 * draws.z()),
    };
  });
  return { ...clinic, entries };
}
