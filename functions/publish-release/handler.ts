import { DomainError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import type { Programme } from '../../shared/privacy/programme.ts';
import { type PublishDeps, publishRelease } from '../../shared/releases/publish-release.ts';
import { ReleasesFailedError } from '../../shared/releases/release-errors.ts';
import type { ReleaseId } from '../../shared/releases/release-id.ts';
import { type ReleaseEvent, releasesDue } from '../../shared/releases/releases-due.ts';

export type PublishHandlerDeps = PublishDeps & { programmes: readonly Programme[]; log: Log };

/**
 * Publishes every release whose turn it is at the scheduled time. One that fails does not hold up the others;
 * the run then fails as a whole and is repeated, which changes nothing for those that are out. A release that is asked for
 * by name fails with its reason.
 */
export function createPublishHandler(deps: PublishHandlerDeps) {
  return async (event: ReleaseEvent): Promise<{ published: ReleaseId[] }> => {
    const published: ReleaseId[] = [];
    let failed = 0;
    for (const { release } of releasesDue('publishesAt', deps.programmes, event)) {
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
