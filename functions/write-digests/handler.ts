import type { Log } from '../../shared/log.ts';
import { dateAfter } from '../../shared/records/time/calendar-days.ts';
import { utcSeconds, utcText } from '../../shared/records/time/instant.ts';
import { type ClinicJobDeps, createClinicJobHandler } from '../../shared/schedule/clinic-job-handler.ts';
import { type ClinicDigestDeps, writeClinicDigests } from './clinic-digests.ts';

export type DigestHandlerDeps = ClinicDigestDeps &
  Pick<ClinicJobDeps, 'clinics' | 'send' | 'ran'> & { log: Log };

/** Digests as the queue asks for them, clinic by clinic. */
export function createDigestHandler(deps: DigestHandlerDeps) {
  return createClinicJobHandler({
    ...deps,
    async work(clinicId, scheduledTime) {
      const therapists = await writeClinicDigests(deps, clinicId, lastDay(scheduledTime));
      deps.log.info('digests written', { therapists });
    },
  });
}

/** The day before the scheduled one, in UTC: the last that is over. */
function lastDay(scheduledTime: string): string {
  return dateAfter(utcText(utcSeconds(scheduledTime)).slice(0, 10), -1);
}
