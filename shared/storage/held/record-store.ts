import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type NamedCare, namedCare } from '../../access/named-care.ts';
import { type Arrival, arrivalInstant, type Door } from '../../records/arrival.ts';
import type { Goal } from '../../records/goal.ts';
import { type Fact, ID_FIELD, type SentRecord, stampedOf } from '../../records/record.ts';
import { utcSeconds, utcSortKey, utcText } from '../../records/time/instant.ts';
import { contentOf, heldFactOf } from '../../records/versions/content.ts';
import { type GoalHistory, goalHistories } from '../../records/versions/goal-history.ts';
import type { Held } from '../../records/versions/held.ts';
import type { HeldVersion, IncomingVersion } from '../../records/versions/version.ts';
import {
  collect,
  getAll,
  type Item,
  itemsOfPartition,
  mapKey,
  queryAll,
  queryPrefix,
  text,
  textOf,
} from '../aws/dynamodb.ts';
import {
  BY_INSTANT,
  type ClientKey,
  CONSENT_SK,
  clientPk,
  erasureItem,
  erasureMark,
  GOALS_SK_PREFIX,
  goalIdOfVersion,
  goalsMark,
  type ItemKey,
  isVersion,
  parseClientPk,
  recordSk,
  versionsPrefix,
} from '../keys/keys.ts';
import { membersIn, mergedIntoIn } from './merged-clients.ts';

/** Attributes of an item of the Records table, beside its key; content is kept as it was spelled. */
type RecordItem = {
  entity: string;
  at?: string;
  version: IncomingVersion & Pick<HeldVersion, 'sentAt'>;
  arrival: Arrival;
  /** Of care: nobody has said it, or what has been reported since its end says that it goes on (care-decisions.ts). */
  implied?: boolean;
  again?: string;
  /** Of a session or a goal: from which day it names who cares, where the clinic's zone has another than its spelling. */
  careFrom?: string;
};
export type AddressedRecord = {
  key: ItemKey;
  /** Whom it names as caring for the client. */
  care?: NamedCare;
  /** Where merges have led it from: the partitions of the client it came under, and of those he was merged into. */
  via?: readonly string[];
} & RecordItem;

/** What becomes an item, or the end of one. */
export type Storable = Exclude<SentRecord, { type: 'erasure' | 'move' | 'merge' }>;

/** Of every item of the Records table. */
export const SCHEMA_VERSION = '1';

/**
 * The item that a record becomes: its key holds identity only, its content no client and no clinic.
 *
 * @param place the record's place among all that arrived with it
 */
export function addressOf(owner: ClientKey, sent: Storable, arrival: Arrival, place = 0): AddressedRecord {
  const arrived = {
    recordedAt: sent.recordedAt === undefined ? arrivalInstant(arrival, place) : utcSortKey(sent.recordedAt),
    clock: sent.recordedAt === undefined ? ('arrival' as const) : ('sender' as const),
    arrivedAt: utcSortKey(arrival.at),
  };
  const pk = clientPk(owner);
  if (sent.type === 'deletion') {
    const version = { ...arrived, content: null, removes: true };
    return { key: { pk, sk: recordSk(sent.of, sent.id) }, entity: sent.of, version, arrival };
  }
  const fact = stampedOf(sent, arrival.at) as Fact;
  const id = (fact as unknown as Record<string, string>)[ID_FIELD[fact.type]]!;
  const at = instantOf(fact);
  const care = namedCare(fact, arrival.timeZone);
  return {
    key: { pk, sk: recordSk(fact.type, id) },
    entity: fact.type,
    version: { ...arrived, content: contentOf(fact), ...(isWithdrawal(fact) && { removes: true }) },
    arrival,
    ...(at === undefined ? {} : { at: utcText(utcSeconds(at)) }),
    ...(care && { care }),
    ...(care && care.from !== namedCare(fact)!.from && { careFrom: care.from }),
  };
}

/** A consent that is taken back acts on what is held, as a deletion does. */
export const isWithdrawal = (fact: Held<Fact> | Fact) => fact.type === 'consent' && !fact.partnerReports;

/** The instant by which a record is found in a window of time; goals and consents have none. */
export function instantOf(fact: Fact | Held<Fact>): string | undefined {
  if (fact.type === 'session') return fact.startedAt;
  return fact.type === 'pain-score' || fact.type === 'measurement' ? fact.at : undefined;
}

