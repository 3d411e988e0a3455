import type { Complaint, Technique } from '../../../shared/records/catalogue.ts';
import { type Clinic, DAY, HOUR, type SimulatedSession, score } from './clinic.ts';
import type { Draws } from './draws.ts';

/** A client as only the simulation knows him. */
export type Client = {
  complaint: Complaint;
  /** Pain that he usually has, in points. */
  level: number;
  /** By how many points he improves more than others. */
  response: number;
  visits: number;
  therapist: number;
  technique: Technique;
};

/** What is done in a session. */
type Treatment = Pick<SimulatedSession, 'technique' | 'second' | 'therapist' | 'minutes'>;

/** Pain at a visit: that of the day, and how far above the usual one that is. */
type Pain = { before: number; flare: number };

/** How a clinic works. All numbers are latent points; scores are rounded to whole numbers and end at 0 and 10. */
export type Care = {
  clients: number;
  client(draws: Draws, index: number): Client;
  treatment(draws: Draws, client: Client, pain: Pain): Treatment;
  /** Improvement that is due to what was done and for what; the client's response and the day's luck come on top. */
  effect(treatment: Treatment, client: Client, pain: Pain): number;
  /** Days between visits, at least and at most. */
  gapDays: readonly [number, number];
  /** Clients begin within so many days. */
  intakeDays: number;
  /** SD of pain from visit to visit, and of improvement from session to session. */
  noise: number;
};

/** Half of the variance of improvement is between clients: correlation 0.5 between sessions of one client. */
export const NOISE = 1.1;

/** Clients with one complaint and one therapist who differ, come 1 to 12 times and get one technique. */
export const USUAL_CARE: Care = {
  clients: 40,
  client: (draws) => ({
    complaint: 'neck-pain',
    level: 6 + 1.2 * draws.z(),
    response: NOISE * draws.z(),
    visits: draws.integer(1, 12),
    therapist: 1,
    technique: 'deep-tissue',
  }),
  treatment: (draws, { technique, therapist }) => ({ technique, therapist, minutes: minutesOf(draws) }),
  effect: () => 1.8,
  gapDays: [7, 21],
  intakeDays: 120,
  noise: NOISE,
};

export function minutesOf(draws: Draws): number {
  return 15 * draws.integer(3, 5);
}

/** Monday, 2025-01-06. */
export const FIRST_DAY = Date.UTC(2025, 0, 6) / 1000;

/** One clinic at work. */
export function simulateCare(draws: Draws, care: Care): Clinic {
  const sessions: SimulatedSession[] = [];
  for (let index = 0; index < care.clients; index += 1) {
    const client = care.client(draws, index);
    let day = draws.integer(0, care.intakeDays - 1);
    for (let visit = 0; visit < client.visits; visit += 1) {
      sessions.push(simulateSession(draws, care, client, index, FIRST_DAY + day * DAY));
      day += draws.integer(...care.gapDays);
    }
  }
  return { sessions, entries: [] };
}

function simulateSession(
  draws: Draws,
  care: Care,
  client: Client,
  index: number,
  day: number,
): SimulatedSession {
  const flare = care.noise * draws.z();
  const pain = { before: client.level + flare, flare };
  const treatment = care.treatment(draws, client, pain);
  const improvement = care.effect(treatment, client, pain) + client.response + care.noise * draws.z();
  return {
    client: index,
    start: day + draws.integer(8, 17) * HOUR + 15 * 60 * draws.integer(0, 3),
    ...treatment,
    complaint: client.complaint,
    level: client.level,
    before: score(pain.before),
    after: score(pain.before - improvement),
  };
}
