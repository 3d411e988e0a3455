import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { careDay, isInForce } from '../access/in-care.ts';
import { type NamedCare, namedCare } from '../access/named-care.ts';
import type { Door } from '../records/arrival.ts';
import { careIn, type HeldCare } from './care-store.ts';
import { type Item, keyOf, mapKey, queryAll, text, textOf } from './dynamodb.ts';
import { begunMark, careItemOf, type ItemKey, isMark, MARKS_OF_CLIENT } from './keys.ts';
import { type AddressedRecord, arrivalAttributes, arrivalIn, recordItem } from './record-store.ts';

/** Why a therapist may not write what she sends, see CareDecisions. */
export type CareRefusal = 'not-in-care' | 'not-hers' | 'unknown-client';

/** Doors whose sessions and goals say who cares for a client. What a therapist writes herself never does. */
const IMPLYING: ReadonlySet<Door> = new Set<Door>(['owner', 'recorder', 'file']);

/** The care items that have to be read before records are decided. */
export function careKeys(incoming: readonly AddressedRecord[]): ItemKey[] {
  return incoming.flatMap(({ key, entity, arrival: { door, author }, care }) => {
    if (door === 'therapist') return entity === 'care' ? [] : [careItemOf(key.pk, author!)];
    return care && IMPLYING.has(door) ? [careItemOf(key.pk, care.therapistId)] : [];
  });
}

/**
 * Of the clients for whom a therapist writes without ever having had them in her care, those of whom nothing is
 * held, by partition key. One small query each, and only for such.
 */
export async function vacantClients(
  client: DynamoDBClient,
  table: string,
  incoming: readonly AddressedRecord[],
  held: ReadonlyMap<string, Item>,
): Promise<ReadonlySet<string>> {
  const strange = incoming.filter(
    ({ key, arrival: { door, author } }) =>
      door === 'therapist' && !held.has(mapKey(careItemOf(key.pk, author!))),
  );
  const vacant = new Set<string>();
  for (const pk of new Set(strange.map(({ key }) => key.pk))) {
    if (!(await isAnythingHeld(client, table, pk))) vacant.add(pk);
  }
  return vacant;
}

async function isAnythingHeld(client: DynamoDBClient, table: string, pk: string): Promise<boolean> {
  const items = queryAll(client, {
    TableName: table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': text(pk) },
    ProjectionExpression: 'sk',
    Limit: MARKS_OF_CLIENT + 1,
  });
  for await (const item of items) if (!isMark(textOf(item, 'sk')!)) return true;
  return false;
}

type CareState = { care: HeldCare; record: AddressedRecord };

/**
 * What a group of records, decided and written together, may do by the care that is held, and what it makes of it.
 *
 * A therapist writes for the clients in her care, and over what is hers. She begins the care of a client of whom
 * nothing is held with the first record, and of another by a record of care, which says why. What she writes
 * changes no care but that; sessions and goals that the clinic itself reports imply the care of the therapist they
 * name. A word about care stands over what is implied, until the clinic reports a later session or goal of her.
 */
export class CareDecisions {
  readonly #held: ReadonlyMap<string, Item>;
  readonly #vacant: ReadonlySet<string>;
  readonly #changed = new Map<string, CareState>();
  readonly #begun = new Map<string, AddressedRecord>();

  constructor(held: ReadonlyMap<string, Item>, vacant: ReadonlySet<string>) {
    this.#held = held;
    this.#vacant = vacant;
  }

  /** Whether a care is only implied: any word about it replaces that, whenever it was written. */
  isImplied(key: ItemKey): boolean {
    return this.#careOf(key)?.implied === true;
  }

  /**
   * Why the door that a record came through may not write it; undefined when it may.
   *
   * @param before the version that it would replace
   */
  refusalOf(record: AddressedRecord, before: HeldBefore | undefined): CareRefusal | 'duplicate' | undefined {
    const { key, entity, version, arrival } = record;
    if (arrival.door !== 'therapist') return undefined;
    const on = careDay(new Date(arrival.at));
    const care = this.#careOf(careItemOf(key.pk, arrival.author!));
    const inCare = care !== undefined && isInForce(care, on);
    const isNew = care === undefined && this.#vacant.has(key.pk);
    if (entity === 'care') return inCare ? 'duplicate' : isNew ? 'unknown-client' : undefined;
    if (!inCare && !isNew) return 'not-in-care';
    return isHers(before, arrival.author!, version.content === null) ? undefined : 'not-hers';
  }

  /** Takes note of a record that will be written, after `before`. */
  accept(record: AddressedRecord, before: HeldBefore | undefined): void {
    const { entity, care, arrival } = record;
    if (entity === 'care') this.#say(record);
    else if (arrival.door === 'therapist') this.#begin(record);
    else if (care && IMPLYING.has(arrival.door) && !isImpliedBy(before, care)) this.#imply(record, care);
  }

