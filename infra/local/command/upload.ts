import { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { importKey, importMappingKey } from '../../../shared/storage/keys/import-keys.ts';
import type { InputFile } from './input-files.ts';

const PART_BYTES = 8 * 1024 * 1024;

/**
 * Streams files into the imports bucket, large ones in parts, so that memory does not depend on their size.
 * What an earlier import of the same name left beside a file is removed first: it would be taken for the
 * result of this one.
 *
 * @param onBytes told how many bytes are up, over all files
 * @returns the objects' keys, in the order of the files
 */
export async function uploadFiles(
  s3: S3Client,
  bucket: string,
  files: readonly InputFile[],
  onBytes: (bytes: number) => void,
): Promise<string[]> {
  let before = 0;
  const keys: string[] = [];
  for (const file of files) {
    const key = importKey(file);
    await removeUnder(s3, bucket, `${key}.import/`);
    // There before the file: whoever reads it looks for it.
    if (file.mapping !== undefined)
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: importMappingKey(key), Body: file.mapping }));
    const upload = new Upload({
      client: s3,
      params: { Bucket: bucket, Key: key, Body: Readable.from(file.open(), { objectMode: false }) },
      partSize: PART_BYTES,
      queueSize: 2,
    });
    let here = 0;
    upload.on('httpUploadProgress', ({ loaded }) => {
      here = loaded ?? here;
      onBytes(before + here);
    });
    await upload.done();
    before += here;
    keys.push(key);
  }
  return keys;
}

async function removeUnder(s3: S3Client, bucket: string, prefix: string): Promise<void> {
  for await (const { Contents } of paginateListObjectsV2(
    { client: s3 },
    { Bucket: bucket, Prefix: prefix },
  )) {
    const objects = (Contents ?? []).map(({ Key }) => ({ Key }));
    if (objects.length > 0) {
      await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: objects, Quiet: true } }));
    }
  }
}
