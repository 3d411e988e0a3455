import type { Measurement } from '../../shared/records/measurement.ts';
import type { Deletion, Erasure } from '../../shared/records/removal.ts';
import type { Session } from '../../shared/records/session.ts';
import { dayOf, LAST_DAY_NUMBER, momentAt, writeInstant } from './calendar.ts';
import type { Clinic } from './clinics.ts';
import { asScore, type WrittenPainScore } from './facts.ts';
import { randomStream } from './random.ts';
import type { SimulatedSession } from './sessions.ts';

type Correction = Session | WrittenPainScore | Deletion;

const SHARE_CORRECTED = 0.006;
const SHARE_DELETED = 0.002;

/** What was put right on the next working morning: later versions, and records that should never have been. */
export function simulateCorrections(
  seed: string,
  clinic: Clinic,
  sessions: readonly SimulatedSession[],
  scores: readonly WrittenPainScore[],
  measurements: readonly Measurement[],
): Correction[] {
  const random = randomStream(seed, clinic.clinicId, 'corrections');
  const morningAfter = (moment: number) =>
    writeInstant(
      clinic.zone,
      momentAt(clinic.zone, dayOf(clinic.zone, moment) + 1, random.integer(500, 560)),
    );
  const deletion = (of: Deletion['of'], id: string, clientId: string, recordedAt: string): Deletion => ({
    type: 'deletion',
    clinicId: clinic.clinicId,
    of,
    id,
    clientId,
    recordedAt,
  });
  const corrections: Correction[] = [];
  for (const { session, endsAt, level, flare, effect } of sessions) {
    if (dayOf(clinic.zone, endsAt) >= LAST_DAY_NUMBER) continue;
    const recordedAt = morningAfter(endsAt);
    if (random.chance(SHARE_CORRECTED)) {
      // The score after was found on the paper form, or had been typed wrongly.
      const painAfter = asScore(level + flare - effect + (session.painAfter === undefined ? 0 : 1));
      corrections.push({ ...session, painAfter, recordedAt });
    } else if (random.chance(SHARE_DELETED)) {
      corrections.push(deletion('session', session.sessionId, session.clientId, recordedAt));
    }
  }
  // A client sees only the last entry and corrects it within minutes, or takes it back.
  for (const score of scores) {
    const recordedAt = score.recordedAt.replace(/:00([+-])/, ':40$1');
    if (score.pain !== undefined && random.chance(SHARE_CORRECTED / 4)) {
      corrections.push({ ...score, pain: score.pain === 10 ? 9 : score.pain + 1, recordedAt });
    } else if (random.chance(SHARE_DELETED / 4)) {
      corrections.push(deletion('pain-score', score.scoreId, score.clientId, recordedAt));
    }
  }
  const mistaken = random.pick(measurements);
  const takenBackAt = mistaken.recordedAt.replace(/:00([+-])/, ':40$1');
  corrections.push(deletion('measurement', mistaken.measurementId, mistaken.clientId, takenBackAt));
  return corrections;
}

/** One client asks for everything to be forgotten, after the last record that there is of this client. */
export function simulateErasure(clinic: Clinic, clientId: string): Erasure {
  const lastEvening = momentAt(clinic.zone, LAST_DAY_NUMBER, 1320);
  return {
    type: 'erasure',
    clinicId: clinic.clinicId,
    clientId,
    recordedAt: writeInstant(clinic.zone, lastEvening),
  };
}
