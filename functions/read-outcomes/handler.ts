import { json } from '../../shared/http/respond.ts';
import { createHttpHandler, type HttpDeps } from '../../shared/http/route.ts';
import { withoutDayNote } from '../../shared/statistics/data-quality/day-notes.ts';
import type { ClinicSettingsStore } from '../../shared/storage/clinic-settings.ts';
import type { ImportResults } from '../../shared/storage/import-results.ts';
import { askedOutcomes } from './asked-outcomes.ts';
import { readChecks } from './checks.ts';
import { importRoutes } from './imports.ts';
import { askedMonths } from './months.ts';
import { readOutcomes } from './outcomes.ts';
import { type OwnerRouteDeps, ownerRoutes } from './owner-routes.ts';
import type { PreviewDeps } from './release-preview.ts';
import { type ReleaseReadDeps, releaseRoutes } from './releases.ts';
import { type ReportReader, reportRoutes } from './reports.ts';
import { settingsRoutes } from './settings.ts';
import { type TherapistRouteDeps, therapistRoutes } from './therapist-routes.ts';

export type ReadDeps = HttpDeps &
  TherapistRouteDeps &
  OwnerRouteDeps & {
    releasing: ReleaseReadDeps & PreviewDeps;
    reports: ReportReader;
    imports: ImportResults;
    settings: Pick<ClinicSettingsStore, 'of'>;
  };

/** What people and programs read: statistics, goals, one client's timeline, published releases. */
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
      ...reportRoutes(deps.reports),
      ...importRoutes(deps.imports),
      ...settingsRoutes(deps.settings),
      ...releaseRoutes(releasing, log),
    },
    deps,
  );
}
