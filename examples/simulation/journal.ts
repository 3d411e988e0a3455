import { dayOf, LAST_DAY_NUMBER, type Moment, momentAt, writeInstant } from './calendar.ts';
import { type Clinic, numberedId } from './clinics.ts';
import { TECHNIQUE_PROFILES } from './complaints.ts';
import { asScore, type WrittenPainScore } from './facts.ts';
import { type Random, randomStream } from './random.ts';
import type { SimulatedSession } from './sessions.ts';

/** What a client might write, and how likely: the clinic's journal is the likeliest of all of these. */
type PossibleEntry = { at: Moment; likelihood: number; entry: Omit<WrittenPainScore, 'scoreId'> };

/** Days after the session and wall-clock minute of the usual times to write: evenings, and mornings at first. */
const WRITING_TIMES = [
  [0, 1200],
  [1, 480],
  [1, 1200],
  [2, 480],
  [2, 1200],
  [3, 600],
  [4, 1200],
  [5, 1200],
  [6, 1140],
] as const;

/** Share of the first effect that is left after so many hours. */
const LASTING_EFFECT = [
  [0, 1],
  [24, 0.62],
  [72, 0.42],
  [168, 0.15],
] as const;

/**
 * The journals of a clinic: exactly its number of scores. Who writes is up to the client's diligence, and less
 * as days go by; it is not up to how he feels, so that the true values hold for whoever wrote.
 */
export function simulateJournals(
  seed: string,
  clinic: Clinic,
  sessions: readonly SimulatedSession[],
): WrittenPainScore[] {
  const possible = sessions.flatMap((session, index) => {
    const next = sessions[index + 1];
    const until = next && next.client === session.client ? next.startsAt : Number.POSITIVE_INFINITY;
    return possibleEntries(randomStream(seed, session.session.sessionId, 'journal'), clinic, session, until);
  });
  if (possible.length < clinic.scores) throw new Error(`too few possible entries at ${clinic.clinicId}`);
  return possible
    .toSorted((a, b) => b.likelihood - a.likelihood)
    .slice(0, clinic.scores)
    .toSorted((a, b) => a.at - b.at || (a.entry.clientId < b.entry.clientId ? -1 : 1))
    .map(({ entry: { type, clinicId, ...rest } }, index) => ({
      type,
      clinicId,
      scoreId: numberedId(clinic, 'p', index + 1, 5),
      ...rest,
    }));
}

function possibleEntries(
  random: Random,
  clinic: Clinic,
  simulated: SimulatedSession,
  until: Moment,
): PossibleEntry[] {
  const { client, endsAt } = simulated;
  const { sorenessPeak } = TECHNIQUE_PROFILES[simulated.primary];
  const mood = random.normal(0, 0.6);
  const today = dayOf(clinic.zone, endsAt);
  return WRITING_TIMES.flatMap(([days, minute], index) => {
    const at = momentAt(clinic.zone, today + days, minute + random.integer(-55, 55));
    const hours = (at - endsAt) / 60;
    const pain = asScore(painAfter(random, simulated, hours));
    const soreness = sorenessAfter(random, hours, simulated.soreHours, sorenessPeak);
    const likelihood = client.diligence + mood + random.normal(0, 0.7) - 0.12 * index;
    if (hours < 0.5 || at >= until || today + days > LAST_DAY_NUMBER) return [];
    const entry = {
      type: 'pain-score' as const,
      clinicId: clinic.clinicId,
      clientId: client.clientId,
      at: writeInstant(clinic.zone, at),
      ...whatIsAsked(random, pain, soreness, days),
      ...(random.chance(0.5) && { bodyRegion: random.chance(0.96) ? client.bodyRegion : 'hand' }),
      recordedAt: writeInstant(clinic.zone, recordedAt(random, clinic, at)),
    };
    return [{ at, likelihood, entry }];
  });
}

/** Most entries have both scores; later ones often leave soreness out, and a few look back over a time. */
function whatIsAsked(
  random: Random,
  pain: number,
  soreness: number,
  days: number,
): Pick<WrittenPainScore, 'pain' | 'soreness' | 'window'> {
  if (random.chance(0.03)) return { pain, window: 'past-24-hours' };
  if (days >= 5 && random.chance(0.15)) return { pain, window: 'past-week' };
  if (random.chance(0.04)) return { soreness };
  return random.chance(days > 3 ? 0.5 : 0.9) ? { pain, soreness } : { pain };
}

/** Today's flare has gone within three days whatever is done; the effect fades within the week. */
function painAfter(random: Random, { level, flare, effect }: SimulatedSession, hours: number): number {
  const flareLeft = flare * Math.max(0, 1 - hours / 72);
  return level + flareLeft - effect * lastingShare(hours) + random.normal(0, 0.8);
}

function lastingShare(hours: number): number {
  for (let index = 1; index < LASTING_EFFECT.length; index += 1) {
    const [from, before] = LASTING_EFFECT[index - 1]!;
    const [to, after] = LASTING_EFFECT[index]!;
    if (hours <= to) return before + ((after - before) * (hours - from)) / (to - from);
  }
  return LASTING_EFFECT.at(-1)![1];
}

/** Soreness falls from its peak to 1 over the session's hours of soreness. */
function sorenessAfter(random: Random, hours: number, soreHours: number, peak: number): number {
  const calm = random.chance(0.4) ? 1 : 0;
  if (hours >= soreHours) return calm;
  return Math.max(2, asScore(1 + peak * (1 - hours / soreHours) + random.normal(0, 0.5)));
}

/** Nearly all entries are sent at once, the rest when the telephone is online again the same day. */
function recordedAt(random: Random, clinic: Clinic, at: Moment): Moment {
  if (random.chance(0.92)) return at + random.integer(0, 2);
  const endOfDay = momentAt(clinic.zone, dayOf(clinic.zone, at), 1439);
  return Math.min(endOfDay, at + random.integer(15, 180));
}
