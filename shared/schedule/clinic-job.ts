import * as z from 'zod';
import { clinicId, instant } from '../records/fields.ts';

/**
 * Work that a schedule asks for, as of its scheduled time: of the clinics that are named, or of all. `anew`: what was done
 * before does not stand, since a client was erased.
 */
export type ClinicJob = z.infer<typeof jobSchema>;

const jobSchema = z.object({
  scheduledTime: instant,
  clinics: z.array(clinicId).min(1).optional(),
  anew: z.literal(true).optional(),
});

/**
 * Reads a message of a queue, which a schedule or a run of ours has sent.
 *
 * @throws ZodError when it is none
 */
export function clinicJob(message: string): ClinicJob {
  return jobSchema.parse(JSON.parse(message));
}

/** A job for each clinic. */
export function clinicJobs(
  scheduledTime: ClinicJob['scheduledTime'],
  clinics: readonly string[],
): ClinicJob[] {
  return clinics.map((clinic) => ({ scheduledTime, clinics: [clinic] }));
}
