/** One page of a bucket's listing, as ListObjectsV2 cuts it. */
export type KeyPage<Item> = { objects: Item[]; commonPrefixes: string[]; isTruncated: boolean };

/**
 * Cuts the next page out of the objects under a prefix, in the order of their keys.
 * With a delimiter, keys that share what follows the prefix up to the delimiter are rolled into one common
 * prefix, which counts as one towards `limit`. A page starts behind the key or common prefix `after`.
 */
export function pageOfKeys<Item extends { key: string }>(
  items: readonly Item[],
  cut: { prefix: string; delimiter: string | undefined; after: string; limit: number },
): KeyPage<Item> {
  const objects: Item[] = [];
  const commonPrefixes: string[] = [];
  const inOrder = items
    .filter(({ key }) => key.startsWith(cut.prefix) && key > cut.after)
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
  for (const item of inOrder) {
    const shared = cut.delimiter && sharedPrefix(item.key, cut.prefix, cut.delimiter);
    const seen = shared && (shared === commonPrefixes.at(-1) || shared <= cut.after);
    if (seen) continue;
    if (objects.length + commonPrefixes.length >= cut.limit)
      return { objects, commonPrefixes, isTruncated: true };
    if (shared) commonPrefixes.push(shared);
    else objects.push(item);
  }
  return { objects, commonPrefixes, isTruncated: false };
}

function sharedPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  const end = key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}
