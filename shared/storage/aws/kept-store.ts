import type { Bucket } from './bucket.ts';

/** Texts in a private bucket, each written once: who comes second gets what the first has kept. */
export type KeptStore = ReturnType<typeof createKeptStore>;

export function createKeptStore(bucket: Bucket) {
  const read = (key: string) => bucket.getText(key);
  return {
    read,
    /** Keeps a text unless another was kept before; returns the one that is kept. */
    async keep(key: string, text: string): Promise<string> {
      const object = { key, body: text, mediaType: 'application/json' };
      if ((await bucket.putOnce(object)) === 'written') return text;
      return (await read(key))!;
    },
  };
}
