import { isIdentified } from './identified.ts';
import { type ErasedUpTo, markOf } from './version.ts';
import { type ArrivedVersion, VersionChain, type VersionFate } from './version-chain.ts';

/** What became of a row; positions tell of which other row it was. */
export type SettledRow = VersionFate | { fate: 'other-client'; holder: string; held: number };

/** A record of a client by its type and id. */
export type RecordName = { client: string; type: string; id: string };

type Erased = { mark: ErasedUpTo; position: number; known: Set<string> };

/**
 * Takes rows of a clinic one after the other as they arrive, and says in the end what became of each. An id that says
 * which record is meant (identified.ts) is its first client's until the record is deleted or erased; for another client
 * it is refused.
 */
export class RowSettler {
  readonly #chains = new Map<string, { client: string; identity: string; chain: VersionChain }>();
  /** By identity, the client who holds it. */
  readonly #holders = new Map<string, { client: string; chain: VersionChain }>();
  readonly #erased = new Map<string, Erased>();
  readonly #fates = new Map<number, SettledRow>();

  /** A version of a record, or its deletion. */
  version({ client, type, id }: RecordName, version: ArrivedVersion): void {
    const { position } = version;
    const erased = this.#erased.get(client);
    if (erased && version.recordedAt <= erased.mark.recordedAt) {
      this.#remove(position, erased.position);
      return;
    }
    const identity = `${type} ${id}`;
    const chain = this.#chainOf(client, identity);
    const holder = this.#holders.get(identity);
    if (holder && holder.client !== client && chain.outcomeOf(version) !== 'duplicate') {
      const held = holder.chain.heldPosition;
      this.#fates.set(position, { fate: 'other-client', holder: holder.client, held });
      return;
    }
    const outcome = chain.arrive(version);
    if (outcome === 'conflict') this.#fates.set(position, { fate: 'conflict', held: chain.heldPosition });
    if (outcome !== 'accepted' || !isIdentified(type)) return;
    if (version.content !== null) this.#holders.set(identity, { client, chain });
    else if (holder?.client === client) this.#holders.delete(identity);
  }

  #chainOf(client: string, identity: string): VersionChain {
    const name = `${client} ${identity}`;
    let known = this.#chains.get(name);
    if (known === undefined) {
      known = { client, identity, chain: new VersionChain() };
      this.#chains.set(name, known);
    }
    return known.chain;
  }

  /**
   * An erasure of all that is held of a client; one that is known already reaches only what it had reached.
   *
   * @param recordedAt the erasure's own instant
   */
  erasure(client: string, recordedAt: string, position: number): void {
    const before = this.#erased.get(client);
    const isKnown = before?.known.has(recordedAt) ?? false;
    this.#fates.set(
      position,
      isKnown ? { fate: 'duplicate', by: before!.position } : { fate: 'nothing-to-remove' },
    );
    let removedUpTo = recordedAt;
    for (const { client: owner, identity, chain } of this.#chains.values()) {
      if (owner !== client || chain.heldAt === undefined) continue;
      if (isKnown && chain.heldAt > recordedAt) continue;
      if (chain.heldAt > removedUpTo) removedUpTo = chain.heldAt;
      for (const removed of chain.clear()) this.#remove(removed, position);
      if (this.#holders.get(identity)?.client === client) this.#holders.delete(identity);
    }
    const mark = markOf(before?.mark, { recordedAt, arrivedAt: '' }, removedUpTo).recordedAt;
    const reachesFurther = before === undefined || mark > before.mark.recordedAt;
    this.#erased.set(client, {
      mark: { recordedAt: mark },
      position: reachesFurther ? position : before.position,
      known: (before?.known ?? new Set()).add(recordedAt),
    });
  }

  #remove(position: number, by: number): void {
    this.#fates.set(position, { fate: 'removed', by });
    this.#fates.set(by, { fate: 'removal' });
  }

  /** What became of every row, by position. */
  settled(): ReadonlyMap<number, SettledRow> {
    for (const { chain } of this.#chains.values()) {
      chain.tell((position, fate) => this.#fates.set(position, fate));
    }
    return this.#fates;
  }
}
