import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { type Item, keyOf, mapKey, text, textOf } from '../aws/dynamodb.ts';
import { clientPk, type ItemKey, identityItem, parseClientPk } from '../keys/keys.ts';
import type { AddressedRecord } from './record-store.ts';

/**
 * Of which records an item says who holds their id. Sessions and goals: an id of theirs that is sent for a second
 * client is the commonest correction there is, and counts everything twice. Journal scores and measurements are by far
 * the most records, and such an item would make each a third dearer; of theirs only those that were moved are known.
 */
const IDENTIFIED: ReadonlySet<string> = new Set(['session', 'goal']);
export const isIdentified = ({ entity }: Pick<AddressedRecord, 'entity'>) => IDENTIFIED.has(entity);

/**
 * Which ids' holders have to be read to decide on records. A record that is new here needs no look: it is written on
 * condition that nobody holds its id, and who does is read only when that has failed.
 */
export function identityKeys(
  incoming: readonly AddressedRecord[],
  held: ReadonlyMap<string, Item>,
  withMarks: boolean,
): ItemKey[] {
  const isNew = ({ key, version }: AddressedRecord) => version.content !== null && !held.has(mapKey(key));
  return incoming
    .filter((record) => isIdentified(record) && (withMarks || !isNew(record)))
    .map(({ key }) => identityItem(key));
}

/** Where records are that were moved away from the client they are sent for again. */
export function keysOfMoved(
  incoming: readonly AddressedRecord[],
  held: ReadonlyMap<string, Item>,
): ItemKey[] {
  return incoming.flatMap(({ key }) => movedKey(key, held.get(mapKey(key))) ?? []);
}

function movedKey({ pk, sk }: ItemKey, item: Item | undefined): ItemKey | undefined {
  const client = textOf(item, 'movedTo');
  return client === undefined ? undefined : { pk: clientPk({ ...parseClientPk(pk), client }), sk };
}

/**
 * Who holds the ids of a group of records, while they are decided one after the other. An id belongs to the first
 * client for whom it is held, until the record is deleted or moved. Sessions from before ids were held are claimed by
 * the first write that touches them.
 */
export class RecordIdentities {
  readonly #held: ReadonlyMap<string, Item>;
  readonly #elsewhere: ReadonlyMap<string, Item>;
  readonly #holders = new Map<string, { key: ItemKey; holder: string | undefined }>();

  /**
   * @param held records, by mapKey
   * @param elsewhere identities, and records that were moved away, where they are now
   */
  constructor(held: ReadonlyMap<string, Item>, elsewhere: ReadonlyMap<string, Item>) {
    this.#held = held;
    this.#elsewhere = elsewhere;
  }

  /** What is held in a record's place. Of a record that was moved and has been deleted there: that it was deleted. */
  before(key: ItemKey): Item | undefined {
    const item = this.#held.get(mapKey(key));
    const moved = movedKey(key, item);
    if (!moved) return item;
    const deleted = this.#elsewhere.get(mapKey(moved));
    return deleted && { ...deleted, ...keyOf(key) };
  }

  /**
   * The client who holds a record's id, if it is not the one it is sent for. Whoever holds a copy may delete it. A note
   * that a session or a goal was moved says where it went, and its id who holds it: nobody, once that client is erased.
   */
  otherHolder(record: AddressedRecord, isHeldHere: boolean): string | undefined {
    const { key, version } = record;
    const moved = movedKey(key, this.#held.get(mapKey(key)));
    const there = moved && this.#elsewhere.get(mapKey(moved));
    if (moved && (there || !isIdentified(record)) && there?.['deleted'] === undefined) {
      return parseClientPk(moved.pk).client;
    }
    if (!isIdentified(record)) return undefined;
    const holder = this.#holderOf(key);
    if (holder === undefined || holder === parseClientPk(key.pk).client) return undefined;
    return isHeldHere && version.content === null ? undefined : holder;
  }

  /** Takes note of a record that will be written. */
  accept(record: AddressedRecord): void {
    if (!isIdentified(record)) return;
    const own = parseClientPk(record.key.pk).client;
    const holder = this.#holderOf(record.key);
    if (holder !== undefined && holder !== own) return;
    const key = identityItem(record.key);
    this.#holders.set(mapKey(key), { key, holder: record.version.content === null ? undefined : own });
  }

  /** What a transaction writes of it, on condition that nobody else has taken the id meanwhile. */
  actions(table: string): TransactWriteItem[] {
    return [...this.#holders.values()].flatMap(({ key, holder }): TransactWriteItem[] => {
      const seen = this.#elsewhere.get(mapKey(key));
      if (textOf(seen, 'client') === holder) return [];
      const condition = asHeldBy(seen);
      if (holder === undefined) return [{ Delete: { TableName: table, Key: keyOf(key), ...condition } }];
      return [{ Put: { TableName: table, Item: identityOf(key, holder), ...condition } }];
    });
  }

  #holderOf(record: ItemKey): string | undefined {
    const id = mapKey(identityItem(record));
    return this.#holders.has(id) ? this.#holders.get(id)!.holder : textOf(this.#elsewhere.get(id), 'client');
  }
}

/** The item that says that a client holds an id. */
export function identityOf(key: ItemKey, client: string): Item {
  return { ...keyOf(key), entity: text('identity'), client: text(client) };
}

/** The condition that an id's holder is still who was read. */
export function asHeldBy(identity: Item | undefined) {
  if (!identity) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#client = :client',
    ExpressionAttributeNames: { '#client': 'client' },
    ExpressionAttributeValues: { ':client': identity['client']! },
  };
}
