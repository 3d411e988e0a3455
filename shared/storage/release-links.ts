import type { S3Client } from '@aws-sdk/client-s3';
import type { ReleaseFileName } from '../releases/release-file.ts';
import type { ReleaseId } from '../releases/release-id.ts';
import { releasePrefix } from './object-keys.ts';
import { signedLink } from './signed-link.ts';

export type ReleaseLinks = ReturnType<typeof createReleaseLinks>;

/** Links to published files. */
export function createReleaseLinks(client: S3Client, bucket: string) {
  return (release: ReleaseId, name: ReleaseFileName): Promise<string> =>
    signedLink(client, {
      bucket,
      key: `${releasePrefix(release)}${name}`,
      shown: `attachment; filename="${name}"`,
    });
}
