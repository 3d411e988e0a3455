import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';

/** Copies the objects under a prefix into a folder, by the last part of their keys; returns the files' paths. */
export async function copyObjects(
  s3: S3Client,
  bucket: string,
  prefix: string,
  folder: string,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const copied: string[] = [];
  for await (const { Contents } of paginateListObjectsV2(
    { client: s3 },
    { Bucket: bucket, Prefix: prefix },
  )) {
    for (const { Key } of Contents ?? []) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
      const path = join(folder, basename(Key!));
      await writeFile(path, await Body!.transformToByteArray());
      copied.push(path);
    }
  }
  return copied;
}
