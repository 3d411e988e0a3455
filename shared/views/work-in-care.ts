import type { ClientsInCare } from '../access/in-care.ts';
import type { TherapistWork } from './therapist-work.ts';

/** The part of a therapist's work that is about clients in her care: of others she learns nothing, though a goal be hers. */
export async function workInCare(
  { therapistId, goals, sessions }: TherapistWork,
  clinicId: string,
  inCare: ClientsInCare,
): Promise<TherapistWork> {
  const clients = [...goals, ...sessions].map(({ client }) => client);
  const hers = await inCare(clinicId, therapistId, clients);
  return {
    therapistId,
    goals: goals.filter(({ client }) => hers.has(client)),
    sessions: sessions.filter(({ client }) => hers.has(client)),
  };
}
