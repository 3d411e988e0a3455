import type { MemberChange } from '../../shared/access/member-change.ts';
import { jsonObject } from '../../shared/http/json-body.ts';
import { json } from '../../shared/http/respond.ts';
import {
  createHttpHandler,
  type HttpDeps,
  type HttpEvent,
  pathId,
  subjectOf,
} from '../../shared/http/route.ts';
import { changedMember, invitation } from '../../shared/members/member-request.ts';
import type { Members } from '../../shared/members/members.ts';
import type { ClinicKeys } from '../../shared/storage/clinics/clinic-keys.ts';
import type { HeldMember } from '../../shared/storage/clinics/member-store.ts';
import type { SettingsDeps } from './change-settings.ts';
import { settingsRoutes } from './settings-routes.ts';

export type KeepPeopleDeps = HttpDeps & SettingsDeps & { members: Members; keyOfClinic: ClinicKeys };

/** The API by which owners say who belongs to their clinic, and what it says of itself. */
export function createKeepingHandler(deps: KeepPeopleDeps) {
  const { members, keyOfClinic } = deps;
  const actingOf = (event: HttpEvent, { clinicId }: { clinicId: string }) =>
    members.actingFor({ clinicId }, subjectOf(event));
  return createHttpHandler<'keep-people'>(
    {
      ...settingsRoutes(deps),
      'GET /v1/members': async (_event, { clinicId }) => {
        return json(200, { members: (await members.list({ clinicId })).map(toldMember) });
      },
      'GET /v1/members/changes': async (_event, { clinicId }) => {
        return json(200, { changes: (await members.changes({ clinicId })).map(toldChange) });
      },
      'POST /v1/members': async (event, owner) => {
        const { email, member } = await invitation(jsonObject(event), owner.clinicId, keyOfClinic);
        return json(201, toldMember(await members.invite(await actingOf(event, owner), email, member)));
      },
      'PUT /v1/members/{subject}': async (event, owner) => {
        const wanted = changedMember(jsonObject(event), owner.clinicId);
        const acting = await actingOf(event, owner);
        return json(200, toldMember(await members.change(acting, pathId(event, 'subject'), wanted)));
      },
      'DELETE /v1/members/{subject}': async (event, owner) => {
        const subject = pathId(event, 'subject');
        await members.withdraw(await actingOf(event, owner), subject);
        return json(200, { subject, status: 'withdrawn' });
      },
    },
    deps,
  );
}

function toldMember({ subject, since, member }: HeldMember): object {
  return { subject, since, ...member };
}

function toldChange({ id: _, ...change }: MemberChange): object {
  return change;
}
