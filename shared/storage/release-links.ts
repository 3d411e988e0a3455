import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { ReleaseFileName } from '../releases/release-file.ts';
import type { ReleaseId } from '../releases/release-id.ts';
import { releasePrefix } from './object-keys.ts';

/** A link is a bearer secret: it is good for a download that begins now, and not to be passed on. */
export const LINK_SECONDS = 15 * 60;

export type ReleaseLinks = ReturnType<typeof createReleaseLinks>;

/** Links to published files, signed by our own role: what it may not read, a link does not open. */
export function createReleaseLinks(client: S3Client, bucket: string) {
  return (release: ReleaseId, name: ReleaseFileName): Promise<string> => {
    const get = new GetObjectCommand({
      Bucket: bucket,
      Key: `${releasePrefix(release)}${name}`,
      ResponseContentDisposition: `attachment; filename="${name}"`,
    });
    return getSignedUrl(client, get, { expiresIn: LINK_SECONDS });
  };
}
