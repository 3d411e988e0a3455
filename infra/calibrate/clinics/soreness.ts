import type { Technique } from '../../../shared/records/catalogue.ts';
import { FIRST_DAY, minutesOf } from './care.ts';
import { type Clinic, DAY, endOf, HOUR, type JournalEntry, type SimulatedSession, score } from './clinic.ts';
import type { Draws } from './draws.ts';

/** When clients write into their journals. Seconds after midnight, or a rate. */
export type Asking = { hours: readonly number[] } | { perDay: number };

export const DAILY: Asking = { hours: [20] };
export const MORNINGS: Asking = { hours: [9] };
export const THREE_A_DAY: Asking = { hours: [8, 14, 21] };
export const AT_RANDOM: Asking = { perDay: 1.5 };

export type SorenessClinic = {
  clients: number;
  /** The technique of a client's sessions, and when he is asked. */
  of(draws: Draws): { technique: Technique; asking: Asking };
  /** Natural logarithm of hours until it has gone, of a client with that random effect (standard normal). */
  logHours(draws: Draws, client: number): number;
  /** Share of sessions that leave no soreness. */
  neverSore: number;
  /** Soreness comes up within so many hours; at once where absent. */
  onsetHours?: number;
};

const ANSWERS = 0.85;
const DAYS_ASKED = 7;
const CLEAR_BEFORE_SILENCE = 2;
const TOLD_ENOUGH = 30 * HOUR;

/** Clients who come 1 to 4 times, eight days or more apart, and answer when they are asked, mostly. */
export function simulateSoreness(draws: Draws, clinic: SorenessClinic): Clinic {
  const sessions: SimulatedSession[] = [];
  const entries: JournalEntry[] = [];
  for (let client = 0; client < clinic.clients; client += 1) {
    const effect = draws.z();
    const { technique, asking } = clinic.of(draws);
    let day = draws.integer(0, 90);
    for (let visit = draws.integer(1, 4); visit > 0; visit -= 1) {
      const session = sessionOn(draws, client, technique, day);
      const hours = draws.chance(clinic.neverSore) ? 0 : Math.exp(clinic.logHours(draws, effect));
      sessions.push(session);
      const onset = (clinic.onsetHours ?? 0) * HOUR * draws.uniform();
      const times = reportTimes(draws, asking, endOf(session));
      entries.push(...journal(draws, session, [onset, hours * HOUR], times));
      day += draws.integer(DAYS_ASKED + 1, 21);
    }
  }
  return { sessions, entries };
}

/** Sore from so many seconds after the end until so many; who has nothing to tell any more, and has told it, falls silent. */
function journal(
  draws: Draws,
  session: SimulatedSession,
  [onset, gone]: readonly [number, number],
  times: readonly number[],
): JournalEntry[] {
  const entries: JournalEntry[] = [];
  let clear = 0;
  for (const at of times) {
    const since = at - endOf(session);
    const isSore = since >= onset && since < gone;
    entries.push({
      client: session.client,
      at,
      soreness: isSore ? draws.integer(2, 6) : draws.integer(0, 1),
    });
    clear += isSore ? 0 : 1;
    if (clear >= CLEAR_BEFORE_SILENCE && since > TOLD_ENOUGH) break;
  }
  return entries;
}

function sessionOn(draws: Draws, client: number, technique: Technique, day: number): SimulatedSession {
  const before = draws.integer(3, 9);
  return {
    client,
    therapist: 1,
    start: FIRST_DAY + day * DAY + draws.integer(8, 16) * HOUR + 60 * draws.integer(0, 59),
    minutes: minutesOf(draws),
    technique,
    complaint: 'neck-pain',
    level: before,
    before,
    after: score(before - 2),
  };
}

function reportTimes(draws: Draws, asking: Asking, end: number): number[] {
  const last = end + DAYS_ASKED * DAY;
  const times: number[] = [];
  if ('perDay' in asking) {
    for (let at = end; at <= last; ) {
      at += (draws.exponential() * DAY) / asking.perDay;
      if (at <= last) times.push(Math.ceil(at));
    }
    return times;
  }
  const midnight = end - (end % DAY);
  for (let day = 0; day <= DAYS_ASKED; day += 1) {
    for (const hour of asking.hours) {
      const at = Math.round(midnight + day * DAY + (hour + 0.5 * draws.z()) * HOUR);
      if (at > end && at <= last && draws.chance(ANSWERS)) times.push(at);
    }
  }
  return times;
}
