import type { ClientsInCare } from '../access/in-care.ts';
import {
  type MeanAttainment,
  meanAttainment,
  type ScaledGoalOfClient,
  scaledGoalOf,
} from '../goals/mean-attainment.ts';
import { type TherapistSummary, therapistSummary } from '../goals/therapist-summary.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { goalsByTherapist } from '../views/goals-by-therapist.ts';
import { type Reader, visibleClients, visibleTherapist } from './therapist.ts';

/** What became of each therapist's goals, as of a date; in order of id and without ranks. */
export type TherapistSummaries = {
  asOf: string;
  therapists: TherapistSummary[];
  /** Over all clients of the clinic, each once, whoever set his goals; for owners. */
  attainmentScaling?: MeanAttainment;
};

/**
 * The summary per therapist: an owner sees all, a therapist her own row, of the clients in her care. One partition is read, of which no more
 * than one therapist's goals are held at a time, and of the others what the mean over the clinic needs.
 *
 * @param asOf a date such as `2026-11-25`
 */
export async function readTherapistSummary(
  { views, inCare }: { views: Pick<ViewStore, 'each'>; inCare: ClientsInCare },
  reader: Reader,
  asOf: string,
): Promise<TherapistSummaries> {
  const hers = visibleTherapist(reader, undefined);
  const therapists: TherapistSummary[] = [];
  const scaled: ScaledGoalOfClient[] = [];
  for await (const { therapistId, goals: all } of goalsByTherapist(views, reader.clinicId, asOf, hers)) {
    const clients = all.map(({ client }) => client);
    const visible = await visibleClients(inCare, reader, clients);
    const goals = all.filter(({ client }) => visible.has(client));
    if (goals.length > 0) therapists.push(therapistSummary(therapistId, goals));
    if (hers === undefined) scaled.push(...goals.flatMap(scaledGoalOf));
  }
  return { asOf, therapists, ...(hers === undefined && { attainmentScaling: meanAttainment(scaled) }) };
}
