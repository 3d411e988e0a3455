import * as z from 'zod';
import { clinicId, instant } from '../../shared/records/fields.ts';

/** Digests to write: as of the scheduled time, for some clinics. */
export type DigestJob = z.infer<typeof jobSchema>;

const jobSchema = z.object({ scheduledTime: instant, clinics: z.array(clinicId).min(1) });

/**
 * Reads a message of the digest queue, which the schedule or a run of ours has sent.
 *
 * @throws ZodError when it is none
 */
export function digestJob(message: string): DigestJob {
  return jobSchema.parse(JSON.parse(message));
}

/** A job for each clinic. */
export function clinicJobs({ scheduledTime, clinics }: DigestJob): DigestJob[] {
  return clinics.map((clinic) => ({ scheduledTime, clinics: [clinic] }));
}
