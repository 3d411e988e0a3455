import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Log } from '../../shared/log.ts';
import { type ClinicTallyMessage, tallyAndFreeze } from '../../shared/releases/close-period.ts';
import type { TallyDeps } from '../../shared/releases/tally-clinic.ts';
import type { TallyStore } from '../../shared/storage/tally-store.ts';

export type TallyClinicDeps = TallyDeps & { tallies: TallyStore; log: Log };

/** Counts one clinic for a release, as the queue asks for it; who comes last freezes the counts of all. */
export function createTallyClinicHandler(deps: TallyClinicDeps) {
  return async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const { messageId, body } of event.Records) {
      try {
        const message = JSON.parse(body) as ClinicTallyMessage;
        const outcome = await tallyAndFreeze(deps, message);
        deps.log.info('clinic tallied', { ...message.release, clinicId: message.clinicId, outcome });
      } catch (error) {
        deps.log.error('a tally failed', error, { messageId });
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures };
  };
}
