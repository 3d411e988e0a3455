/** One version of a record as it is held or as it arrives. */
export type HeldVersion = {
  /** utcSortKey of the record's recordedAt: two are equal exactly when the instants are. */
  recordedAt: string;
  /** Canonical text (content.ts); null for a tombstone, which a deletion leaves. */
  content: string | null;
};
export type IncomingVersion = HeldVersion;

export type VersionOutcome = 'accepted' | 'duplicate' | 'stale' | 'conflict' | 'erased';

/**
 * What becomes of a version that arrives, by its own content and instant and never by its turn, so that
 * every arrival order ends in the same facts.
 *
 * - `erased`: recorded at or before the client's erasure, whatever else is held.
 * - `accepted`: to be held from now on. A deletion also wins over content of its own instant, in both
 *   orders: it removes the record unless a version with a later recordedAt exists.
 * - `duplicate`, `stale`: no effect; the same is held, or a later version or a deletion.
 * - `conflict`: other content of the same instant is held; the one held stays.
 *
 * @param held the record's version in storage, if there is one
 * @param erasure the client's latest erasure, if there is one
 */
export function decide(
  held: HeldVersion | undefined,
  erasure: { recordedAt: string } | undefined,
  incoming: IncomingVersion,
): VersionOutcome {
  if (erasure && incoming.recordedAt <= erasure.recordedAt) return 'erased';
  if (!held || incoming.recordedAt > held.recordedAt) return 'accepted';
  if (incoming.recordedAt < held.recordedAt) return 'stale';
  if (incoming.content === held.content) return 'duplicate';
  if (incoming.content === null) return 'accepted';
  return held.content === null ? 'stale' : 'conflict';
}
