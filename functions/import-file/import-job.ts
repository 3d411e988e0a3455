import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Checkpoint } from '../../shared/records/files/file-item.ts';
import type { ImportResult } from '../../shared/records/files/import-summary.ts';
import type { ImportIdentity } from '../../shared/records/files/written-import.ts';
import type { AccountSoFar } from './import-account.ts';

/**
 * One stretch of work on a file. The first one starts at the top; a file that takes longer than one
 * invocation goes on from a checkpoint, with what has been counted so far.
 */
export type ImportJob = {
  bucket: string;
  key: string;
  /** The version of the object that is being read: if the file is replaced, the new one is another job. */
  eTag?: string;
  /** When the object came into the bucket, by our clock; the same at every try and in every stretch. */
  arrivedAt: string;
  resumeAt?: Checkpoint;
  soFar?: ImportResult & AccountSoFar;
  refusedParts?: string[];
  /** All rows are in, and of so many of their clients it has been asked what was made of them. */
  asked?: number;
};

const s3Notification = z.object({
  Records: z.array(
    z.object({
      eventTime: z.iso.datetime(),
      s3: z.object({
        bucket: z.object({ name: z.string() }),
        object: z.object({ key: z.string(), eTag: z.string().optional() }),
      }),
    }),
  ),
});
const continuation = z.object({ continuation: z.custom<ImportJob>((value) => typeof value === 'object') });
/** S3 sends one when a notification is configured. */
const testEvent = z.object({ Event: z.literal('s3:TestEvent') });

/** The jobs in a message of the imports queue: a bucket notification, or our own continuation. */
export function importJobs(body: string): ImportJob[] {
  const message: unknown = JSON.parse(body);
  if (testEvent.safeParse(message).success) return [];
  const going = continuation.safeParse(message);
  if (going.success) return [going.data.continuation];
  return s3Notification.parse(message).Records.map(({ eventTime, s3 }) => ({
    bucket: s3.bucket.name,
    key: decodeURIComponent(s3.object.key.replaceAll('+', ' ')),
    arrivedAt: eventTime,
    ...(s3.object.eTag && { eTag: s3.object.eTag.replaceAll('"', '') }),
  }));
}

export function continuationMessage(job: ImportJob): string {
  return JSON.stringify({ continuation: job });
}

/** By what an import is known, once it has ended. */
export function identityOf(job: ImportJob): ImportIdentity {
  const { eTag, arrivedAt } = job;
  return { name: importName(job), ...(eTag !== undefined && { eTag }), arrivedAt };
}

/**
 * Names an import beside the records that it brought, without its file's name, which may be a person's. The same file
 * that comes again is another import.
 */
export function importName({ key, eTag, arrivedAt }: ImportJob): string {
  return createHash('sha256')
    .update(`${key} ${eTag ?? ''} ${arrivedAt}`)
    .digest('hex')
    .slice(0, 16);
}
