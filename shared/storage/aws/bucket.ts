import type { S3Client } from '@aws-sdk/client-s3';
import { getText, listKeys, putBytes, putOnce, putText, removeObject } from './objects.ts';

export type Bucket = ReturnType<typeof bucketOf>;

/** A bucket by what its stores do with it, so that a room that keeps something in S3 knows nothing of AWS. */
export function bucketOf(client: S3Client, name: string) {
  return {
    /** Writes an object unless one is there: `exists` leaves that one untouched. */
    putOnce: (object: Parameters<typeof putOnce>[2]) => putOnce(client, name, object),
    /** Writes a text, in place of one that is there. */
    putText: (object: Parameters<typeof putText>[2]) => putText(client, name, object),
    /** The same of bytes. */
    putBytes: (object: Parameters<typeof putBytes>[2]) => putBytes(client, name, object),
    /** Removes an object, if it is there. */
    remove: (key: string) => removeObject(client, name, { key }),
    /** The text of an object, undefined when there is none. */
    getText: (key: string) => getText(client, name, key),
    /** The keys under a prefix, in their order. */
    listKeys: (prefix: string) => listKeys(client, name, prefix),
  };
}
