import type { Log } from '../../shared/log.ts';
import type { Programme } from '../../shared/privacy/programme.ts';
import { beginTally, type ClinicTallyMessage } from '../../shared/releases/close-period.ts';
import { type ReleaseEvent, releasesDue } from '../../shared/releases/releases-due.ts';
import type { TallyStore } from '../../shared/storage/tally-store.ts';

export type ClosePeriodDeps = {
  programmes: readonly Programme[];
  tallies: Pick<TallyStore, 'fixTerms'>;
  send(messages: readonly ClinicTallyMessage[]): Promise<void>;
  log: Log;
};

/** Begins the tally of every release whose period has closed: a message for each clinic. */
export function createClosePeriodHandler({ programmes, tallies, send, log }: ClosePeriodDeps) {
  return async (event: ReleaseEvent): Promise<{ clinics: number }> => {
    let clinics = 0;
    for (const { release, programme, period } of releasesDue('freezesAt', programmes, event)) {
      const messages = await beginTally(tallies, programme, period, release.revision);
      await send(messages);
      log.info('tally begun', { ...release, clinics: messages.length });
      clinics += messages.length;
    }
    return { clinics };
  };
}
