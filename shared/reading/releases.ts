import type { Principal } from '../access/principal.ts';
import { ForbiddenError, NotFoundError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Programme } from '../privacy/programme/programme.ts';
import { isReleaseFileName } from '../releases/files/release-file.ts';
import type { ReleaseId } from '../releases/release-id.ts';
import type { ReleaseLinks } from '../releases/stores/release-links.ts';
import type { PublishedRelease, ReleaseStore } from '../releases/stores/release-store.ts';
import type { PreviewDeps } from './release-preview.ts';

export type ReleaseReadDeps = Pick<PreviewDeps, 'programmes'> & {
  releases: Pick<ReleaseStore, 'list' | 'table' | 'text'>;
  linkTo: ReleaseLinks;
  /** Of the key that signs: what partners hold a release's own key against. */
  keyFingerprint(): Promise<string>;
};

/** Who reads releases. */
export type ReleaseReader = Extract<Principal, { role: 'owner' | 'partner' }>;

/** A release as an address names it. */
type NamedRelease = { programme: string; period: string; revision: string };

/** The releases of the programmes that a caller may read, programme by programme. */
export async function readReleases(
  { programmes, releases }: ReleaseReadDeps,
  reader: ReleaseReader,
): Promise<PublishedRelease[]> {
  const lists = readableBy(await programmes(), reader).map(({ programme }) => releases.list(programme));
  return (await Promise.all(lists)).flat();
}

/**
 * The release that an address names, with all releases of its programme.
 *
 * @throws ForbiddenError when the caller may not read the programme, NotFoundError when there is none
 */
export async function readRelease(
  { programmes, releases }: ReleaseReadDeps,
  { programme, period, revision }: NamedRelease,
  reader: ReleaseReader,
): Promise<{ release: PublishedRelease; all: PublishedRelease[] }> {
  const all = await releases.list(readableProgramme(await programmes(), reader, programme));
  const release = all.find((one) => one.period === period && String(one.revision) === revision);
  if (!release) throw new NotFoundError('no such release');
  return { release, all };
}

/** A link to a file of a release; that it was given out is logged. */
export async function fileLink(
  deps: ReleaseReadDeps,
  { name, ...named }: NamedRelease & { name: string },
  { reader, subject, requestId }: { reader: ReleaseReader; subject?: string; requestId: string },
  log: Log,
): Promise<string> {
  const { release } = await readRelease(deps, named, reader);
  if (!isReleaseFileName(name)) throw new NotFoundError('no such file of a release');
  const { programme, period, revision } = release;
  const url = await deps.linkTo({ programme, period, revision } satisfies ReleaseId, name);
  log.info('release file handed out', {
    ...{ programme, period, revision, name, role: reader.role, requestId },
    ...(reader.role === 'partner' ? { partner: reader.partner } : { clinicId: reader.clinicId }),
    ...(subject !== undefined && { subject }),
  });
  return url;
}

/** The programmes that name the partner, or count the owner's clinic. */
function readableBy(programmes: readonly Programme[], reader: ReleaseReader): Programme[] {
  return programmes.filter(({ partners, clinics }) =>
    reader.role === 'partner' ? partners.includes(reader.partner) : clinics.includes(reader.clinicId),
  );
}

/** Whether there is a programme of that name is nobody's business who may not read it. */
function readableProgramme(programmes: readonly Programme[], reader: ReleaseReader, name: string): string {
  const readable = readableBy(programmes, reader).some(({ programme }) => programme === name);
  if (!readable) throw new ForbiddenError('this programme names neither you nor your clinic');
  return name;
}
