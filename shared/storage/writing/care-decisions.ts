import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { isHandedOver } from '../../access/handed-care.ts';
import { careDay, isInForce } from '../../access/in-care.ts';
import type { NamedCare } from '../../access/named-care.ts';
import type { Arrival, Door } from '../../records/arrival.ts';
import type { Refusal } from '../../records/refusal.ts';
import { type Item, keyOf, mapKey, queryAll, text, textOf } from '../aws/dynamodb.ts';
import { careIn, type HeldCare } from '../held/care-item.ts';
import { erasedUpToIn, isErasedItem } from '../held/held-version.ts';
import { eventOf } from '../held/record-events.ts';
import {
  type AddressedRecord,
  arrivalAttributes,
  arrivalIn,
  namedCareIn,
  recordItem,
  underOf,
} from '../held/record-store.ts';
import {
  begunMark,
  careItemOf,
  clientPk,
  erasureMark,
  type ItemKey,
  isMark,
  parseClientPk,
} from '../keys/keys.ts';

/** Doors whose sessions and goals say who cares for a client. What a therapist writes herself never does. */
export const IMPLYING: ReadonlySet<Door> = new Set<Door>(['owner', 'recorder', 'file']);

/** What a therapist begins the care of a new client with; a measurement or a consent is of one in her care already. */
const BEGINNING: ReadonlySet<string> = new Set(['session', 'goal', 'care']);

/** The care items that have to be read before records are decided. */
export function careKeys(incoming: readonly AddressedRecord[]): ItemKey[] {
  return incoming.flatMap(({ key, arrival: { door, author }, care }) => {
    if (door === 'therapist') return [careItemOf(key.pk, author!)];
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
    ({ key, entity, arrival: { door, author } }) =>
      door === 'therapist' && BEGINNING.has(entity) && !held.has(mapKey(careItemOf(key.pk, author!))),
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
    Limit: 10, // marks are few
  });
  for await (const item of items) if (!isMark(textOf(item, 'sk')!)) return true;
  return false;
}

/** A therapist whom a client's record names no more, and how that came. */
export type Unnamed = { pk: string; therapistId: string; arrival: Arrival };

/**
 * What a group of records, decided and written together, may do by the care that is held, and what it makes of it.
 *
 * A therapist writes for the clients in her care. She begins the care of a client of whom nothing is held with the
 * first session or goal, and of another by a record of care, which says why. A client in her care she hands over: by care
 * of a colleague, and the end of her own. What she writes changes no care but that;
 * sessions and goals that the clinic itself reports imply the care of the therapist they name. A word about care
 * stands over what is implied, until the clinic reports a later session or goal of her.
 */
export class CareDecisions {
  readonly #held: ReadonlyMap<string, Item>;
  readonly #vacant: ReadonlySet<string>;
  readonly #changed = new Map<string, AddressedRecord>();
  readonly #begun = new Map<string, Item>();
  readonly #unnamed = new Map<string, Unnamed>();
  readonly #events: Item[] = [];

  /** @param vacant the partitions of clients of whom nothing is held, see vacantClients */
  constructor(held: ReadonlyMap<string, Item>, vacant: ReadonlySet<string>) {
    this.#held = held;
    this.#vacant = vacant;
  }

  /** What is to be held of care from now on, by mapKey. */
  get changed(): ReadonlyMap<string, AddressedRecord> {
    return this.#changed;
  }

