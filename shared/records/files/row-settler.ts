import { isIdentified } from '../identified.ts';
import type { Merge } from '../merge.ts';
import type { Move } from '../move.ts';
import { Persons } from '../persons.ts';
import { HELD_TWICE, notHeld, ONE_PERSON } from '../reassignment-refusals.ts';
import type { Refusal } from '../refusal.ts';
import { type ErasedUpTo, markOf } from '../versions/version.ts';
import { type ArrivedVersion, VersionChain, type VersionFate } from '../versions/version-chain.ts';

/** What became of a row; positions tell of which other row it was. */
export type SettledRow =
  | Exclude<VersionFate, { fate: 'live' }>
  /** In force, of the client whose it is now. */
  | { fate: 'live'; client: string }
  | { fate: 'other-client'; holder: string; held: number }
  /** A move or a merge that changed something, that is known already, or why it was refused. */
  | { fate: 'reassigned' | 'known' }
  | { fate: 'refused'; refusal: Refusal };

/** A record of a client by its type and id. */
export type RecordName = { client: string; type: string; id: string };

/** A record as it is held: whose it is, and under which of that person's ids the held version came. */
type Held = { person: string; under: string; identity: string; type: string; chain: VersionChain };
type Erased = { mark: ErasedUpTo; position: number; known: Set<string> };

/**
 * Takes rows of a clinic one after the other as they arrive, and says in the end what became of each, as the store
 * does. An id (identified.ts) is its first client's until the record is deleted, erased or moved; for another client it
 * is refused. A move takes a record along with its versions; a merge makes two ids one person's.
 */
export class RowSettler {
  readonly #records = new Map<string, Held>();
  /** Chains that nothing more comes for. */
  readonly #ended: Held[] = [];
  /** By identity, the record that holds it. */
  readonly #holders = new Map<string, Held>();
  /** Where a record went, by the key that it had. */
  readonly #moved = new Map<string, Held>();
  readonly #erased = new Map<string, Erased>();
  readonly #fates = new Map<number, SettledRow>();
  readonly #persons = new Persons();

  /** A version of a record, or its deletion. */
  version({ client, type, id }: RecordName, version: ArrivedVersion): void {
    const { position } = version;
    const erased = this.#erased.get(client);
    // What has no clock of its own came after the erasure, whatever that says.
    if (erased && version.clock !== 'arrival' && version.recordedAt <= erased.mark.recordedAt) {
      this.#remove(position, erased.position);
      return;
    }
    const person = this.#persons.of(client);
    const identity = `${type} ${id}`;
    const key = `${person} ${identity}`;
    const record = this.#recordOf(key, { person, under: client, identity, type }, version);
    const holder = this.#otherHolder(key, record);
    if (holder && record.chain.outcomeOf(version) !== 'duplicate') {
      const { under, chain } = holder;
      this.#fates.set(position, { fate: 'other-client', holder: under, held: chain.heldPosition });
      return;
    }
    const outcome = record.chain.arrive(version);
    if (outcome === 'conflict')
      this.#fates.set(position, { fate: 'conflict', held: record.chain.heldPosition });
    if (outcome !== 'accepted') return;
    record.under = client;
    this.#moved.delete(key);
    if (!isIdentified(type)) return;
    if (version.content !== null) this.#holders.set(identity, record);
    else if (this.#holders.get(identity) === record) this.#holders.delete(identity);
  }

  /** What is held in its place; of a record that was moved and has been deleted there, that it was deleted. */
  #recordOf(key: string, name: Omit<Held, 'chain'>, version: ArrivedVersion): Held {
    const moved = this.#moved.get(key);
    if (moved?.chain.isDeleted && moved.chain.outcomeOf(version) !== 'accepted') return moved;
    const known = this.#records.get(key);
    if (known) return known;
    const record = { ...name, chain: new VersionChain() };
    this.#records.set(key, record);
    return record;
  }

