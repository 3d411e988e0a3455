import { isSunday, LAST_DAY_NUMBER, type Moment, momentAt } from './calendar.ts';
import type { Client } from './clients.ts';
import type { Clinic } from './clinics.ts';
import { type Random, randomStream } from './random.ts';

/** One visit that was kept: who, with whom, when. */
export type Booking = { client: Client; therapistId: string; startsAt: Moment };

/** Wall-clock starts; the time between them holds the longest session. */
const SLOT_MINUTES = [510, 650, 790, 930, 1070];
/** Days that a client's first and last visit stay away from the ends of the clinic's time, together. */
const MARGIN_DAYS = 13;

/** All visits of a clinic; no therapist treats two clients at once. */
export function simulateBookings(seed: string, clinic: Clinic, clients: readonly Client[]): Booking[] {
  const taken = new Set<string>();
  return clients.flatMap((client) => {
    const random = randomStream(seed, client.clientId, 'bookings');
    return visitDays(random, clinic, client.visits).map((day) => book(random, clinic, client, day, taken));
  });
}

function book(random: Random, clinic: Clinic, client: Client, day: number, taken: Set<string>): Booking {
  const usual = client.therapist.therapistId;
  const others = clinic.therapists.map(({ therapistId }) => therapistId).filter((id) => id !== usual);
  // One visit in ten is with a colleague; on a full day the colleagues step in as well.
  const order = random.chance(0.1) ? [random.pick(others), usual, ...others] : [usual, ...others];
  const first = random.integer(0, SLOT_MINUTES.length - 1);
  for (const openDay of daysNear(clinic, day)) {
    for (const therapistId of order) {
      for (let step = 0; step < SLOT_MINUTES.length; step += 1) {
        const slot = (first + step) % SLOT_MINUTES.length;
        const key = `${therapistId}/${openDay}/${slot}`;
        if (taken.has(key)) continue;
        taken.add(key);
        const startsAt = momentAt(clinic.zone, openDay, SLOT_MINUTES[slot]! + random.integer(0, 4));
        return { client, therapistId, startsAt };
      }
    }
  }
  throw new Error(`no slot is left at ${clinic.clinicId} on day ${day}`);
}

/** The wanted day, then those around it on which the clinic is open; closer than any two visits of a client. */
function daysNear({ firstDay }: Clinic, day: number): number[] {
  const near = [day, day + 1, day - 1, day + 2];
  return near.filter((other) => other >= firstDay && other <= LAST_DAY_NUMBER && !isSunday(other));
}

/**
 * The days of a client's visits: courses of care at intervals of five to sixteen days, with two to four
 * months between courses where the clinic's months leave room for them.
 */
function visitDays(random: Random, clinic: Clinic, visits: number): number[] {
  const usual = visits > 15 ? random.integer(5, 7) : random.integer(6, 14);
  const courseLength = random.integer(3, 8);
  const gaps = Array.from({ length: visits - 1 }, (_, index) =>
    (index + 1) % courseLength === 0 && random.chance(0.6)
      ? random.integer(61, 100)
      : usual + random.integer(-1, 2),
  );
  const span = () => gaps.reduce((sum, gap) => sum + gap, 0);
  while (span() > LAST_DAY_NUMBER - clinic.firstDay - MARGIN_DAYS) {
    const longest = gaps.indexOf(Math.max(...gaps));
    gaps[longest] = gaps[longest]! > 60 ? usual : gaps[longest]! - 1;
  }
  let day = clinic.firstDay + firstDay(random, LAST_DAY_NUMBER - clinic.firstDay - span());
  const days = [day, ...gaps.map((gap) => (day += gap))];
  return days.map((wanted) => (isSunday(wanted) ? wanted + 1 : wanted));
}

/** Some clients were coming when the clinic's records begin and some still came when they end. */
function firstDay(random: Random, latest: number): number {
  const nearEdge = Math.min(latest, random.integer(0, 13));
  return random.weighted([
    [nearEdge, 25],
    [latest - nearEdge, 30],
    [random.integer(0, latest), 45],
  ]);
}

/** Visits in order of start, as a practice system numbers them; at one start, by client id. */
export function inOrderOfStart(bookings: readonly Booking[]): Booking[] {
  return bookings.toSorted(
    (a, b) => a.startsAt - b.startsAt || (a.client.clientId < b.client.clientId ? -1 : 1),
  );
}