  /** Items that say that a client's care was begun, to be written where none stands. */
  get begun(): Item[] {
    return [...this.#begun.values()];
  }

  /** What has become of care that is held, as items of its history. */
  get events(): Item[] {
    return [...this.#events];
  }

  /** Whose care of whom has lost a record that named it, and has to be settled (settle-care.ts). */
  get unnamed(): Unnamed[] {
    return [...this.#unnamed.values()];
  }

  /** Whether the clinic says anew how long care lasts, which has gone on since it was last said. */
  endsAgain({ key, entity, version, arrival }: AddressedRecord): boolean {
    if (entity !== 'care' || version.clock !== 'arrival') return false;
    // A therapist says it of her own care alone, when she hands it over.
    if (!IMPLYING.has(arrival.door) && arrival.door !== 'therapist') return false;
    return this.#careOf(key)?.again !== undefined;
  }

  /** Whether a record is of care that is only implied as yet: any word about it replaces that, however old. */
  replacesImplied({ key, entity }: AddressedRecord): boolean {
    return entity === 'care' && this.#careOf(key)?.implied === true;
  }

  /**
   * Why a record may not come by the door that it came through; nothing when it may. It is asked before the record
   * is compared with what is held, or a guess would be confirmed by a duplicate.
   */
  refusalOf(record: AddressedRecord): Refusal | 'duplicate' | undefined {
    const { key, entity, arrival } = record;
    if (arrival.door !== 'therapist') return undefined;
    const own = careItemOf(key.pk, arrival.author!);
    const care = this.#careOf(own);
    const inCare = care !== undefined && isInForce(care, careDay(arrival));
    const isNew = care === undefined && BEGINNING.has(entity) && this.#vacant.has(key.pk);
    if (entity !== 'care') return inCare || isNew ? undefined : NOT_IN_CARE;
    const said = careIn(recordItem(record));
    const isOwn = mapKey(key) === mapKey(own);
    if (!isOwn || (said && said.until !== null)) {
      if (!inCare) return NOT_IN_CARE;
      return isOwn || (said && isHandedOver(said)) ? undefined : notHers;
    }
    if (inCare) return 'duplicate';
    return isNew ? unknownClient : undefined;
  }

  /**
   * Takes note of a record that will be written.
   *
   * @param before the item that it replaces
   */
  accept(record: AddressedRecord, before: Item | undefined): void {
    const { entity, care, arrival } = record;
    if (IMPLYING.has(arrival.door)) this.#unname(record, before);
    if (entity === 'care') this.#say(record);
    else if (arrival.door === 'therapist') this.#begin(record);
    else if (care && IMPLYING.has(arrival.door) && !isImpliedBy(before, care)) this.#imply(record, care);
  }

  /** Of care that was implied, its history keeps how it had begun. */
  #say(record: AddressedRecord): void {
    const care = this.#careOf(record.key);
    const held = this.#held.get(mapKey(record.key));
    if (care?.implied && care.arrival && held) {
      const began = { what: 'began', from: care.from } as const;
      this.#events.push(eventOf(held, record.key, began, care.arrival));
    }
    this.#changed.set(mapKey(record.key), record);
  }

  #careOf(key: ItemKey): HeldCare | undefined {
    const changed = this.#changed.get(mapKey(key));
    if (changed) return careIn(recordItem(changed));
    const item = this.#held.get(mapKey(key));
    const erasure = erasedUpToIn(this.#held.get(mapKey(erasureMark(key.pk))));
    return item && erasure && isErasedItem(item, erasure) ? undefined : careIn(item);
  }

  /** What a therapist corrects or takes back herself leaves her the client. */
  #unname({ key, care, arrival }: AddressedRecord, before: Item | undefined): void {
    const was = namedCareIn(before);
    if (!was || (was.therapistId === care?.therapistId && was.from === care.from)) return;
    const { therapistId } = was;
    this.#unnamed.set(mapKey(careItemOf(key.pk, therapistId)), { pk: key.pk, therapistId, arrival });
  }

  #begin(record: AddressedRecord): void {
    const { key, version, arrival } = record;
    const therapistId = arrival.author!;
    if (this.#careOf(careItemOf(key.pk, therapistId))) return;
    this.#begun.set(key.pk, {
      ...keyOf(begunMark(key.pk)),
      entity: text('begun'),
      recordedAt: text(version.recordedAt),
      ...arrivalAttributes(arrival),
      ...underOf(record),
    });
    this.#set(impliedCare(record, { therapistId, from: careDay(arrival) }));
  }

  #imply(record: AddressedRecord, named: NamedCare): void {
    const key = careItemOf(record.key.pk, named.therapistId);
    const care = this.#careOf(key);
    if (care === undefined || (care.implied && named.from < care.from)) this.#set(impliedCare(record, named));
    if (!care || care.implied || care.until === null || named.from <= care.until) return;
    const isLater = care.again !== undefined && care.again <= named.from;
    if (isLater) return;
    const goingOn = { ...this.#recordOf(key), again: named.from };
    const wentOn = { what: 'went-on', from: named.from } as const;
    this.#events.push(eventOf(recordItem(goingOn), key, wentOn, record.arrival));
    this.#set(goingOn);
  }

  #set(record: AddressedRecord): void {
    this.#changed.set(mapKey(record.key), record);
  }

  /** The record of care that is held, as it is to be written again. */
  #recordOf(key: ItemKey): AddressedRecord {
    const changed = this.#changed.get(mapKey(key));
    if (changed) return changed;
    const item = this.#held.get(mapKey(key))!;
    const version = { recordedAt: textOf(item, 'recordedAt')!, content: textOf(item, 'record')! };
    const [under, { clinicId }] = [textOf(item, 'under'), parseClientPk(key.pk)];
    const via = under === undefined ? undefined : [clientPk({ clinicId, client: under })];
    return { key, entity: 'care', version, arrival: arrivalIn(item)!, ...(via && { via }) };
  }
}

/** Care that nobody has said, as the item that it becomes; as old as the record that it follows from, and under its id. */
export function impliedCare(
  {
    key,
    via,
    version: { recordedAt },
    arrival,
  }: Pick<AddressedRecord, 'key' | 'via' | 'version' | 'arrival'>,
  { therapistId, from }: NamedCare,
): AddressedRecord {
  const content = JSON.stringify({ type: 'care', therapistId, from, until: null });
  return {
    key: careItemOf(key.pk, therapistId),
    entity: 'care',
    version: { recordedAt, content },
    arrival,
    ...(via && { via }),
    implied: true,
  };
}

/** Whether the version that is replaced has implied the same already: a correction that leaves it says nothing new. */
function isImpliedBy(before: Item | undefined, named: NamedCare): boolean {
  const door = arrivalIn(before)?.door;
  const was = door !== undefined && IMPLYING.has(door) ? namedCareIn(before) : undefined;
  return was?.therapistId === named.therapistId && was.from === named.from;
}

/** Of a client who is not in a therapist's care, or of whom nothing is held. */
export const NOT_IN_CARE: Refusal = {
  code: 'not-in-care',
  path: 'clientId',
  message: 'this client is not in your care; expected one who is, or that you take the client over first',
};

const unknownClient: Refusal = {
  code: 'unknown-client',
  path: 'clientId',
  message: 'nothing is held of this client; care begins with the first session or goal',
};

const notHers: Refusal = {
  code: 'forbidden',
  path: 'therapistId',
  message: "a colleague's care is not yours to change; expected that you hand the client over",
};