/** The whole item; a tombstone has no content and, without `at`, no place in the index. */
export function recordItem(record: AddressedRecord): Item {
  const { key, entity, at, version, arrival, implied, again, careFrom } = record;
  const { recordedAt, sentAt, content } = version;
  return {
    pk: text(key.pk),
    sk: text(key.sk),
    entity: text(entity),
    schemaVersion: { N: SCHEMA_VERSION },
    recordedAt: text(recordedAt),
    ...(sentAt !== undefined && { sentAt: text(sentAt) }),
    ...(sentAt !== undefined && version.clock === 'arrival' && { clock: text('arrival') }),
    ...arrivalAttributes(arrival),
    ...underOf(record),
    ...(content === null ? { deleted: { BOOL: true } } : { record: text(content) }),
    ...(content !== null && version.removes && { withdrawn: { BOOL: true } }),
    ...(at === undefined || content === null ? {} : { at: text(at) }),
    ...(implied && { implied: { BOOL: true } }),
    ...(again !== undefined && { again: text(again) }),
    ...(careFrom !== undefined && content !== null && { careFrom: text(careFrom) }),
  };
}

/** Under whose id a record came that merges have led to another client: by that an undoing finds what is his. */
export function underOf({ via }: Pick<AddressedRecord, 'via'>): Item {
  return via?.[0] === undefined ? {} : { under: text(parseClientPk(via[0]).client) };
}

/** How a version came, beside it: for its history, and for what acts on all that has arrived. */
export function arrivalAttributes({ at, door, author }: Arrival): Item {
  return {
    arrivedAt: text(utcSortKey(at)),
    door: text(door),
    ...(author !== undefined && { author: text(author) }),
  };
}

/** How the version in an item came; undefined for one that was written before arrivals were kept. */
export function arrivalIn(item: Item | undefined): Arrival | undefined {
  const [at, door, author] = [textOf(item, 'arrivedAt'), textOf(item, 'door'), textOf(item, 'author')];
  if (at === undefined || door === undefined) return undefined;
  return { at, door: door as Door, ...(author !== undefined && { author }) };
}

/** Whom the record in an item names as caring for the client; from the day that it was when the record came. */
export function namedCareIn(item: Item | undefined): NamedCare | undefined {
  const fact = factIn(item);
  const named = fact && namedCare(fact);
  return named && { ...named, from: textOf(item, 'careFrom') ?? named.from };
}

/** The fact that an item or a stream image holds; undefined for tombstones and erasure marks. */
export function factIn(item: Item | undefined): Held<Fact> | undefined {
  const content = textOf(item, 'record');
  return content === undefined ? undefined : heldFactOf(content);
}

export type RecordReader = ReturnType<typeof createRecordReader>;

