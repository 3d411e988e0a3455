import { bundleOf } from '../../shared/fhir/bundle.ts';
import { CODE_SYSTEMS } from '../../shared/fhir/code-systems.ts';
import { measureReport } from '../../shared/fhir/measure-report.ts';
import { fhir } from '../../shared/http/respond.ts';
import { pathId, type RoutesOf } from '../../shared/http/route.ts';
import { lastDayOf } from '../../shared/outcomes/months.ts';
import { askedDate } from '../../shared/reading/as-of.ts';
import { askedMonths } from '../../shared/reading/asked-months.ts';
import { readClientAsFhir } from '../../shared/reading/client-fhir.ts';
import { readOutcomes } from '../../shared/reading/outcomes.ts';
import type { Reading } from '../../shared/reading/reading.ts';

/** What an owner's own system reads as FHIR R4. */
export function fhirRoutes(deps: Reading) {
  const { views, today, clock, settings } = deps;
  return {
    'GET /v1/clients/{id}/fhir': async (event, { clinicId }) =>
      fhir(200, await readClientAsFhir(deps, clinicId, pathId(event, 'id'))),

    'GET /v1/fhir/MeasureReport': async (event, { clinicId }) => {
      const query = event.queryStringParameters;
      const asked = { months: askedMonths(query), filter: {}, asOf: askedDate(query, await today(clinicId)) };
      const { openedOn } = await settings.of(clinicId);
      const { from, to, claims, asOf } = await readOutcomes(views, clinicId, asked, openedOn);
      const period =
        from === null || to === null
          ? { start: asOf, end: asOf }
          : { start: `${from}-01`, end: lastDayOf(to) };
      return fhir(200, measureReport(clinicId, period, claims.techniques, clock()));
    },

    'GET /v1/fhir/CodeSystem': async () => fhir(200, bundleOf(CODE_SYSTEMS)),
  } satisfies Partial<RoutesOf<'read-outcomes'>>;
}
