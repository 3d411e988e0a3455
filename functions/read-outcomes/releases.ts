import { type Principal, requireRole } from '../../shared/access/principal.ts';
import { ForbiddenError, NotFoundError } from '../../shared/errors.ts';
import { json } from '../../shared/http/respond.ts';
import { type HttpEvent, pathParameter, type Route } from '../../shared/http/route.ts';
import type { Log } from '../../shared/log.ts';
import type { Programme } from '../../shared/privacy/programme.ts';
import { isReleaseFileName } from '../../shared/releases/release-file.ts';
import { LINK_SECONDS, type ReleaseLinks } from '../../shared/storage/release-links.ts';
import { type PreviewDeps, readReleasePreview } from './release-preview.ts';

export type ReleaseReadDeps = Omit<PreviewDeps, 'today'> & { linkTo: ReleaseLinks };

/** What partners can reach, and owners too: the list of their programmes' releases, and each file by a link. */
export function releaseRoutes(deps: ReleaseReadDeps & PreviewDeps, log: Log): Record<string, Route> {
  return {
    'GET /v1/releases': async (_event, principal) => {
      const lists = readableBy(deps.programmes, principal).map(({ programme }) =>
        deps.releases.list(programme),
      );
      return json(200, { releases: (await Promise.all(lists)).flat() });
    },
    'GET /v1/releases/preview': async (event, principal) =>
      json(200, await readReleasePreview(deps, principal, event.queryStringParameters?.['period'])),
    'GET /v1/releases/{programme}/{period}/{revision}/files/{name}': async (event, principal) => {
      const programme = readableProgramme(deps.programmes, principal, pathParameter(event, 'programme'));
      const [period, name] = [pathParameter(event, 'period'), pathParameter(event, 'name')];
      const release = (await deps.releases.list(programme)).find(
        (one) => one.period === period && String(one.revision) === pathParameter(event, 'revision'),
      );
      if (!release || !isReleaseFileName(name)) throw new NotFoundError('no such file of a release');
      const { revision } = release;
      const url = await deps.linkTo({ programme, period, revision }, name);
      log.info('release file handed out', {
        programme,
        period,
        revision,
        name,
        ...whoAsked(event, principal),
      });
      return found(url);
    },
  };
}

/** For people's browsers the redirect, for programs the same link as JSON. */
function found(url: string) {
  const answer = json(302, { url, expiresInSeconds: LINK_SECONDS });
  return { ...answer, headers: { ...answer.headers, location: url, 'referrer-policy': 'no-referrer' } };
}

/** The programmes that name the partner, or count the owner's clinic. */
function readableBy(programmes: readonly Programme[], caller: Principal): Programme[] {
  const principal = requireRole(caller, 'owner', 'partner');
  return programmes.filter(({ partners, clinics }) =>
    principal.role === 'partner'
      ? partners.includes(principal.partner)
      : clinics.includes(principal.clinicId),
  );
}

/** Whether there is a programme of that name is nobody's business who may not read it. */
function readableProgramme(programmes: readonly Programme[], caller: Principal, name: string): string {
  const readable = readableBy(programmes, caller).some(({ programme }) => programme === name);
  if (!readable) throw new ForbiddenError('this programme names neither you nor your clinic');
  return name;
}

/** Who it was: the partner as an organisation or the clinic, and the user by the id of the user pool. */
function whoAsked(event: HttpEvent, principal: Principal) {
  const subject = event.requestContext.authorizer?.jwt.claims['sub'];
  return {
    role: principal.role,
    ...(principal.role === 'partner' ? { partner: principal.partner } : { clinicId: principal.clinicId }),
    ...(typeof subject === 'string' && { subject }),
    requestId: event.requestContext.requestId,
  };
}