/** Strongly consistent reads of one client's records. Writing is in record-writer.ts. */
export function createRecordReader(client: DynamoDBClient, table: string) {
  const itemsOf = (owner: ClientKey) => itemsOfPartition(client, table, clientPk(owner));
  return {
    /** Sessions, journal scores and measurements in a window of UTC text, both ends inclusive. */
    async between(owner: ClientKey, window: { from: string; to: string }): Promise<Held<Fact>[]> {
      const items = queryAll(client, {
        TableName: table,
        IndexName: BY_INSTANT,
        KeyConditionExpression: 'pk = :pk AND #at BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: {
          ':pk': text(clientPk(owner)),
          ':from': text(window.from),
          ':to': text(window.to),
        },
      });
      return factsIn(await collect(items));
    },

    /** Those of the clients who have goals, or had: few keys read, instead of a query for each. */
    async withGoals(owners: readonly ClientKey[]): Promise<ClientKey[]> {
      const markOf = (owner: ClientKey) => goalsMark(clientPk(owner));
      const marks = await getAll(client, table, owners.map(markOf));
      return owners.filter((owner) => marks.has(mapKey(markOf(owner))));
    },

    /** A client's live goals, each with the versions that it replaced. */
    async goals(owner: ClientKey): Promise<GoalHistory[]> {
      return historiesIn(await collect(queryPrefix(client, table, clientPk(owner), GOALS_SK_PREFIX)));
    },

    async goal(owner: ClientKey, goalId: string): Promise<GoalHistory | undefined> {
      const pk = clientPk(owner);
      const sk = recordSk('goal', goalId);
      const [current, versions] = await Promise.all([
        getAll(client, table, [{ pk, sk }]),
        collect(queryPrefix(client, table, pk, versionsPrefix(sk))),
      ]);
      return historiesIn([...current.values(), ...versions])[0];
    },

    /** Everything that was reported of one client: the facts, and the goals among them with their history. */
    async all(owner: ClientKey): Promise<{ facts: Held<Fact>[]; goals: GoalHistory[] }> {
      const items = await itemsOf(owner);
      const facts = factsIn(items.filter((item) => !isReplaced(item))).filter(({ type }) => type !== 'care');
      return { facts, goals: historiesIn(items) };
    },

    /** The facts of one client that are in force, each with the author of the version that holds. */
    async withAuthors(owner: ClientKey): Promise<{ fact: Held<Fact>; author: string | undefined }[]> {
      const items = await itemsOf(owner);
      return items.flatMap((item) => {
        const fact = isReplaced(item) ? undefined : factIn(item);
        return fact ? [{ fact, author: arrivalIn(item)?.author }] : [];
      });
    },

    /** The client who holds what is reported for one: himself, or the one into whom he was merged. */
    async holderOf(owner: ClientKey): Promise<ClientKey> {
      const { pk, sk } = erasureMark(clientPk(owner));
      const [mark] = await collect(queryPrefix(client, table, pk, sk));
      const into = mergedIntoIn(mark);
      return into === undefined ? owner : this.holderOf({ clinicId: owner.clinicId, client: into });
    },

    /** Up to when everything of a client was erased, by either clock, as utcSortKey; undefined when it never was. */
    async erasedAt(owner: ClientKey): Promise<string | undefined> {
      const { pk, sk } = erasureMark(clientPk(owner));
      const [mark] = await collect(queryPrefix(client, table, pk, sk));
      const clocks = [textOf(mark, 'recordedAt'), textOf(mark, 'arrivedAt')];
      return clocks
        .filter((clock) => clock !== undefined)
        .toSorted()
        .at(-1);
    },

    /** Whether an erasure of a client has come before, by its own instant. @param recordedAt as utcSortKey */
    async hasErased(owner: ClientKey, recordedAt: string): Promise<boolean> {
      return (await getAll(client, table, [erasureItem(clientPk(owner), recordedAt)])).size > 0;
    },

    /** Whose ids the clinic has said are a client's too, by client; those who were merged with nobody are left out. */
    async membersOf(owners: readonly ClientKey[]): Promise<Map<string, string[]>> {
      const keys = owners.map((owner) => erasureMark(clientPk(owner)));
      const marks = await getAll(client, table, keys);
      const members = owners.map(
        (owner, at) => [owner.client, membersIn(marks.get(mapKey(keys[at]!)))] as const,
      );
      return new Map(members.filter(([, others]) => others.length > 0));
    },

    /** Whether a client lets his outcomes into partner reports; undefined where nothing was said, or it was deleted. */
    async consent(owner: ClientKey): Promise<boolean | undefined> {
      const key = { pk: clientPk(owner), sk: CONSENT_SK };
      const fact = factIn((await getAll(client, table, [key])).get(mapKey(key)));
      return fact?.type === 'consent' ? fact.partnerReports : undefined;
    },

    /** Those of the clients who let their outcomes into partner reports. */
    async consenting(owners: readonly ClientKey[]): Promise<Set<string>> {
      const keys = owners.map((owner) => ({ pk: clientPk(owner), sk: CONSENT_SK }));
      const items = await getAll(client, table, keys);
      const consents = owners.filter((_, at) => {
        const fact = factIn(items.get(mapKey(keys[at]!)));
        return fact?.type === 'consent' && fact.partnerReports;
      });
      return new Set(consents.map((owner) => owner.client));
    },
  };
}

const isReplaced = (item: Item) => isVersion(textOf(item, 'sk')!);

/** The live goals among a client's items. A deletion among the versions ends what came before it. */
function historiesIn(items: readonly Item[]): GoalHistory[] {
  const ofGoals = items.filter((item) => textOf(item, 'sk')!.startsWith(GOALS_SK_PREFIX));
  return goalHistories(
    factsIn(ofGoals.filter((item) => !isReplaced(item))) as Held<Goal>[],
    ofGoals.filter(isReplaced).map((item) => ({
      goalId: goalIdOfVersion(textOf(item, 'sk')!),
      recordedAt: textOf(item, 'recordedAt')!,
      goal: factIn(item) as Held<Goal> | undefined,
    })),
  );
}

function factsIn(items: readonly Item[]): Held<Fact>[] {
  return items.map(factIn).filter((fact) => fact !== undefined);
}
