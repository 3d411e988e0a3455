import { createHmac } from 'node:crypto';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** A form by which a browser sends a file straight to a bucket: its fields, then one of type `file` named `file`. */
export type UploadForm = { action: string; fields: Readonly<Record<string, string>> };

/** What a form may upload. */
export type Upload = {
  /** Where the file will lie; its name is put behind it, as its sender has it. */
  prefix: string;
  mostBytes: number;
  /** Where the browser is led when the file has arrived. */
  leadsTo: string;
  lifeSeconds: number;
};

/**
 * Forms signed by our own role (POST Object): what that may not write, a form does not upload. Signing asks nobody.
 *
 * Signed here, in the few lines below, since AWS's own package for it (s3-presigned-post) stands at another version of
 * the S3 client than ours and would bring that along.
 */
export function createUploadForms(client: S3Client, bucket: string) {
  return async ({ prefix, mostBytes, leadsTo, lifeSeconds }: Upload, now: Date): Promise<UploadForm> => {
    const [{ accessKeyId, secretAccessKey, sessionToken }, region, action] = await Promise.all([
      client.config.credentials(),
      client.config.region(),
      addressOf(client, bucket),
    ]);
    const signedAt = now.toISOString().replace(/[-:]|\.\d+/g, '');
    const scope = `${signedAt.slice(0, 8)}/${region}/s3/aws4_request`;
    const exact = {
      success_action_redirect: leadsTo,
      'x-amz-algorithm': 'AWS4-HMAC-SHA256',
      'x-amz-credential': `${accessKeyId}/${scope}`,
      'x-amz-date': signedAt,
      ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
    };
    // An empty file comes too, and is told to be empty: S3 would answer a person with XML.
    const conditions = [
      { bucket },
      ['starts-with', '$key', prefix],
      ['content-length-range', 0, mostBytes],
      ...Object.entries(exact).map(([name, value]) => ({ [name]: value })),
    ];
    const expiration = new Date(now.getTime() + lifeSeconds * 1000).toISOString();
    const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64');
    const signature = policySignature(policy, secretAccessKey, scope);
    // S3 itself puts the file's name there.
    const key = `${prefix}\${filename}`;
    return { action, fields: { key, ...exact, policy, 'x-amz-signature': signature } };
  };
}

/**
 * The signature of a form's policy.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html
 *
 * @param policy in Base64
 * @param scope such as `20151229/us-east-1/s3/aws4_request`
 */
export function policySignature(policy: string, secretAccessKey: string, scope: string): string {
  const mac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();
  const key = scope.split('/').reduce<Buffer | string>(mac, `AWS4${secretAccessKey}`);
  return mac(key, policy).toString('hex');
}

/** Where a bucket's forms are sent: as the SDK itself addresses an object of it, without the object. */
async function addressOf(client: S3Client, bucket: string): Promise<string> {
  const Key = 'x';
  const signed = new URL(await getSignedUrl(client, new PutObjectCommand({ Bucket: bucket, Key })));
  return `${signed.origin}${signed.pathname.slice(0, -Key.length)}`;
}
