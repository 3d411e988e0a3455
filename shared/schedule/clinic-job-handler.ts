import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Log } from '../log.ts';
import { type ClinicJob, clinicJob, clinicJobs } from './clinic-job.ts';
import { workOffBatch } from './queue-batch.ts';

export type ClinicJobDeps = {
  /** Does the job of one clinic. */
  work(clinicId: string, scheduledTime: ClinicJob['scheduledTime']): Promise<void>;
  send(messages: readonly ClinicJob[]): Promise<void>;
  log: Log;
};

/**
 * Works off a queue of scheduled jobs: one of several clinics becomes one for each, that of one is done. What fails
 * goes back to the queue, alone.
 */
export function createClinicJobHandler({ work, send, log }: ClinicJobDeps) {
  const take = async (job: ClinicJob): Promise<void> => {
    const [clinicId, ...others] = job.clinics;
    if (others.length > 0) await send(clinicJobs(job));
    else await work(clinicId!, job.scheduledTime);
  };
  return (event: SQSEvent): Promise<SQSBatchResponse> =>
    workOffBatch(event, log, 'job failed', (body) => take(clinicJob(body)));
}
