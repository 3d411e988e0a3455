import { laterByNanoseconds } from '../time/instant.ts';

/** One version of a record as it is held. */
export type HeldVersion = {
  /** Sorts as time (utcSortKey). Of a removal: the later of its own instant and of what it removed. */
  recordedAt: string;
  /** A text that two versions share exactly when they mean the same (meaning.ts); null for a tombstone. */
  content: string | null;
  /** Acts on everything held when it arrives: a deletion, or a consent that is withdrawn. Deletions without saying so. */
  removes?: boolean;
  /** Its own instant, where what it removed or, without a clock, replaced was recorded later. */
  sentAt?: string;
  /** Whose clock its own instant is of, where it has one beside recordedAt. */
  clock?: 'sender' | 'arrival';
  /** When it came by our clock, as text that sorts as time. */
  arrivedAt?: string;
};

/** One version of a record as it arrives. */
export type IncomingVersion = Omit<HeldVersion, 'sentAt' | 'clock'> & {
  /** Whose clock recordedAt is; the arrival's where the sender gave none. The sender's if absent. */
  clock?: 'sender' | 'arrival';
};

/** Up to when everything of a client was erased: as its sender recorded it, and by our clock. */
export type ErasedUpTo = {
  recordedAt: string;
  arrivedAt?: string;
  /** Its place among what arrived together, as an instant (arrival.ts): it tells versions without a clock apart. */
  placedAt?: string;
};

/** An erasure as it arrives. */
export type Erasure = ErasedUpTo & { arrivedAt: string };

export type VersionOutcome = 'accepted' | 'duplicate' | 'stale' | 'conflict' | 'erased';

/**
 * What becomes of a version that arrives. Where every version has its sender's own instant, and no removal is
 * older than a version that came before it, every arrival order ends in the same facts.
 *
 * - `erased`: recorded at or before the client's erasure, or on its way when the erasure came.
 * - `accepted`: to be held from now on, as `heldAs` says. A removal is accepted whatever the instant of what
 *   is held, and wins over content of its own instant in both orders.
 *   Without a clock a version is accepted over whatever came before it, also if that was recorded by a fast clock.
 * - `duplicate`, `stale`: no effect; the same is held, or a later version or a removal, or the removal has
 *   acted before.
 * - `conflict`: other content of the same instant is held, and both are of a sender's clock; the one held stays.
 *
 * @param held the record's version in storage, if there is one
 * @param erasure the client's latest erasure, if there is one
 * @param actedBefore whether this very removal has arrived before, so that it is a repetition
 */
export function decide(
  held: HeldVersion | undefined,
  erasure: ErasedUpTo | undefined,
  incoming: IncomingVersion,
  actedBefore = false,
): VersionOutcome {
  if (erasure && isErased(erasure, incoming)) return 'erased';
  if (!held) return 'accepted';
  if (incoming.content === held.content && !isAnother(held, incoming)) return 'duplicate';
  if (cameAfter(held, incoming)) return 'accepted';
  if (hasToAct(held, incoming)) return actedBefore ? 'stale' : 'accepted';
  if (incoming.recordedAt !== held.recordedAt) {
    return incoming.recordedAt > held.recordedAt ? 'accepted' : 'stale';
  }
  if (isRemoval(held)) return 'stale';
  return incoming.clock === 'arrival' ? 'accepted' : 'conflict';
}

/**
 * An accepted version as it is to be held. A removal takes the later of its own instant and of what it
 * removes, so that what it removed stays removed when it is sent again. What has no clock takes the instant after what
 * it replaces, or after the mark of an erasure that it follows, where that lies ahead.
 */
export function heldAs(
  held: HeldVersion | undefined,
  incoming: IncomingVersion,
  erasure?: ErasedUpTo,
): HeldVersion {
  const { recordedAt, content, arrivedAt } = incoming;
  const version = {
    content,
    ...(isRemoval(incoming) && { removes: true }),
    ...(arrivedAt !== undefined && { arrivedAt }),
  };
  if (incoming.clock === 'arrival' && arrivedAt !== undefined) {
    const from = latest(recordedAt, ...instantsToFollow(held, incoming, erasure));
    if (from > recordedAt) return { ...version, recordedAt: from, sentAt: recordedAt, clock: 'arrival' };
  }
  return held && held.recordedAt > recordedAt
    ? { ...version, recordedAt: held.recordedAt, sentAt: recordedAt }
    : { ...version, recordedAt };
}

