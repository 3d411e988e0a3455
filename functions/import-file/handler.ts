import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Log } from '../../shared/log.ts';
import { continuationMessage, importJobs } from './import-job.ts';
import { type ImportDeps, importStretch } from './import-stretch.ts';

/** Left for the chunk in hand, the refused rows and the continuation message. */
const RESERVE_MILLISECONDS = 60_000;

export type ImportHandlerDeps = ImportDeps & { send(message: string): Promise<void>; log: Log };

/** Files dropped into the imports bucket, as the queue tells of them. */
export function createImportHandler(deps: ImportHandlerDeps) {
  return async (
    event: SQSEvent,
    context: Pick<Context, 'getRemainingTimeInMillis'>,
  ): Promise<SQSBatchResponse> => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    const outOfTime = () => context.getRemainingTimeInMillis() < RESERVE_MILLISECONDS;
    for (const { messageId, body } of event.Records) {
      try {
        for (const job of importJobs(body)) {
          const rest = await importStretch(job, deps, outOfTime);
          if (rest) await deps.send(continuationMessage(rest));
          deps.log.info('import stretch done', { finished: rest === undefined });
        }
      } catch (error) {
        deps.log.error('an import failed', error, { messageId });
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures };
  };
}
