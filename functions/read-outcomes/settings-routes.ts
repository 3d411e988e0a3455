import { json } from '../../shared/http/respond.ts';
import type { RoutesOf } from '../../shared/http/route.ts';
import type { ClinicSettingsStore } from '../../shared/storage/clinic-settings.ts';

/** What an owner's clinic has said of itself; an operator changes it (`npm run clinic`). */
export function settingsRoutes(settings: Pick<ClinicSettingsStore, 'of'>) {
  return {
    'GET /v1/settings': async (_event, { clinicId }) => {
      return json(200, { clinicId, ...(await settings.of(clinicId)) });
    },
  } satisfies Partial<RoutesOf<'read-outcomes'>>;
}
