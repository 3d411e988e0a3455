import { requireRole } from '../../shared/access/principal.ts';
import { json } from '../../shared/http/respond.ts';
import { createHttpHandler } from '../../shared/http/route.ts';
import type { Log } from '../../shared/log.ts';
import type { ReleaseStore } from '../../shared/storage/release-store.ts';
import { askedOutcomes } from './asked-outcomes.ts';
import { readOutcomes } from './outcomes.ts';
import { type TherapistRouteDeps, therapistRoutes } from './therapist-routes.ts';

export type ReadDeps = TherapistRouteDeps & { releases: Pick<ReleaseStore, 'list'>; log: Log };

/** What people and programs read: statistics, goals, one client's timeline, published releases. */
export function createReadHandler(deps: ReadDeps) {
  const { views, releases, log } = deps;
  return createHttpHandler(
    {
      'GET /v1/outcomes': async (event, principal) => {
        const { clinicId } = requireRole(principal, 'owner');
        return json(200, await readOutcomes(views, clinicId, askedOutcomes(event.queryStringParameters)));
      },
      ...therapistRoutes(deps),
      'GET /v1/releases': async (_event, principal) => {
        requireRole(principal, 'owner', 'partner');
        return json(200, { releases: await releases.list() });
      },
    },
    log,
  );
}
