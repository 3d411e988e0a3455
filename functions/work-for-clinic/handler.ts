import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Log } from '../../shared/log.ts';
import { type AskedWork, askedWork } from '../../shared/schedule/asked-work.ts';
import { workOffBatch } from '../../shared/schedule/queue-batch.ts';
import type { AskedForgetting, Forgotten } from './forget-client.ts';

/** A part of a rebuild. */
type AskedRebuilding = Extract<AskedWork, { work: 'rebuild' }>;

export type WorkDeps = {
  exportClinic(asked: Extract<AskedWork, { work: 'export' }>): Promise<{ clients: number }>;
  /** @returns what could not be brought up to date, with the errors */
  deriveAgain(clinicId: string): Promise<ReadonlyMap<string, unknown>>;
  forgetClient(asked: AskedForgetting): Promise<Forgotten>;
  /** @returns what could not be brought up to date, with the errors */
  rebuild(asked: AskedRebuilding): Promise<ReadonlyMap<string, unknown>>;
  log: Log;
};

/** Long work for one clinic, a message each; what fails comes again, alone, and does no harm then. */
export function createWorkHandler({ exportClinic, deriveAgain, forgetClient, rebuild, log }: WorkDeps) {
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
    if (asked.work === 'rebuild') {
      // The command that waits for it is told how many failed: another try is the operator's to ask for.
      const failed = await rebuild(asked);
      for (const error of failed.values()) log.error('a view could not be derived again', error);
      log.info('part of a rebuild done', { part: asked.part, failed: failed.size });
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
