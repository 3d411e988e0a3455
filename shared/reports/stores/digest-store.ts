import type { Bucket } from '../../storage/bucket.ts';
import { type DigestId, digestKey } from './report-keys.ts';

export type DigestStore = ReturnType<typeof createDigestStore>;

/** Digests in the reports bucket, in both forms. */
export function createDigestStore(bucket: Bucket) {
  return {
    /** Writes a digest in place of one that an earlier run of the same week wrote. */
    async write(id: DigestId, { json, html }: { json: string; html: string }): Promise<void> {
      const utf8 = 'charset=utf-8';
      await bucket.putText({
        key: digestKey(id, 'json'),
        text: json,
        mediaType: `application/json; ${utf8}`,
      });
      await bucket.putText({
        key: digestKey(id, 'html'),
        text: html,
        mediaType: `text/html; ${utf8}`,
      });
    },
  };
}
