import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import type { FileRefusal } from '../../../shared/records/files/file-item.ts';
import type { RefusedRows } from '../../../shared/reports/terminal/refusal-table.ts';
import type { InputFile, OrphanRows } from './input-files.ts';
import { readResult, refusedRows, type WrittenResult } from './results.ts';

/** A file that was imported, with what became of it. */
export type ImportedFile = { clinicId: string; file: string; result: WrittenResult };

/** Rows that are shown of each file; all of them are in refused.ndjson. */
export const SHOWN_PER_FILE = 10;

/** The results of imported files, in the order of the files. */
export async function importedFiles(
  s3: S3Client,
  bucket: string,
  files: readonly InputFile[],
  keys: readonly string[],
): Promise<ImportedFile[]> {
  return Promise.all(
    files.map(async ({ clinicId, label }, index) => ({
      clinicId,
      file: label,
      result: await readResult(s3, bucket, keys[index]!, label),
    })),
  );
}

/**
 * Writes all refused rows of one clinic's files to `refused.ndjson` in its folder.
 *
 * @returns the counts and the first rows of each file, for the table
 */
export async function collectRefused(
  s3: S3Client,
  bucket: string,
  imported: readonly ImportedFile[],
  folder: string,
): Promise<RefusedRows[]> {
  const collected: RefusedRows[] = [];
  async function* lines() {
    for (const { file, result } of imported) {
      const first: FileRefusal[] = [];
      for await (const refusal of refusedRows(s3, bucket, result.refusedParts)) {
        if (first.length < SHOWN_PER_FILE) first.push(refusal);
        yield `${JSON.stringify({ file, ...refusal })}\n`;
      }
      const { refusalsByCode: counts, stoppedAt } = result;
      collected.push({ file, counts, first, ...(stoppedAt && { stoppedAt }) });
    }
  }
  await writeLines(join(folder, 'refused.ndjson'), folder, lines());
  return collected;
}

/** Writes the rows that name no clinic, of files of several clinics; they were uploaded nowhere. */
export async function collectOrphans(orphans: readonly OrphanRows[], folder: string): Promise<RefusedRows[]> {
  const collected: RefusedRows[] = [];
  async function* lines() {
    for (const { label, rows } of orphans) {
      const first: FileRefusal[] = [];
      const counts: Record<string, number> = {};
      for await (const refusal of rows()) {
        if (first.length < SHOWN_PER_FILE) first.push(refusal);
        counts[refusal.code] = (counts[refusal.code] ?? 0) + 1;
        yield `${JSON.stringify({ file: label, ...refusal })}\n`;
      }
      collected.push({ file: label, counts, first });
    }
  }
  if (orphans.length > 0) await writeLines(join(folder, 'refused-without-clinic.ndjson'), folder, lines());
  return collected;
}

async function writeLines(path: string, folder: string, lines: AsyncIterable<string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  await pipeline(Readable.from(lines), createWriteStream(path));
}
