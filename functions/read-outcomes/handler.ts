import { json } from '../../shared/http/respond.ts';
import { createHttpHandler, type HttpDeps } from '../../shared/http/route.ts';
import { askedMonths } from '../../shared/reading/asked-months.ts';
import { askedOutcomes } from '../../shared/reading/asked-outcomes.ts';
import { readChecks } from '../../shared/reading/checks.ts';
import { readOutcomes } from '../../shared/reading/outcomes.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import { withoutDayNote } from '../../shared/statistics/data-quality/day-notes.ts';
import { fhirRoutes } from './fhir-routes.ts';
import { importRoutes } from './import-routes.ts';
import { ownerRoutes } from './owner-routes.ts';
import { releaseRoutes } from './release-routes.ts';
import { reportRoutes } from './report-routes.ts';
import { therapistRoutes } from './therapist-routes.ts';

export type ReadDeps = HttpDeps & Reading;

/** What programs read: statistics, goals, one client's timeline, published releases. */
export function createReadHandler(deps: ReadDeps) {
  const { views, releasing, today, clock, log } = deps;
  return createHttpHandler<'read-outcomes'>(
    {
      'GET /v1/outcomes': async (event, { clinicId }) => {
        const asked = askedOutcomes(event.queryStringParameters, await today(clinicId));
        const { timeZone, openedOn } = await deps.settings.of(clinicId);
        const reading = await readOutcomes(views, clinicId, asked, openedOn);
        return json(200, withoutDayNote(reading, timeZone));
      },
      'GET /v1/checks': async (event, { clinicId }) => {
        const asked = askedMonths(event.queryStringParameters);
        return json(200, await readChecks(views, clinicId, asked, clock(), await deps.settings.of(clinicId)));
      },
      ...therapistRoutes(deps),
      ...ownerRoutes(deps),
      ...fhirRoutes(deps),
      ...reportRoutes(deps.reports),
      ...importRoutes(deps),
      ...releaseRoutes(releasing, views, log),
    },
    deps,
  );
}
