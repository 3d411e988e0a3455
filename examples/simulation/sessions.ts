import type { Technique } from '../../shared/records/catalogue.ts';
import type { Session, TechniqueEntry } from '../../shared/records/session.ts';
import type { Booking } from './bookings.ts';
import { type Moment, writeInstant } from './calendar.ts';
import type { Client } from './clients.ts';
import { type Clinic, numberedId } from './clinics.ts';
import { COMPLAINT_PROFILES, EFFECT_POINTS, SORENESS_SPREAD, TECHNIQUE_PROFILES } from './complaints.ts';
import { asScore } from './facts.ts';
import { type Random, randomStream } from './random.ts';
import { simulatePhases } from './session-phases.ts';

/** A session with what only the simulation knows: the pain behind the scores. */
export type SimulatedSession = {
  session: Session;
  client: Client;
  startsAt: Moment;
  endsAt: Moment;
  primary: Technique;
  /** The client's level of pain at that time without today's flare, in points. */
  level: number;
  /** How far pain was above that level when the client came. */
  flare: number;
  /** How far pain fell, in points. */
  effect: number;
  /** How long soreness lasts, in hours; 0 where the session leaves none. */
  soreHours: number;
};

/** How often a technique is given that a clinic gives seldom, beside others. */
const SELDOM = 0.2;

/** The sessions of one client, in order of time; ids were given by the clinic's calendar. */
export function simulateSessions(
  seed: string,
  clinic: Clinic,
  visits: readonly (Booking & { number: number })[],
): SimulatedSession[] {
  let gain = 0;
  let previous: Moment | undefined;
  return visits.map((visit, index) => {
    const random = randomStream(seed, visit.client.clientId, 'session', index);
    // What treatment has gained fades over four months without any.
    const idleDays = previous === undefined ? 0 : (visit.startsAt - previous) / 1440;
    gain *= Math.max(0.2, 1 - idleDays / 120);
    const simulated = simulateSession(random, clinic, visit, index === 0, visit.client.usualPain - gain);
    gain += 0.2 * Math.max(0, 0.45 * visit.client.usualPain - gain);
    previous = visit.startsAt;
    return simulated;
  });
}

function simulateSession(
  random: Random,
  clinic: Clinic,
  { client, therapistId, startsAt, number }: Booking & { number: number },
  isFirst: boolean,
  level: number,
): SimulatedSession {
  // Clients come when pain is high: the worst of a few days. It would have fallen by itself to some extent.
  const days = Array.from({ length: isFirst ? 3 : 2 }, () => random.normal(0, 1.3));
  const flare = Math.max(...days);
  const techniques = chooseTechniques(random, clinic, client, therapistId);
  const primary = primaryOf(techniques);
  const effect =
    EFFECT_POINTS +
    (clinic.adds[primary] ?? 0) +
    therapistAdds(clinic, therapistId) +
    client.response +
    0.25 * (level + flare - 5) +
    random.normal(0, 1.1);
  const { share, medianHours } = TECHNIQUE_PROFILES[primary].soreness;
  const hours = random.logNormal(medianHours, SORENESS_SPREAD.within) * client.sorenessFactor;
  const soreHours = random.chance(share) ? hours : 0;
  const treatmentMinutes = techniques.reduce((sum, { minutes }) => sum + minutes, 0);
  const { phases, lengthMinutes } = simulatePhases(random, treatmentMinutes, isFirst);
  const endsAt = startsAt + lengthMinutes;
  const session: Session = {
    type: 'session',
    clinicId: clinic.clinicId,
    sessionId: numberedId(clinic, 's', number, 4),
    clientId: client.clientId,
    therapistId,
    startedAt: writeInstant(clinic.zone, startsAt),
    endedAt: writeInstant(clinic.zone, endsAt),
    complaint: client.complaint,
    techniques,
    ...(random.chance(0.95) && { painBefore: asScore(level + flare) }),
    ...(random.chance(0.87) && { painAfter: asScore(level + flare - effect) }),
    ...(phases && { phases }),
    ...(isFirst && {
      assessments: random.pick([['posture', 'movement', 'history'], ['movement', 'history'], ['history']]),
    }),
    ...movementRange(random, client, level),
    ...(isFirst && client.referral && { referral: client.referral }),
    ...(random.chance(0.5) && {
      aftercare: random.pick([
        ['hydration'],
        ['hydration', 'stretching'],
        ['stretching'],
        ['heat'],
        ['cold'],
      ]),
    }),
    recordedAt: writeInstant(clinic.zone, endsAt + random.integer(3, 20)),
  };
  return { session, client, startsAt, endsAt, primary, level, flare, effect, soreHours };
}

/** Points that a therapist of the clinic adds to every effect. */
export function therapistAdds({ therapists }: Clinic, therapistId: string): number {
  return therapists.find((therapist) => therapist.therapistId === therapistId)?.adds ?? 0;
}

function chooseTechniques(
  random: Random,
  clinic: Clinic,
  client: Client,
  therapistId: string,
): TechniqueEntry[] {
  const { techniques, regions } = COMPLAINT_PROFILES[client.complaint];
  const favours = clinic.therapists.find((therapist) => therapist.therapistId === therapistId)?.favours ?? [];
  const weights = techniques.map(
    ([name, weight]) =>
      [
        name,
        weight * (favours.includes(name) ? 2 : 1) * (clinic.seldom.includes(name) ? SELDOM : 1),
      ] as const,
  );
  const primary = random.weighted(weights);
  const entry = (technique: Technique, minutes: number, bodyRegion: string): TechniqueEntry => ({
    technique,
    minutes,
    ...(random.chance(0.9) && { bodyRegion }),
    ...(random.chance(0.7) && { pressure: random.pick(TECHNIQUE_PROFILES[technique].pressures) }),
  });
  const [low, high] = TECHNIQUE_PROFILES[primary].minutes;
  const minutes = 5 * random.integer(low / 5, high / 5);
  const others = weights.filter(([name]) => name !== primary);
  if (others.length === 0 || !random.chance(0.3)) return [entry(primary, minutes, client.bodyRegion)];
  // A second technique takes a third of the time, on the same or another region.
  const second = 5 * Math.max(2, Math.round(minutes / 15));
  return [
    entry(primary, minutes - second, client.bodyRegion),
    entry(random.weighted(others), second, random.chance(0.7) ? client.bodyRegion : random.pick(regions)),
  ];
}

/** Most minutes; ties: listed first. */
function primaryOf(techniques: readonly TechniqueEntry[]): Technique {
  return techniques.reduce((most, entry) => (entry.minutes > most.minutes ? entry : most)).technique;
}

function movementRange(random: Random, client: Client, level: number): Pick<Session, 'rangeOfMotion'> {
  const { movement } = COMPLAINT_PROFILES[client.complaint];
  if (!movement || !random.chance(0.55)) return {};
  const before = Math.round(movement.degrees * (1 + 0.03 * (client.usualPain - level)) + random.normal(0, 4));
  const after = before + random.integer(0, Math.round(movement.degrees / 8));
  return {
    rangeOfMotion: [
      { movement: movement.movement, ...(movement.sided && { side: client.side }), before, after },
    ],
  };
}
