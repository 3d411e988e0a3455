import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Log } from '../log.ts';
import { type ClinicJob, clinicJob, clinicJobs } from './clinic-job.ts';
import { workOffBatch } from './queue-batch.ts';

export type ClinicJobDeps = {
  /** Does the job of one clinic. @param isAnew whether what was done before does not stand */
  work(clinicId: string, scheduledTime: ClinicJob['scheduledTime'], isAnew: boolean): Promise<void>;
  /** All clinics that are held. */
  clinics(): AsyncIterable<string>;
  send(messages: readonly ClinicJob[]): Promise<void>;
  /** Hears that the schedule has run. @param time the scheduled one, as an ISO instant */
  ran(time: string): Promise<void>;
  log: Log;
};

/** So many jobs are held at once while all clinics are walked. */
const JOBS_A_SENDING = 1000;

/**
 * Works off a queue of scheduled jobs: one of all clinics, or of several, becomes one for each; that of one is done. What
 * fails goes back to the queue, alone.
 */
export function createClinicJobHandler({ work, clinics, send, ran, log }: ClinicJobDeps) {
  const take = async (job: ClinicJob): Promise<void> => {
    const { scheduledTime } = job;
    const [clinicId, ...others] = job.clinics ?? [];
    if (clinicId !== undefined && others.length === 0)
      return work(clinicId, scheduledTime, job.anew === true);
    if (!job.clinics) await ran(scheduledTime);
    let waiting: string[] = [];
    for await (const clinic of job.clinics ?? clinics()) {
      if (waiting.push(clinic) < JOBS_A_SENDING) continue;
      await send(clinicJobs(scheduledTime, waiting));
      waiting = [];
    }
    if (waiting.length > 0) await send(clinicJobs(scheduledTime, waiting));
  };
  return (event: SQSEvent): Promise<SQSBatchResponse> =>
    workOffBatch(event, log, 'job failed', (body) => take(clinicJob(body)));
}
