import type { ClinicOutcomes } from './clinic-outcomes.ts';
import { PARTNER } from './hold-clinics.ts';
import type { LocalMember } from './people.ts';

/** Therapists that are offered of each clinic. */
const THERAPISTS = 4;

/** Somebody of every role that has pages, to sign in as. */
export function samplePeople(outcomes: readonly ClinicOutcomes[]): LocalMember[] {
  const ofClinics = outcomes.flatMap(({ statistics: { clinicId: clinic }, goals }) => {
    const therapists = [...new Set(goals.map(({ therapistId }) => therapistId))].sort().slice(0, THERAPISTS);
    return [
      { clinic, role: 'owner' },
      ...therapists.map((therapist) => ({ clinic, role: 'therapist', therapist })),
    ];
  });
  return [...ofClinics, { role: 'partner', partner: PARTNER }, { role: 'operator' }];
}
