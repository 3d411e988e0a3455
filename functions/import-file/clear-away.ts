import type { UploadClearing } from '../../shared/storage/files/uploads.ts';
import {
  type ImportObject,
  importProgressKey,
  uploadOfImport,
} from '../../shared/storage/keys/import-keys.ts';
import { type ImportJob, importName } from './import-job.ts';
import type { ImportProgress } from './import-progress.ts';

/** What is needed to clear away what an import has read. */
export type ClearingDeps = {
  read(key: string): Promise<string | undefined>;
  /** Removes an object, if it is there and still that version. */
  remove(object: { key: string; eTag?: string }): Promise<void>;
  clearUpload: UploadClearing;
};

/**
 * Removes what has been read once its import has ended: the file, the upload that it is a copy of, and how far it had come.
 * A file that has come in its place stays, and so does whatever is of another import of it. It may be done again.
 */
export async function clearAway(
  job: ImportJob,
  target: ImportObject,
  deps: ClearingDeps,
): Promise<undefined> {
  const { key, eTag } = job;
  // S3 always names the version; of one that is not named it could not be told whether it is the one that was read.
  if (eTag !== undefined) await deps.remove({ key, eTag });
  const progressKey = importProgressKey(key);
  const told = await deps.read(progressKey);
  const isOwn =
    told !== undefined && (JSON.parse(told) as Partial<ImportProgress>).import === importName(job);
  if (isOwn) await deps.remove({ key: progressKey });
  const upload = uploadOfImport(target);
  if (upload) await deps.clearUpload(upload);
}
