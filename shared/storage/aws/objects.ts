import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';

/** Writes an object unless one is there: `exists` leaves that one untouched. */
export async function putOnce(
  client: S3Client,
  bucket: string,
  object: { key: string; body: string | Uint8Array; mediaType: string },
): Promise<'written' | 'exists'> {
  try {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: object.key,
        Body: object.body,
        ContentType: object.mediaType,
        IfNoneMatch: '*',
      }),
    );
    return 'written';
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412) return 'exists';
    throw error;
  }
}

/** Writes an object, in place of one that is there. */
export async function putText(
  client: S3Client,
  bucket: string,
  { text, ...object }: { key: string; text: string; mediaType: string },
): Promise<void> {
  await putBytes(client, bucket, { ...object, body: text });
}

/** The same of bytes. */
export async function putBytes(
  client: S3Client,
  bucket: string,
  { key, body, mediaType }: { key: string; body: string | Uint8Array; mediaType: string },
): Promise<void> {
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: mediaType }));
}

/**
 * Removes an object, if it is there.
 *
 * @param eTag of the only version that may go: another one stays
 */
export async function removeObject(
  client: S3Client,
  bucket: string,
  { key, eTag }: { key: string; eTag?: string },
): Promise<void> {
  const IfMatch = eTag === undefined ? {} : { IfMatch: `"${eTag}"` };
  try {
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, ...IfMatch }));
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    // It has gone before, or another version has come.
    if (eTag === undefined || (status !== 404 && status !== 412)) throw error;
  }
}

/** Which version of an object is there, without quotes; undefined when there is none. */
export async function eTagOf(client: S3Client, bucket: string, key: string): Promise<string | undefined> {
  try {
    const { ETag } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return ETag!.replaceAll('"', '');
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

/**
 * Writes the text of an object anew, if there is something to change, however often others write it meanwhile.
 *
 * @param change the new text; undefined where the text may stay
 * @returns whether it was changed
 */
export async function rewriteText(
  client: S3Client,
  bucket: string,
  { key, mediaType }: { key: string; mediaType: string },
  change: (text: string) => string | undefined,
): Promise<boolean> {
  for (;;) {
    const found = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key })).catch(unlessGone);
    if (!found) return false;
    const changed = change(await found.Body!.transformToString('utf-8'));
    if (changed === undefined) return false;
    const IfMatch = found.ETag!;
    const put = { Bucket: bucket, Key: key, Body: changed, ContentType: mediaType, IfMatch };
    try {
      await client.send(new PutObjectCommand(put));
      return true;
    } catch (error) {
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      // Somebody has written it meanwhile, or removed it: it is looked at again.
      if (status !== 412 && status !== 404 && status !== 409) throw error;
    }
  }
}

function unlessGone(error: unknown): undefined {
  if (!(error instanceof NoSuchKey)) throw error;
}

/** The text of an object, undefined when there is none. */
export async function getText(client: S3Client, bucket: string, key: string): Promise<string | undefined> {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return await Body!.transformToString('utf-8');
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/** The keys of a bucket under a prefix, in their order. */
export async function listKeys(client: S3Client, bucket: string, prefix: string): Promise<string[]> {
  return (await listObjects(client, bucket, prefix)).map(({ key }) => key);
}

/** The same with when each was written, to the second, and which version it is. */
export async function listObjects(
  client: S3Client,
  bucket: string,
  prefix: string,
): Promise<{ key: string; writtenAt: Date; eTag: string }[]> {
  const objects: { key: string; writtenAt: Date; eTag: string }[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken }),
    );
    for (const { Key, LastModified, ETag } of page.Contents ?? []) {
      objects.push({ key: Key!, writtenAt: LastModified!, eTag: ETag!.replaceAll('"', '') });
    }
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  return objects;
}

/**
 * Streams an object from a byte on.
 *
 * @param eTag the version wanted, when one is
 * @returns undefined when the object is gone or has been replaced; nothing when the byte is its end
 */
export async function openObject(
  client: S3Client,
  { bucket, key, eTag, fromByte }: { bucket: string; key: string; eTag?: string; fromByte: number },
): Promise<AsyncIterable<Uint8Array> | undefined> {
  try {
    const { Body } = await client.send(
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ...(eTag && { IfMatch: `"${eTag}"` }),
        ...(fromByte > 0 && { Range: `bytes=${fromByte}-` }),
      }),
    );
    return Body as unknown as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === 412) return undefined;
    if (status === 416) return Readable.from([]);
    throw error;
  }
}
