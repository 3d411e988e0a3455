import { DomainError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import type { Programme } from '../../shared/privacy/programme/programme.ts';
import { ClosingFailedError } from '../../shared/releases/release-errors.ts';
import { type ReleaseEvent, releasesDue } from '../../shared/releases/releases-due.ts';
import {
  beginTally,
  type ClinicTallyMessage,
  type ClosingDeps,
} from '../../shared/releases/steps/close-period.ts';

export type ClosePeriodDeps = ClosingDeps & {
  programmes(): Promise<readonly Programme[]>;
  /** Hears that the schedule has run. @param time the scheduled one, as an ISO instant */
  ran(time: string): Promise<void>;
  send(messages: readonly ClinicTallyMessage[]): Promise<void>;
  log: Log;
};

/**
 * Begins the tally of every release whose period has closed: a message for each clinic. One that is refused does
 * not hold up the others; the run then fails as a whole. A release that is asked for by name fails with its reason.
 */
export function createClosePeriodHandler(deps: ClosePeriodDeps) {
  const { programmes, send, log } = deps;
  return async (event: ReleaseEvent): Promise<{ clinics: number }> => {
    if (!event.release) await deps.ran(event.scheduledTime);
    let clinics = 0;
    let failed = 0;
    for (const { release, programme, period } of releasesDue('freezesAt', await programmes(), event)) {
      try {
        const messages = await beginTally(deps, programme, period, release.revision);
        await send(messages);
        log.info('tally begun', { ...release, clinics: messages.length });
        clinics += messages.length;
      } catch (error) {
        log.error('a period was not closed', error, release);
        // Its text may quote data unless it is one of our own.
        if (event.release && error instanceof DomainError) throw error;
        failed += 1;
      }
    }
    if (failed > 0) throw new ClosingFailedError(failed);
    return { clinics };
  };
}
