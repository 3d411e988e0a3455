import type { S3Client } from '@aws-sdk/client-s3';
import { type DigestId, digestKey } from './object-keys.ts';
import { putText } from './objects.ts';

export type DigestStore = ReturnType<typeof createDigestStore>;

/** Digests in the reports bucket, in both forms. */
export function createDigestStore(client: S3Client, bucket: string) {
  return {
    /** Writes a digest in place of one that an earlier run of the same week wrote. */
    async write(id: DigestId, { json, html }: { json: string; html: string }): Promise<void> {
      const utf8 = 'charset=utf-8';
      await putText(client, bucket, {
        key: digestKey(id, 'json'),
        text: json,
        mediaType: `application/json; ${utf8}`,
      });
      await putText(client, bucket, {
        key: digestKey(id, 'html'),
        text: html,
        mediaType: `text/html; ${utf8}`,
      });
    },
  };
}
