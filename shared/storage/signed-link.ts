import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** A link is a bearer secret: it is good for a download that begins now, and not to be passed on. */
export const LINK_SECONDS = 15 * 60;

/**
 * A link to an object, signed by our own role: what it may not read, the link does not open. Signing asks nobody.
 *
 * @param shown what a browser does with it, and under which name: a `Content-Disposition`
 */
export function signedLink(
  client: S3Client,
  object: { bucket: string; key: string; shown: `${'inline' | 'attachment'}; filename="${string}"` },
): Promise<string> {
  const get = new GetObjectCommand({
    Bucket: object.bucket,
    Key: object.key,
    ResponseContentDisposition: object.shown,
  });
  return getSignedUrl(client, get, { expiresIn: LINK_SECONDS });
}