/** The earliest instants that a version without a clock can have after what lies ahead of it. */
function instantsToFollow(
  held: HeldVersion | undefined,
  { recordedAt, ...incoming }: IncomingVersion,
  erasure: ErasedUpTo | undefined,
): string[] {
  const follows: string[] = [];
  if (held && (held.recordedAt > recordedAt || (held.recordedAt === recordedAt && isRemoval(held)))) {
    follows.push(isRemoval(incoming) ? held.recordedAt : laterByNanoseconds(held.recordedAt, 1));
  }
  if (erasure && erasure.recordedAt >= recordedAt) follows.push(laterByNanoseconds(erasure.recordedAt, 1));
  return follows;
}

/**
 * The mark that an erasure leaves. As a removal of one record does, it takes the later of its own instant and
 * of what it removed: a file that is imported again brings nothing back. Its own instant counts up to its arrival only,
 * or a fast clock would refuse what is recorded afterwards.
 *
 * @param mark the client's mark from earlier erasures
 * @param removedUpTo the latest recordedAt among what it removes
 */
export function markOf(mark: ErasedUpTo | undefined, erasure: Erasure, removedUpTo?: string): Erasure {
  const placedAt = latest(mark?.placedAt, erasure.placedAt);
  return {
    recordedAt: latest(mark?.recordedAt, reachOf(erasure), removedUpTo),
    arrivedAt: latest(mark?.arrivedAt, erasure.arrivedAt),
    ...(placedAt !== '' && { placedAt }),
  };
}

/** The instant up to which an erasure acts by itself: its own, but at most that of its arrival. */
export function reachOf({ recordedAt, placedAt }: ErasedUpTo): string {
  return placedAt !== undefined && placedAt < recordedAt ? placedAt : recordedAt;
}

export function isRemoval({ content, removes }: Pick<HeldVersion, 'content' | 'removes'>): boolean {
  return removes ?? content === null;
}

/** What has no clock is judged by arrival alone: a mark may lie ahead of it, up to what a fast clock wrote. */
function isErased(erasure: ErasedUpTo, { recordedAt, arrivedAt, clock }: IncomingVersion): boolean {
  const upTo = clock === 'arrival' ? (erasure.placedAt ?? erasure.recordedAt) : erasure.recordedAt;
  if (recordedAt <= upTo) return true;
  return arrivedAt !== undefined && erasure.arrivedAt !== undefined && arrivedAt < erasure.arrivedAt;
}

/** Whether a version without a clock arrived after what is held, though that is of a later instant. */
function cameAfter(held: HeldVersion, { recordedAt, arrivedAt, clock }: IncomingVersion): boolean {
  if (clock !== 'arrival' || arrivedAt === undefined) return false;
  if (held.clock === 'arrival' && held.sentAt !== undefined) {
    return recordedAt > held.sentAt || (recordedAt === held.sentAt && !isRemoval(held));
  }
  return held.arrivedAt !== undefined && arrivedAt > held.arrivedAt;
}

/** Whether there is something held for a removal to act on: a deletion also takes a withdrawn consent away. */
function hasToAct(held: HeldVersion, incoming: IncomingVersion): boolean {
  return isRemoval(incoming) && held.content !== null && (incoming.content === null || !isRemoval(held));
}

/** Whether the same content is another version nevertheless: its sender says that it is of another instant. */
function isAnother(held: HeldVersion, { recordedAt, clock }: IncomingVersion): boolean {
  return clock !== 'arrival' && recordedAt !== (held.sentAt ?? held.recordedAt);
}

function latest(...instants: (string | undefined)[]): string {
  return instants.reduce<string>(
    (last, instant) => (instant !== undefined && instant > last ? instant : last),
    '',
  );
}
