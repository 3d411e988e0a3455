const HASH_FACTOR = 31;

/** A number from 0 to 2^32 - 1 that stays an id's own: what is spread over some items or partitions goes by it. */
export function hashOfId(id: string): number {
  return [...id].reduce((hash, each) => (Math.imul(hash, HASH_FACTOR) + each.charCodeAt(0)) >>> 0, 0);
}
