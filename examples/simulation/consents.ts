import type { Consent } from '../../shared/records/consent.ts';
import { writeInstant } from './calendar.ts';
import type { Clinic } from './clinics.ts';
import { randomStream } from './random.ts';
import type { SimulatedSession } from './sessions.ts';

/**
 * What clients answered when asked at their first session whether their outcomes may enter reports to
 * partners: most agree, some refuse, some were never asked, and some change their mind later.
 */
export function simulateConsents(
  seed: string,
  clinic: Clinic,
  sessionsOfClients: readonly (readonly SimulatedSession[])[],
): Consent[] {
  return sessionsOfClients.flatMap((sessions) => {
    const first = sessions[0]!;
    const last = sessions.at(-1)!;
    const random = randomStream(seed, first.client.clientId, 'consent');
    const answer = random.weighted([
      ['agrees', 80],
      ['withdraws', 4],
      ['refuses', 6],
      ['not-asked', 10],
    ]);
    if (answer === 'not-asked') return [];
    const consent = (partnerReports: boolean, moment: number): Consent => ({
      type: 'consent',
      clinicId: clinic.clinicId,
      clientId: first.client.clientId,
      partnerReports,
      recordedAt: writeInstant(clinic.zone, moment),
    });
    const asked = consent(answer !== 'refuses', first.startsAt + 10);
    return answer === 'withdraws' ? [asked, consent(false, last.endsAt + random.integer(30, 120))] : [asked];
  });
}
