import {
  decide,
  type HeldVersion,
  heldAs,
  type IncomingVersion,
  isRemoval,
  type VersionOutcome,
} from './version.ts';

/** A version with its place in the order of arrival. */
export type ArrivedVersion = IncomingVersion & { position: number };

/**
 * What became of a version; positions tell of which other row it was.
 *
 * - `live`: in force.
 * - `replaced`, `duplicate`: the version that follows it in time says something else, or the same.
 * - `removed`: taken back by a deletion or an erasure, whichever came first.
 * - `removal`: a deletion or an erasure that took something back; `nothing-to-remove`: one that did not.
 * - `conflict`: refused, since another version of the same instant is held.
 */
export type VersionFate =
  | { fate: 'live' }
  | { fate: 'removal' | 'nothing-to-remove' }
  | { fate: 'replaced' | 'duplicate' | 'removed'; by: number }
  | { fate: 'conflict'; held: number };

/** A version as it takes its place in time. */
type Placed = { version: ArrivedVersion; at: string };

/**
 * The versions of one record of one client, one after the other as they arrive: version.ts decides which is held. Of
 * those that are not, their instants say what they were replaced by, so that the turn in which they came does not.
 */
export class VersionChain {
  #placed: Placed[] = [];
  readonly #repeated = new Map<number, number>();
  #held: HeldVersion | undefined;
  #heldPosition = -1;

  /** Whether something is in force. */
  get holdsFact(): boolean {
    return this.#held !== undefined && this.#held.content !== null;
  }

  /** Whether a deletion is held. */
  get isDeleted(): boolean {
    return this.#held !== undefined && this.#held.content === null;
  }

  /** Where the version came from that is held last. */
  get heldPosition(): number {
    return this.#heldPosition;
  }

  /** From when on what is held holds (version.ts heldAs); undefined when nothing is. */
  get heldAt(): string | undefined {
    return this.#held?.recordedAt;
  }

  /** What would become of a version. */
  outcomeOf(version: ArrivedVersion): VersionOutcome {
    return decide(this.#held, undefined, version, this.#hasActed(version));
  }

  /** Takes a version; a conflict is refused and leaves no trace. */
  arrive(version: ArrivedVersion): VersionOutcome {
    const outcome = this.outcomeOf(version);
    if (outcome === 'conflict') return outcome;
    if (outcome === 'duplicate') {
      this.#repeated.set(version.position, this.#heldPosition);
      return outcome;
    }
    if (outcome === 'accepted') {
      this.#held = heldAs(this.#held, version);
      this.#heldPosition = version.position;
    }
    // A removal holds from the latest of what it removed on.
    this.#placed.push({
      version,
      at: outcome === 'accepted' ? this.#held!.recordedAt : version.recordedAt,
    });
    return outcome;
  }

  #hasActed(version: ArrivedVersion): boolean {
    return (
      isRemoval(version) &&
      this.#placed.some(
        ({ version: earlier }) =>
          isRemoval(earlier) &&
          earlier.recordedAt === version.recordedAt &&
          earlier.content === version.content,
      )
    );
  }

  /** Forgets everything; the positions of all that was taken. */
  clear(): number[] {
    const positions = [...this.#placed.map(({ version }) => version.position), ...this.#repeated.keys()];
    this.#placed = [];
    this.#repeated.clear();
    this.#held = undefined;
    return positions;
  }

  /** Says of every version that was taken what became of it. */
  tell(say: (position: number, fate: VersionFate) => void): void {
    for (const [position, by] of this.#repeated) say(position, { fate: 'duplicate', by });
    const versions = this.#placed.toSorted(inTime).map(({ version }) => version);
    const removers = new Set<number>();
    for (const [index, { position, content }] of versions.entries()) {
      if (content === null) continue;
      const next = versions[index + 1];
      if (next === undefined) say(position, { fate: 'live' });
      else if (next.content === null) {
        removers.add(next.position);
        say(position, { fate: 'removed', by: next.position });
      } else say(position, { fate: next.content === content ? 'duplicate' : 'replaced', by: next.position });
    }
    tellDeletions(
      versions.filter(({ content }) => content === null),
      removers,
      say,
    );
  }
}

function tellDeletions(
  deletions: readonly ArrivedVersion[],
  removers: ReadonlySet<number>,
  say: (position: number, fate: VersionFate) => void,
): void {
  const first = new Map<string, number>();
  for (const { position, recordedAt } of deletions) {
    const by = first.get(recordedAt);
    first.set(recordedAt, by ?? position);
    if (removers.has(position)) say(position, { fate: 'removal' });
    else say(position, by === undefined ? { fate: 'nothing-to-remove' } : { fate: 'duplicate', by });
  }
}

/** Of one instant, what removes comes after what it removes. */
function inTime(a: Placed, b: Placed): number {
  return compare(a.at, b.at) || rank(a.version) - rank(b.version) || a.version.position - b.version.position;
}

function rank(version: ArrivedVersion): number {
  return (version.content === null ? 2 : 0) + (isRemoval(version) ? 1 : 0);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
