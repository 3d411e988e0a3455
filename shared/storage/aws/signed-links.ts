import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** A link is a bearer secret: it is good for a download that begins now, and not to be passed on. */
export const LINK_SECONDS = 15 * 60;

export type SignedLinks = ReturnType<typeof createSignedLinks>;

/**
 * Links to a bucket's objects, signed by our own role: what it may not read, a link does not open. Signing asks nobody.
 *
 * `shown`: what a browser does with an object, and under which name, a `Content-Disposition`
 */
export function createSignedLinks(client: S3Client, bucket: string) {
  return (object: {
    key: string;
    shown: `${'inline' | 'attachment'}; filename="${string}"`;
  }): Promise<string> => {
    const get = new GetObjectCommand({
      Bucket: bucket,
      Key: object.key,
      ResponseContentDisposition: object.shown,
    });
    return getSignedUrl(client, get, { expiresIn: LINK_SECONDS });
  };
}
