import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Log } from '../../shared/log.ts';
import { type ClinicTallyMessage, tallyAndFreeze } from '../../shared/releases/steps/close-period.ts';
import type { TallyDeps } from '../../shared/releases/steps/tally-clinic.ts';
import type { TallyStore } from '../../shared/releases/stores/tally-store.ts';
import { workOffBatch } from '../../shared/schedule/queue-batch.ts';

export type TallyClinicDeps = TallyDeps & { tallies: TallyStore; log: Log };

/** Counts one clinic for a release, as the queue asks for it; who comes last freezes the counts of all. */
export function createTallyClinicHandler(deps: TallyClinicDeps) {
  return (event: SQSEvent): Promise<SQSBatchResponse> =>
    workOffBatch(event, deps.log, 'a tally failed', async (body) => {
      const message = JSON.parse(body) as ClinicTallyMessage;
      const outcome = await tallyAndFreeze(deps, message);
      deps.log.info('clinic tallied', { ...message.release, clinicId: message.clinicId, outcome });
    });
}
