import { mapKey } from '../storage/aws/dynamodb.ts';
import type { ItemKey } from '../storage/keys/keys.ts';
import type { StoredView, ViewStore } from '../storage/views/view-store.ts';

/** A place for the views of one clinic that nobody else writes to: what they come to from nothing but the records. */
export function viewsInMemory() {
  const partitions = new Map<string, Map<string, StoredView & { entity: string }>>();
  let writes = 0;
  const held = ({ pk, sk }: ItemKey) => partitions.get(pk)?.get(sk);
  const store: Pick<ViewStore, 'get' | 'put' | 'list'> = {
    async get(keys) {
      const found = keys.map(held).filter((view) => view !== undefined);
      return new Map(found.map((view) => [mapKey(view.key), view]));
    },
    async put(entity, key, content, seenRevision) {
      if (held(key)?.revision !== seenRevision) return 'lost';
      writes += 1;
      const partition = partitions.get(key.pk) ?? new Map();
      const written = { key, content, revision: String(writes) };
      partitions.set(key.pk, partition.set(key.sk, { entity, ...written }));
      return written;
    },
    async list(pk, prefix) {
      const under = [...(partitions.get(pk)?.values() ?? [])].filter(({ key }) => key.sk.startsWith(prefix));
      return under.sort((one, other) => (one.key.sk < other.key.sk ? -1 : 1));
    },
  };
  return { ...store, all: () => [...partitions.values()].flatMap((views) => [...views.values()]) };
}
