import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import type { FileRefusal } from '../../../shared/records/files/file-item.ts';
import { linesOf, textOf } from '../../../shared/records/files/file-lines.ts';
import type { ImportResult } from '../../../shared/records/files/import-summary.ts';
import { importResultKey } from '../../../shared/storage/keys/import-keys.ts';
import { CommandError } from './command-error.ts';

/** The result that an import has written beside its file. */
export type WrittenResult = ImportResult & { refusedParts: string[] };

/**
 * Reads the result of an import.
 *
 * @param label the file as its sender knows it
 * @throws CommandError when there is none: the import failed
 */
export async function readResult(
  s3: S3Client,
  bucket: string,
  key: string,
  label: string,
): Promise<WrittenResult> {
  const body = await bodyOf(s3, bucket, importResultKey(key));
  if (!body) throw new CommandError(`${label} was not imported: it has no result.`);
  return JSON.parse(await text(body)) as WrittenResult;
}

/** The rows that an import refused, one after the other, however many there are. */
export async function* refusedRows(
  s3: S3Client,
  bucket: string,
  parts: readonly string[],
): AsyncGenerator<FileRefusal> {
  for (const part of parts) {
    const body = await bodyOf(s3, bucket, part);
    if (!body) throw new CommandError(`The refused rows ${part} are not there.`);
    for await (const lines of linesOf(body)) {
      for (const { raw, line } of lines) {
        const json = raw && textOf(raw, line);
        if (json) yield JSON.parse(json) as FileRefusal;
      }
    }
  }
}

async function bodyOf(s3: S3Client, bucket: string, key: string): Promise<Readable | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return Body as Readable;
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}
