import { type TherapistSummary, therapistSummary } from '../../shared/goals/therapist-summary.ts';
import type { ViewStore } from '../../shared/storage/view-store.ts';
import { goalsByTherapist } from '../../shared/views/goals-by-therapist.ts';
import { type Reader, visibleTherapist } from './therapist.ts';

/** What became of each therapist's goals, as of a date; in order of id and without ranks. */
export type TherapistSummaries = { asOf: string; therapists: TherapistSummary[] };

/**
 * The summary per therapist: an owner sees all, a therapist her own row. One partition is read, of which no more
 * than one therapist's goals are held at a time.
 *
 * @param asOf a date such as `2026-11-25`
 */
export async function readTherapistSummary(
  views: Pick<ViewStore, 'each'>,
  reader: Reader,
  asOf: string,
): Promise<TherapistSummaries> {
  const hers = visibleTherapist(reader, undefined);
  const therapists: TherapistSummary[] = [];
  for await (const { therapistId, goals } of goalsByTherapist(views, reader.clinicId, asOf, hers)) {
    if (goals.length > 0) therapists.push(therapistSummary(therapistId, goals));
  }
  return { asOf, therapists };
}
