import type { S3Client } from '@aws-sdk/client-s3';
import type { ReleaseFile } from '../privacy/release-files.ts';
import { frozenReleaseKey, type ReleaseId } from './object-keys.ts';
import { getText, putOnce } from './objects.ts';

export type FrozenStore = ReturnType<typeof createFrozenStore>;

/** Releases in the private bucket, written once: the only source that publishing copies from. */
export function createFrozenStore(client: S3Client, bucket: string) {
  const read = async (id: ReleaseId): Promise<ReleaseFile[] | undefined> => {
    const text = await getText(client, bucket, frozenReleaseKey(id));
    return text === undefined ? undefined : (JSON.parse(text) as ReleaseFile[]);
  };
  return {
    read,
    /** Keeps the files unless others were frozen meanwhile; returns those that are frozen. */
    async freeze(id: ReleaseId, files: ReleaseFile[]): Promise<ReleaseFile[]> {
      const object = {
        key: frozenReleaseKey(id),
        text: JSON.stringify(files),
        mediaType: 'application/json',
      };
      const outcome = await putOnce(client, bucket, object);
      return outcome === 'written' ? files : (await read(id))!;
    },
  };
}
