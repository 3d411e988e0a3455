import { type Principal, requireRole } from '../../shared/access/principal.ts';
import { ForbiddenError, NotFoundError } from '../../shared/errors.ts';
import { json } from '../../shared/http/respond.ts';
import { type HttpEvent, pathParameter, type RoutesOf } from '../../shared/http/route.ts';
import type { Log } from '../../shared/log.ts';
import type { Programme } from '../../shared/privacy/programme/programme.ts';
import { isReleaseFileName } from '../../shared/releases/files/release-file.ts';
import type { ReleaseId } from '../../shared/releases/release-id.ts';
import type { ReleaseLinks } from '../../shared/releases/stores/release-links.ts';
import type { PublishedRelease, ReleaseStore } from '../../shared/releases/stores/release-store.ts';
import { LINK_SECONDS } from '../../shared/storage/signed-links.ts';
import { type PreviewDeps, readReleasePreview } from './release-preview.ts';

export type ReleaseReadDeps = Pick<PreviewDeps, 'programmes'> & {
  releases: Pick<ReleaseStore, 'list' | 'table' | 'text'>;
  linkTo: ReleaseLinks;
  /** Of the key that signs: what partners hold a release's own key against. */
  keyFingerprint(): Promise<string>;
};

type PathParameters = Pick<HttpEvent, 'pathParameters'>;

/** What partners can reach, and owners too: the list of their programmes' releases, and each file by a link. */
export function releaseRoutes(deps: ReleaseReadDeps & PreviewDeps, log: Log) {
  return {
    'GET /v1/releases': async (_event, principal) => {
      const releases = await readReleases(deps, principal);
      return json(200, { signingKey: { sha256: await deps.keyFingerprint() }, releases });
    },
    'GET /v1/releases/preview': async (event, { clinicId }) =>
      json(200, await readReleasePreview(deps, clinicId, event.queryStringParameters?.['period'])),
    'GET /v1/releases/{programme}/{period}/{revision}/files/{name}': async (event, principal) => {
      const subject = event.requestContext.authorizer?.jwt.claims['sub'];
      const who = { principal, ...(typeof subject === 'string' && { subject }) };
      return found(await fileLink(deps, event, who, log));
    },
  } satisfies Partial<RoutesOf<'read-outcomes'>>;
}

/** The releases of the programmes that a caller may read, programme by programme. */
export async function readReleases(
  { programmes, releases }: ReleaseReadDeps,
  principal: Principal,
): Promise<PublishedRelease[]> {
  const lists = readableBy(await programmes(), principal).map(({ programme }) => releases.list(programme));
  return (await Promise.all(lists)).flat();
}

/**
 * The release that a path names, with all releases of its programme.
 *
 * @throws ForbiddenError when the caller may not read the programme, NotFoundError when there is none
 */
export async function readRelease(
  { programmes, releases }: ReleaseReadDeps,
  event: PathParameters,
  principal: Principal,
): Promise<{ release: PublishedRelease; all: PublishedRelease[] }> {
  const [name, period, revision] = ['programme', 'period', 'revision'].map((part) =>
    pathParameter(event, part),
  );
  const all = await releases.list(readableProgramme(await programmes(), principal, name!));
  const release = all.find((one) => one.period === period && String(one.revision) === revision);
  if (!release) throw new NotFoundError('no such release');
  return { release, all };
}

/** A link to the file that a path names; that it was given out is logged. */
export async function fileLink(
  deps: ReleaseReadDeps,
  event: PathParameters & { requestContext: { requestId: string } },
  { principal, subject }: { principal: Principal; subject?: string },
  log: Log,
): Promise<string> {
  const name = pathParameter(event, 'name');
  const { release } = await readRelease(deps, event, principal);
  if (!isReleaseFileName(name)) throw new NotFoundError('no such file of a release');
  const { programme, period, revision } = release;
  const url = await deps.linkTo({ programme, period, revision } satisfies ReleaseId, name);
  const { requestId } = event.requestContext;
  log.info('release file handed out', {
    ...{ programme, period, revision, name, role: principal.role, requestId },
    ...(principal.role === 'partner' ? { partner: principal.partner } : { clinicId: principal.clinicId }),
    ...(subject !== undefined && { subject }),
  });
  return url;
}

/** For people's browsers the redirect, for programs the same link as JSON. */
export function found(url: string) {
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
