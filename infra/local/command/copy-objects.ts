import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';

/** Copies the objects under a prefix into a folder, by the last part of their keys, by which it returns them. */
export async function copyObjects(
  s3: S3Client,
  bucket: string,
  prefix: string,
  folder: string,
): Promise<Map<string, Uint8Array>> {
  await mkdir(folder, { recursive: true });
  const copied = new Map<string, Uint8Array>();
  for await (const { Contents } of paginateListObjectsV2(
    { client: s3 },
    { Bucket: bucket, Prefix: prefix },
  )) {
    for (const { Key } of Contents ?? []) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
      const bytes = await Body!.transformToByteArray();
      await writeFile(join(folder, basename(Key!)), bytes);
      copied.set(basename(Key!), bytes);
    }
  }
  return copied;
}
