import type { ClientsInCare } from '../access/in-care.ts';
import { type Reminders, therapistReminders } from '../goals/therapist-reminders.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { therapistWork } from '../views/therapist-work.ts';
import { workInCare } from '../views/work-in-care.ts';
import { type Reader, visibleTherapist } from './therapist.ts';

/** What is missing, therapist by therapist; those with nothing missing are left out. */
export type TherapistsReminders = { asOf: string; therapists: Omit<Reminders, 'asOf'>[] };

/**
 * Which clients with an open goal are not measured, and which sessions lack a score; for a therapist, of the clients
 * in her care.
 *
 * @param asOf a date such as `2026-11-25`
 * @param asked the therapist asked for; undefined: everybody whom the caller may see
 * @throws ForbiddenError when a therapist asks for another's
 */
export async function readReminders(
  { views, inCare }: { views: Pick<ViewStore, 'each'>; inCare: ClientsInCare },
  reader: Reader,
  asOf: string,
  asked?: string,
): Promise<TherapistsReminders> {
  const therapistId = visibleTherapist(reader, asked);
  const therapists: TherapistsReminders['therapists'] = [];
  for await (const all of therapistWork(views, reader.clinicId, asOf, therapistId)) {
    const work = reader.role === 'owner' ? all : await workInCare(all, reader.clinicId, inCare);
    const { asOf: _asOf, ...reminders } = therapistReminders(
      { therapistId: work.therapistId, asOf },
      work.goals,
      work.sessions,
    );
    const { withoutMeasurement, lackingScores } = reminders;
    if (withoutMeasurement.length + lackingScores.length > 0) therapists.push(reminders);
  }
  return { asOf, therapists };
}
