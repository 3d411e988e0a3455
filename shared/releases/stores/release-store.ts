import type { Bucket } from '../../storage/aws/bucket.ts';
import { mapInFlight } from '../../storage/aws/in-flight.ts';
import { DATA_PACKAGE, type ReleaseFile, type ReleaseFileName, SUMS, TABLE } from '../files/release-file.ts';
import type { ReleaseId } from '../release-id.ts';
import { latestKey, parseReleaseKey, programmePrefix, releasePrefix } from './release-keys.ts';

/** A published release as its data package describes it. */
export type PublishedRelease = ReleaseId & {
  prefix: string;
  /** A later revision has taken its place; its files stay. */
  revised: boolean;
  manifest: unknown;
};
export type ReleaseStore = ReturnType<typeof createReleaseStore>;

const MANIFESTS_IN_FLIGHT = 8;

/** The complete releases of a programme, in order of period and revision: those whose last file is there. */
export async function completeReleases(
  bucket: Pick<Bucket, 'listKeys'>,
  programme: string,
): Promise<ReleaseId[]> {
  const keys = await bucket.listKeys(programmePrefix(programme));
  return keys
    .map(parseReleaseKey)
    .filter((found) => found?.name === SUMS)
    .map((found) => ({ programme, period: found!.period, revision: found!.revision }));
}

/** The releases bucket: what partners can see. */
export function createReleaseStore(bucket: Bucket) {
  const text = async (release: ReleaseId, name: ReleaseFileName): Promise<string> =>
    (await bucket.getText(`${releasePrefix(release)}${name}`))!;

  return {
    /** Writes a release's files in their order; what is there already stays as it is. */
    async publish(release: ReleaseId, files: readonly ReleaseFile[]): Promise<void> {
      for (const { name, mediaType, bytes } of files) {
        await bucket.putOnce({ key: `${releasePrefix(release)}${name}`, body: bytes, mediaType });
      }
    },

    /** Points to the latest release of a programme. */
    async point(release: ReleaseId): Promise<void> {
      const pointer = `${JSON.stringify({ ...release, prefix: releasePrefix(release) }, null, 2)}\n`;
      await bucket.putText({
        key: latestKey(release.programme),
        text: pointer,
        mediaType: 'application/json',
      });
    },

    /** The table of a release that `list` named, as CSV. */
    table: (release: ReleaseId) => text(release, TABLE),
    /** A file of text of a release that `list` named. */
    text,

    /** The complete releases of a programme, each with its data package. */
    async list(programme: string): Promise<PublishedRelease[]> {
      const complete = await completeReleases(bucket, programme);
      const isRevised = ({ period, revision }: ReleaseId) =>
        complete.some((other) => other.period === period && other.revision > revision);
      return mapInFlight(MANIFESTS_IN_FLIGHT, complete, async (release) => ({
        ...release,
        prefix: releasePrefix(release),
        revised: isRevised(release),
        manifest: JSON.parse(await text(release, DATA_PACKAGE)),
      }));
    },
  };
}
