import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { mapInFlight } from './in-flight.ts';
import { MANIFEST, parseReleaseKey, RELEASES_PREFIX, type ReleaseId, releasePrefix } from './object-keys.ts';
import { getText, putOnce } from './objects.ts';

/** A published release with its manifest: only complete ones have one, as it is written last. */
export type PublishedRelease = ReleaseId & { prefix: string; manifest: unknown };
export type ReleaseStore = ReturnType<typeof createReleaseStore>;

const MANIFESTS_IN_FLIGHT = 8;

/** The releases bucket: what partners can see. */
export function createReleaseStore(client: S3Client, bucket: string) {
  return {
    /** Writes a release's files in order, the manifest last; what is there already stays as it is. */
    async publish(
      id: ReleaseId,
      files: readonly { name: string; mediaType: string; text: string }[],
    ): Promise<void> {
      for (const { name, mediaType, text } of files) {
        await putOnce(client, bucket, { key: `${releasePrefix(id)}${name}`, text, mediaType });
      }
    },

    /** All complete releases, in order of key. */
    async list(): Promise<PublishedRelease[]> {
      const manifests: { id: ReleaseId; key: string }[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: RELEASES_PREFIX, ContinuationToken }),
        );
        for (const { Key } of page.Contents ?? []) {
          const parsed = parseReleaseKey(Key!);
          if (parsed?.name !== MANIFEST) continue;
          const { programme, period, revision } = parsed;
          manifests.push({ id: { programme, period, revision }, key: Key! });
        }
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
      return mapInFlight(MANIFESTS_IN_FLIGHT, manifests, async ({ id, key }) => ({
        ...id,
        prefix: releasePrefix(id),
        manifest: JSON.parse((await getText(client, bucket, key))!),
      }));
    },
  };
}
