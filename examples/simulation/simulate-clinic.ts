import type { Consent } from '../../shared/records/consent.ts';
import type { Measurement } from '../../shared/records/measurement.ts';
import type { Session } from '../../shared/records/session.ts';
import { inOrderOfStart, simulateBookings } from './bookings.ts';
import { simulateClients } from './clients.ts';
import type { Clinic } from './clinics.ts';
import { simulateConsents } from './consents.ts';
import { simulateCorrections } from './corrections.ts';
import type { WrittenGoal, WrittenPainScore } from './facts.ts';
import { simulateGoals } from './goals.ts';
import { simulateJournals } from './journal.ts';
import { type SimulatedSession, simulateSessions } from './sessions.ts';

/** Everything that one clinic reports, each list in order of time. */
export type ClinicRecords = {
  sessions: Session[];
  scores: WrittenPainScore[];
  goals: WrittenGoal[];
  measurements: Measurement[];
  consents: Consent[];
  /** Later versions and deletions. */
  corrections: ReturnType<typeof simulateCorrections>;
};

/** All months of one clinic; the same seed gives the same records. */
export function simulateClinic(seed: string, clinic: Clinic): ClinicRecords {
  const sessionsOfClients = simulateVisits(seed, clinic);
  const inOrder = inOrderOfNumber(sessionsOfClients.flat());
  const scores = simulateJournals(seed, clinic, sessionsOfClients.flat());
  const { goals, measurements } = simulateGoals(seed, clinic, sessionsOfClients);
  return {
    sessions: inOrder.map(({ session }) => session),
    scores,
    goals,
    measurements,
    consents: simulateConsents(seed, clinic, sessionsOfClients),
    corrections: simulateCorrections(seed, clinic, inOrder, scores, measurements),
  };
}

/** A smaller clinic's sessions, without what outcomes do not need, and consents, in order of time. */
export function simulateSmallerClinic(seed: string, clinic: Clinic): (Session | Consent)[] {
  const sessionsOfClients = simulateVisits(seed, clinic);
  const sessions = inOrderOfNumber(sessionsOfClients.flat()).map(
    ({ session: { phases, assessments, rangeOfMotion, referral, aftercare, ...session } }): Session =>
      session,
  );
  return [...simulateConsents(seed, clinic, sessionsOfClients), ...sessions];
}

/** The sessions of each client, in order of time, with what only the simulation knows. */
export function simulateVisits(seed: string, clinic: Clinic): SimulatedSession[][] {
  const clients = simulateClients(seed, clinic);
  const visits = inOrderOfStart(simulateBookings(seed, clinic, clients)).map((booking, index) => ({
    ...booking,
    number: index + 1,
  }));
  const visitsOfClients = Map.groupBy(visits, ({ client }) => client);
  return clients.map((client) => simulateSessions(seed, clinic, visitsOfClients.get(client) ?? []));
}

function inOrderOfNumber(sessions: readonly SimulatedSession[]): SimulatedSession[] {
  return sessions.toSorted((a, b) => (a.session.sessionId < b.session.sessionId ? -1 : 1));
}
