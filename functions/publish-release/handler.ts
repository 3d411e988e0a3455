import { BadRequestError, DomainError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import type { Programme } from '../../shared/privacy/programme/programme.ts';
import { ReleasesFailedError } from '../../shared/releases/release-errors.ts';
import type { ReleaseId } from '../../shared/releases/release-id.ts';
import { type ReleaseEvent, releasesDue } from '../../shared/releases/releases-due.ts';
import { giveUpRelease } from '../../shared/releases/steps/charge-release.ts';
import { type PublishDeps, publishRelease } from '../../shared/releases/steps/publish-release.ts';
import type { TallyStore } from '../../shared/releases/stores/tally-store.ts';

export type PublishHandlerDeps = PublishDeps & {
  programmes(): Promise<readonly Programme[]>;
  /** Hears that the schedule has run. @param time the scheduled one, as an ISO instant */
  ran(time: string): Promise<void>;
  tallies: Pick<TallyStore, 'terms'>;
  log: Log;
};

/**
 * Publishes every release whose turn it is at the scheduled time. One that fails does not hold up the others;
 * the run then fails as a whole and is repeated, which changes nothing for those that are out. A release that is asked for
 * by name fails with its reason.
 */
export function createPublishHandler(deps: PublishHandlerDeps) {
  return async (event: ReleaseEvent): Promise<{ published: ReleaseId[] }> => {
    if (event.giveUp) {
      await giveUp(deps, event.release);
      return { published: [] };
    }
    if (!event.release) await deps.ran(event.scheduledTime);
    const published: ReleaseId[] = [];
    let failed = 0;
    for (const { release } of releasesDue('publishesAt', await deps.programmes(), event)) {
      try {
        await publishRelease(deps, release);
        published.push(release);
      } catch (error) {
        deps.log.error('a release was not published', error, release);
        // Its text may quote data unless it is one of our own.
        if (event.release && error instanceof DomainError) throw error;
        failed += 1;
      }
    }
    if (failed > 0) throw new ReleasesFailedError(failed);
    return { published };
  };
}

/** By the terms that were fixed: the programme may have ended. */
async function giveUp(deps: PublishHandlerDeps, release: ReleaseId | undefined): Promise<void> {
  if (!release) throw new BadRequestError('release', 'expected the release that is given up');
  const terms = await deps.tallies.terms(release);
  if (!terms) throw new BadRequestError('release', 'expected a release whose period has been closed');
  await giveUpRelease(deps, terms);
  deps.log.info('release given up', terms.release);
}
