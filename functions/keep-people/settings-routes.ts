import type { ClinicSettings } from '../../shared/clinics/clinic-settings.ts';
import { askedSettings } from '../../shared/clinics/settings-change.ts';
import { BadRequestError } from '../../shared/errors.ts';
import { changedMeanwhile, refusedByTag, tagged } from '../../shared/http/conditional.ts';
import { jsonObject } from '../../shared/http/json-body.ts';
import { json, problem } from '../../shared/http/respond.ts';
import { type RoutesOf, subjectOf } from '../../shared/http/route.ts';
import { changeSettings, type SettingsDeps } from './change-settings.ts';

/**
 * What a clinic says of itself, read and replaced as a whole by its owner's programs: by the rules of the page, and with
 * the same log.
 */
export function settingsRoutes(deps: SettingsDeps) {
  const { registry, clock } = deps;
  const answer = (clinicId: string, settings: ClinicSettings) => tagged(json(200, { clinicId, ...settings }));
  return {
    'GET /v1/settings': async (_event, { clinicId }) =>
      answer(clinicId, (await registry.current(clinicId)).settings),

    'PUT /v1/settings': async (event, { clinicId }) => {
      const { clinicId: named = clinicId, ...asked } = jsonObject(event);
      if (named !== clinicId) {
        throw new BadRequestError(
          'clinicId',
          "expected the token's clinic, or leave the field out",
          'other-clinic',
        );
      }
      const { after, refusals } = askedSettings({}, asked, clock());
      if (!after) {
        const [{ code, message }] = refusals as [(typeof refusals)[0]];
        return problem('invalid-request', { code, detail: message, refusals });
      }
      const { settings: before } = await registry.current(clinicId);
      const refused = refusedByTag(answer(clinicId, before), event);
      if (refused) return refused;
      const end = await changeSettings(deps, { clinicId, subject: subjectOf(event) }, { before, after });
      return end === 'changed-meanwhile' ? changedMeanwhile() : answer(clinicId, after);
    },
  } satisfies Partial<RoutesOf<'keep-people'>>;
}