  /** The actions of a transaction that write it, if nothing has changed since. */
  actions(table: string): TransactWriteItem[] {
    const puts = [...this.#changed.values()].map(({ care, record }) => ({
      Put: {
        TableName: table,
        Item: {
          ...recordItem(record),
          ...(care.implied && { implied: { BOOL: true } }),
          ...(care.again !== undefined && { again: text(care.again) }),
        },
        ...asCareSeen(this.#held.get(mapKey(record.key))),
      },
    }));
    const begun = [...this.#begun].map(([pk, { version, arrival }]) => ({
      Put: {
        TableName: table,
        Item: {
          ...keyOf(begunMark(pk)),
          entity: text('begun'),
          recordedAt: text(version.recordedAt),
          ...arrivalAttributes(arrival),
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    }));
    return [...puts, ...begun];
  }

  #careOf(key: ItemKey): HeldCare | undefined {
    return this.#changed.get(mapKey(key))?.care ?? careIn(this.#held.get(mapKey(key)));
  }

  #say(record: AddressedRecord): void {
    const care = careIn(recordItem(record))!;
    this.#changed.set(mapKey(record.key), { care, record });
  }

  #begin(record: AddressedRecord): void {
    const { key, arrival } = record;
    const therapistId = arrival.author!;
    if (this.#careOf(careItemOf(key.pk, therapistId))) return;
    this.#begun.set(key.pk, record);
    this.#set(impliedCare(record, { therapistId, from: careDay(new Date(arrival.at)) }), { implied: true });
  }

  #imply(record: AddressedRecord, named: NamedCare): void {
    const key = careItemOf(record.key.pk, named.therapistId);
    const care = this.#careOf(key);
    if (care === undefined || (care.implied && named.from < care.from)) {
      this.#set(impliedCare(record, named), { implied: true });
    } else if (!care.implied && care.until !== null && named.from > care.until) {
      const again = care.again !== undefined && care.again < named.from ? care.again : named.from;
      if (again !== care.again) this.#set(this.#recordOf(key), { ...care, again });
    }
  }

  #set(record: AddressedRecord, part: { implied: boolean; again?: string }): void {
    const care = careIn(recordItem(record))!;
    const again = part.again === undefined ? {} : { again: part.again };
    this.#changed.set(mapKey(record.key), { care: { ...care, implied: part.implied, ...again }, record });
  }

  /** The record of care as it is to be written again. */
  #recordOf(key: ItemKey): AddressedRecord {
    const changed = this.#changed.get(mapKey(key));
    if (changed) return changed.record;
    const item = this.#held.get(mapKey(key))!;
    const version = { recordedAt: textOf(item, 'recordedAt')!, content: textOf(item, 'record')! };
    return { key, entity: 'care', version, arrival: arrivalIn(item)! };
  }
}

/** A version that is held, or will be by an earlier record of the group. */
export type HeldBefore = {
  content: string | null;
  door: Door | undefined;
  author: string | undefined;
};

/** Care that nobody has said, as the item that it becomes; as old as the record that it follows from. */
function impliedCare(
  { key, version: { recordedAt }, arrival }: AddressedRecord,
  { therapistId, from }: NamedCare,
): AddressedRecord {
  const content = JSON.stringify({ type: 'care', therapistId, from, until: null });
  return {
    key: careItemOf(key.pk, therapistId),
    entity: 'care',
    version: { recordedAt, content },
    arrival,
  };
}

/** Whether a therapist may replace a version, or take it back: she who it names; a removal, she who has removed. */
function isHers(before: HeldBefore | undefined, author: string, isRemoval: boolean): boolean {
  if (before === undefined) return !isRemoval;
  if (before.content === null) return before.door === 'therapist' && before.author === author;
  return (JSON.parse(before.content) as { therapistId?: string }).therapistId === author;
}

/** Whether the version that is replaced has implied the same already: a correction that leaves it says nothing new. */
function isImpliedBy(before: HeldBefore | undefined, named: NamedCare): boolean {
  if (!before?.content || before.door === undefined || !IMPLYING.has(before.door)) return false;
  const was = namedCare(JSON.parse(before.content));
  return was?.therapistId === named.therapistId && was.from === named.from;
}

/** The condition that the care is as it was read. */
function asCareSeen(item: Item | undefined) {
  if (!item) return { ConditionExpression: 'attribute_not_exists(pk)' };
  const again = item['again'];
  return {
    ConditionExpression: `recordedAt = :seen AND #record = :record AND ${again ? 'again = :again' : 'attribute_not_exists(again)'}`,
    ExpressionAttributeNames: { '#record': 'record' },
    ExpressionAttributeValues: {
      ':seen': item['recordedAt']!,
      ':record': item['record']!,
      ...(again && { ':again': again }),
    },
  };
}
