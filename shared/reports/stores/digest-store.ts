import type { Bucket } from '../../storage/aws/bucket.ts';
import { asOfDigest, clinicDigestsPrefix, type DigestId, digestKey, digestsPrefix } from './report-keys.ts';

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

    /** As of which days the digests of a clinic are that name a client, the earliest first. */
    async daysNaming(clinicId: string, client: string): Promise<string[]> {
      const days = new Set<string>();
      for (const key of await bucket.listKeys(clinicDigestsPrefix(clinicId))) {
        if ((await bucket.getText(key))?.includes(client)) days.add(asOfDigest(key));
      }
      return [...days].toSorted();
    },

    /** Removes the digests of a clinic as of a day, in both forms. */
    async remove(clinicId: string, asOf: string): Promise<void> {
      const keys = await bucket.listKeys(digestsPrefix({ clinicId, asOf }));
      await Promise.all(keys.map((key) => bucket.remove(key)));
    },
  };
}
