import type { S3Client } from '@aws-sdk/client-s3';
import { getText, putOnce } from './objects.ts';

/** Texts in a private bucket, each written once: who comes second gets what the first has kept. */
export type KeptStore = ReturnType<typeof createKeptStore>;

export function createKeptStore(client: S3Client, bucket: string) {
  const read = (key: string) => getText(client, bucket, key);
  return {
    read,
    /** Keeps a text unless another was kept before; returns the one that is kept. */
    async keep(key: string, text: string): Promise<string> {
      const object = { key, body: text, mediaType: 'application/json' };
      if ((await putOnce(client, bucket, object)) === 'written') return text;
      return (await read(key))!;
    },
  };
}
