import type { ClientsInCare } from '../access/in-care.ts';
import type { ClientGoal } from '../goals/client-goal.ts';
import { type Reminders, therapistReminders } from '../goals/therapist-reminders.ts';
import { type TherapistSummary, therapistSummary } from '../goals/therapist-summary.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { type TherapistWork, therapistWork } from '../views/therapist-work.ts';
import { workInCare } from '../views/work-in-care.ts';
import { type Reader, visibleTherapist } from './therapist.ts';

/** One therapist's day: her goals, what is missing, and what became of all of them. */
export type Board = {
  therapistId: string;
  asOf: string;
  goals: ClientGoal[];
  reminders: Reminders;
  summary: TherapistSummary;
};

/**
 * The board of one therapist, from one reading of her goals and of the recent sessions; an empty one for
 * somebody of whom nothing is known. A therapist sees of it what is about the clients in her care.
 *
 * @param asOf a date such as `2026-11-25`
 * @throws ForbiddenError when a therapist asks for another's
 */
export async function readBoard(
  { views, inCare }: { views: Pick<ViewStore, 'each'>; inCare: ClientsInCare },
  reader: Reader,
  asOf: string,
  asked: string,
): Promise<Board> {
  const therapistId = visibleTherapist(reader, asked) ?? asked;
  let work: TherapistWork = { therapistId, goals: [], sessions: [] };
  for await (const hers of therapistWork(views, reader.clinicId, asOf, therapistId)) work = hers;
  const visible = reader.role === 'owner' ? work : await workInCare(work, reader.clinicId, inCare);
  const { goals, sessions } = visible;
  const clients = goals.map(({ client }) => client);
  return {
    therapistId,
    asOf,
    goals,
    reminders: therapistReminders({ therapistId, asOf }, goals, sessions, clients),
    summary: therapistSummary(therapistId, goals),
  };
}
