import type { MemberChange } from '../../shared/access/member-change.ts';
import { BadRequestError } from '../../shared/errors.ts';
import { json } from '../../shared/http/respond.ts';
import {
  createHttpHandler,
  type HttpDeps,
  type HttpEvent,
  jsonBody,
  pathId,
} from '../../shared/http/route.ts';
import { changedMember, invitation } from '../../shared/members/member-request.ts';
import type { Members } from '../../shared/members/members.ts';
import type { ClinicKeys } from '../../shared/storage/clinic-keys.ts';
import type { HeldMember } from '../../shared/storage/member-store.ts';

export type KeepPeopleDeps = HttpDeps & { members: Members; keyOfClinic: ClinicKeys };

/** The API by which owners say who belongs to their clinic. */
export function createMembersHandler(deps: KeepPeopleDeps) {
  const { members, keyOfClinic } = deps;
  const actingOf = (event: HttpEvent, { clinicId }: { clinicId: string }) =>
    members.actingFor({ clinicId }, String(event.requestContext.authorizer?.jwt.claims['sub']));
  return createHttpHandler<'keep-people'>(
    {
      'GET /v1/members': async (_event, { clinicId }) => {
        return json(200, { members: (await members.list({ clinicId })).map(toldMember) });
      },
      'GET /v1/members/changes': async (_event, { clinicId }) => {
        return json(200, { changes: (await members.changes({ clinicId })).map(toldChange) });
      },
      'POST /v1/members': async (event, owner) => {
        const { email, member } = await invitation(bodyObject(event), owner.clinicId, keyOfClinic);
        return json(201, toldMember(await members.invite(await actingOf(event, owner), email, member)));
      },
      'PUT /v1/members/{subject}': async (event, owner) => {
        const wanted = changedMember(bodyObject(event), owner.clinicId);
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

function bodyObject(event: HttpEvent): Readonly<Record<string, unknown>> {
  const body = jsonBody(event);
  if (typeof body === 'object' && body !== null && !Array.isArray(body))
    return body as Record<string, unknown>;
  throw new BadRequestError('', 'expected a JSON object', 'wrong-type');
}
