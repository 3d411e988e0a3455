import { requireRole } from '../../shared/access/principal.ts';
import { json } from '../../shared/http/respond.ts';
import { createHttpHandler, type HttpDeps } from '../../shared/http/route.ts';
import { askedOutcomes } from './asked-outcomes.ts';
import { readOutcomes } from './outcomes.ts';
import { type ReleaseReadDeps, releaseRoutes } from './releases.ts';
import { type ReportReader, reportRoutes } from './reports.ts';
import { type TherapistRouteDeps, therapistRoutes } from './therapist-routes.ts';

export type ReadDeps = HttpDeps & TherapistRouteDeps & { releasing: ReleaseReadDeps; reports: ReportReader };

/** What people and programs read: statistics, goals, one client's timeline, published releases. */
export function createReadHandler(deps: ReadDeps) {
  const { views, releasing, today, log } = deps;
  return createHttpHandler(
    {
      'GET /v1/outcomes': async (event, principal) => {
        const { clinicId } = requireRole(principal, 'owner');
        return json(
          200,
          await readOutcomes(views, clinicId, askedOutcomes(event.queryStringParameters, today())),
        );
      },
      ...therapistRoutes(deps),
      ...reportRoutes(deps.reports),
      ...releaseRoutes({ ...releasing, today }, log),
    },
    deps,
  );
}
