import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Log } from '../../shared/log.ts';
import { dateAfter } from '../../shared/records/calendar-days.ts';
import { utcSeconds, utcText } from '../../shared/records/instant.ts';
import { type ClinicDigestDeps, writeClinicDigests } from './clinic-digests.ts';
import { clinicJobs, type DigestJob, digestJob } from './digest-job.ts';

export type DigestHandlerDeps = ClinicDigestDeps & {
  send(jobs: readonly DigestJob[]): Promise<void>;
  log: Log;
};

/** Digests as the queue asks for them: a job of several clinics becomes one for each, that of one is done. */
export function createDigestHandler(deps: DigestHandlerDeps) {
  const work = async (job: DigestJob) => {
    const [clinicId, ...others] = job.clinics;
    if (others.length > 0) return deps.send(clinicJobs(job));
    const therapists = await writeClinicDigests(deps, clinicId!, lastDay(job));
    deps.log.info('digests written', { therapists });
  };
  return async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const { messageId, body } of event.Records) {
      try {
        await work(digestJob(body));
      } catch (error) {
        deps.log.error('digests failed', error, { messageId });
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures };
  };
}

/** The day before the scheduled one, in UTC: the last that is over. */
function lastDay({ scheduledTime }: DigestJob): string {
  return dateAfter(utcText(utcSeconds(scheduledTime)).slice(0, 10), -1);
}
