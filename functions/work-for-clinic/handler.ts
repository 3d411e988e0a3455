import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Log } from '../../shared/log.ts';
import { type AskedWork, askedWork } from '../../shared/schedule/asked-work.ts';
import { workOffBatch } from '../../shared/schedule/queue-batch.ts';
import type { AskedForgetting, Forgotten } from './forget-client.ts';

export type WorkDeps = {
  exportClinic(asked: Extract<AskedWork, { work: 'export' }>): Promise<{ clients: number }>;
  /** @returns what could not be brought up to date, with the errors */
  deriveAgain(clinicId: string): Promise<ReadonlyMap<string, unknown>>;
  forgetClient(asked: AskedForgetting): Promise<Forgotten>;
  log: Log;
};

/** Long work for one clinic, a message each; what fails comes again, alone, and does no harm then. */
export function createWorkHandler({ exportClinic, deriveAgain, forgetClient, log }: WorkDeps) {
  const take = async (asked: AskedWork): Promise<void> => {
    if (asked.work === 'export') {
      const { clients } = await exportClinic(asked);
      log.info('exported', { clients });
      return;
    }
    if (asked.work === 'forget-client') {
      log.info('forgotten', { looked: asked.looked, ...(await forgetClient(asked)) });
      return;
    }
    const failed = await deriveAgain(asked.clinicId);
    log.info('derived again', { failed: failed.size });
    if (failed.size > 0)
      throw new Error(`${failed.size} views could not be derived again`, { cause: [...failed.values()][0] });
  };
  return (event: SQSEvent): Promise<SQSBatchResponse> =>
    workOffBatch(event, log, 'work for a clinic failed', (body) => take(askedWork(body)));
}
