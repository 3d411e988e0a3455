import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type TakenCounts, tellTaken } from '../../shared/intake/tell-taken.ts';
import type { Log } from '../../shared/log.ts';
import { workOffBatch } from '../../shared/schedule/queue-batch.ts';
import { isUndoRequest, READINGS_PREFIX, UPLOADS_PREFIX } from '../../shared/storage/keys/import-keys.ts';
import { continuationMessage, importJobs } from './import-job.ts';
import { type ImportDeps, importStretch } from './import-stretch.ts';
import { type LookDeps, lookAgain, lookAtFile } from './look-at-file.ts';
import { type UndoJob, undoContinued, undoMessage } from './undo-job.ts';
import { type UndoDeps, undoStretch } from './undo-stretch.ts';

/** Left for the chunk in hand, the refused rows and the continuation message. */
const RESERVE_MILLISECONDS = 60_000;

export type ImportHandlerDeps = Omit<ImportDeps, 'tellTaken'> &
  LookDeps &
  UndoDeps & {
    send(message: string): Promise<void>;
    /** Makes a message that failed visible again after so many seconds. */
    showAgain(receiptHandle: string, seconds: number): Promise<void>;
    log: Log;
  };

/**
 * Files dropped into the imports bucket, as the queue tells of them; those that were uploaded are only looked at, and
 * where it is asked beside one that its import be undone, it is.
 */
export function createImportHandler(deps: ImportHandlerDeps) {
  return (event: SQSEvent, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<SQSBatchResponse> => {
    const outOfTime = () => context.getRemainingTimeInMillis() < RESERVE_MILLISECONDS;
    const told = (counts: TakenCounts) => tellTaken(deps.log, counts);
    const undo = async (job: UndoJob) => {
      const rest = await undoStretch(job, deps, outOfTime);
      if (rest) await deps.send(undoMessage(rest));
      deps.log.info('undo stretch done', { finished: rest === undefined });
    };
    const take = async (body: string) => {
      const undoing = undoContinued(body);
      if (undoing) return undo(undoing);
      for (const job of importJobs(body)) {
        const isUpload = job.key.startsWith(UPLOADS_PREFIX);
        if (isUpload || job.key.startsWith(READINGS_PREFIX)) {
          await (isUpload ? lookAtFile : lookAgain)(job, deps, outOfTime);
          deps.log.info('look done');
          continue;
        }
        if (isUndoRequest(job.key)) {
          await undo({ bucket: job.bucket, key: job.key });
          continue;
        }
        const rest = await importStretch(job, { ...deps, tellTaken: told }, outOfTime);
        if (rest) await deps.send(continuationMessage(rest));
        deps.log.info('import stretch done', { finished: rest === undefined });
      }
    };
    // An owner looks at a page that says so until it is done.
    return workOffBatch(event, deps.log, 'an import failed', take, deps.showAgain);
  };
}