  /** Who holds a record's id instead; of a record that was moved, the one it went to, also when he was erased. */
  #otherHolder(key: string, record: Held): Held | undefined {
    const moved = this.#moved.get(key);
    if (moved && !moved.chain.isDeleted) return moved;
    const holder = this.#holders.get(record.identity);
    return holder?.person === record.person ? undefined : holder;
  }

  /**
   * An erasure of all that is held of a person; one that is known already reaches only what it had reached.
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
    const person = this.#persons.of(client);
    let removedUpTo = recordedAt;
    for (const record of this.#records.values()) {
      const { chain } = record;
      if (record.person !== person || chain.heldAt === undefined) continue;
      if (isKnown && chain.heldAt > recordedAt) continue;
      if (chain.heldAt > removedUpTo) removedUpTo = chain.heldAt;
      for (const removed of chain.clear()) this.#remove(removed, position);
      if (this.#holders.get(record.identity) === record) this.#holders.delete(record.identity);
    }
    for (const one of this.#persons.idsOf(person)) this.#mark(one, recordedAt, removedUpTo, position);
  }

  #mark(client: string, recordedAt: string, removedUpTo: string, position: number): void {
    const before = this.#erased.get(client);
    const mark = markOf(before?.mark, { recordedAt, arrivedAt: '' }, removedUpTo).recordedAt;
    const reachesFurther = before === undefined || mark > before.mark.recordedAt;
    this.#erased.set(client, {
      mark: { recordedAt: mark },
      position: reachesFurther ? position : before.position,
      known: (before?.known ?? new Set()).add(recordedAt),
    });
  }

  /** Puts a record under another client. */
  move({ of, id, fromClientId, toClientId }: Omit<Move, 'recordedAt'>, position: number): void {
    const [from, to] = [this.#persons.of(fromClientId), this.#persons.of(toClientId)];
    const say = (fate: SettledRow) => this.#fates.set(position, fate);
    if (from === to) {
      say({ fate: 'refused', refusal: ONE_PERSON });
      return;
    }
    const identity = `${of} ${id}`;
    const [fromKey, toKey] = [`${from} ${identity}`, `${to} ${identity}`];
    const [record, there] = [this.#records.get(fromKey), this.#records.get(toKey)];
    if (!record?.chain.holdsFact) {
      const isThere = there?.chain.holdsFact || this.#moved.get(fromKey)?.person === to;
      say(isThere ? { fate: 'known' } : { fate: 'refused', refusal: notHeld(of) });
      return;
    }
    if (there?.chain.holdsFact) {
      say({ fate: 'refused', refusal: HELD_TWICE });
      return;
    }
    if (there) this.#ended.push(there);
    Object.assign(record, { person: to, under: toClientId });
    this.#records.delete(fromKey);
    this.#records.set(toKey, record);
    this.#moved.set(fromKey, record);
    this.#moved.delete(toKey);
    this.#holders.set(identity, record);
    say({ fate: 'reassigned' });
  }

  /** Makes two client ids one person's, or two again. */
  merge({ clientId, into, undo }: Omit<Merge, 'recordedAt'>, position: number): void {
    const done = undo ? this.#persons.part(clientId, into) : this.#join(clientId, into);
    if (typeof done === 'object') {
      this.#fates.set(position, { fate: 'refused', refusal: done });
      return;
    }
    this.#fates.set(position, { fate: done === 'known' ? 'known' : 'reassigned' });
    if (done !== 'known') this.#rename();
  }

  #join(clientId: string, into: string): 'changed' | 'known' | Refusal {
    const [from, to] = [this.#persons.of(clientId), this.#persons.of(into)];
    const idsOf = (person: string) =>
      [...this.#records.values()].filter(
        (record) => record.person === person && record.chain.holdsFact && isIdentified(record.type),
      );
    const theirs = new Set(idsOf(to).map(({ identity }) => identity));
    const shared = from === to ? [] : idsOf(from).filter(({ identity }) => theirs.has(identity));
    return this.#persons.join(
      clientId,
      into,
      shared.map(({ identity }) => identity.slice(identity.indexOf(' ') + 1)),
    );
  }

  /** Puts every record under the person to whom the id belongs under which it came. */
  #rename(): void {
    const records = [...this.#records.values()];
    this.#records.clear();
    for (const record of records) {
      record.person = this.#persons.of(record.under);
      const key = `${record.person} ${record.identity}`;
      const other = this.#records.get(key);
      // Of two the one that holds something stays; the other is a deletion, or was never taken in.
      const ends = other && (record.chain.holdsFact ? other : record);
      if (ends) this.#ended.push(ends);
      if (ends !== record) this.#records.set(key, record);
    }
  }

  #remove(position: number, by: number): void {
    this.#fates.set(position, { fate: 'removed', by });
    this.#fates.set(by, { fate: 'removal' });
  }

  /** What became of every row, by position. */
  settled(): ReadonlyMap<number, SettledRow> {
    for (const { person, chain } of [...this.#ended, ...this.#records.values()]) {
      chain.tell((position, settled) =>
        this.#fates.set(
          position,
          settled.fate === 'live' ? { fate: 'live', client: person } : (settled as SettledRow),
        ),
      );
    }
    return this.#fates;
  }
}
