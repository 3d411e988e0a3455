import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Fact, FactType } from '../../records/record.ts';
import type { Held } from '../../records/versions/held.ts';
import {
  collect,
  type Item,
  itemsOfPartition,
  queryAll,
  queryPrefix,
  text,
  textOf,
} from '../aws/dynamodb.ts';
import {
  type ClientKey,
  clientPk,
  eventsPrefix,
  isBegunMark,
  isEvent,
  isMark,
  isParked,
  isVersion,
  recordOfEvent,
  recordOfVersion,
  recordSk,
  typeOfRecord,
  versionsPrefix,
} from '../keys/keys.ts';
import { isLabel } from '../keys/label-keys.ts';
import { type MergeEvent, mergesOf } from './merge-notes.ts';
import { type Came, cameIn, eventsIn, type RecordEvent } from './record-events.ts';
import { factIn } from './record-store.ts';

/** What a record said from one moment on, or that it was deleted or moved to another client, and who said so. */
export type RecordVersion = Came & {
  /** When its sender wrote it, in UTC; where he did not say, when it arrived. */
  recordedAt: string;
  /** Of care: nobody has said it, or from when on it goes on after its end. */
  implied?: true;
  again?: string;
} & ({ content: Held<Fact> } | { deleted: true } | { movedTo: string });

/**
 * A record with all its versions, the latest first, and what else has happened to it. The first version is the one that
 * is held; of care that has lapsed there is none.
 */
export type RecordHistory = { of: FactType; id: string; versions: RecordVersion[]; events: RecordEvent[] };

/** What has become of a client's records and ids: who has said what, the latest first. */
export type ClientHistory = { records: RecordHistory[]; merges: MergeEvent[] };

export type HistoryReader = ReturnType<typeof createHistoryReader>;

/** Strongly consistent reads of what records were, for whoever answers for them. Facts are in record-store.ts. */
export function createHistoryReader(client: DynamoDBClient, table: string) {
  const partition = (owner: ClientKey) => itemsOfPartition(client, table, clientPk(owner));
  return {
    /** The versions of one record, whatever has become of it; undefined when nothing is known of it. */
    async ofRecord(owner: ClientKey, of: FactType, id: string): Promise<RecordHistory | undefined> {
      const pk = clientPk(owner);
      const sk = recordSk(of, id);
      const held = queryAll(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk = :sk',
        ExpressionAttributeValues: { ':pk': text(pk), ':sk': text(sk) },
      });
      const earlier = queryPrefix(client, table, pk, versionsPrefix(sk));
      const events = queryPrefix(client, table, pk, eventsPrefix(sk));
      const items = (await Promise.all([held, earlier, events].map(collect))).flat();
      return items.length === 0 ? undefined : { of, id, ...historyIn(items) };
    },

    /**
     * Of one client, every record that was changed, deleted or moved, all care, and which ids were made one person's.
     */
    async ofClient(owner: ClientKey): Promise<ClientHistory> {
      const [held, merges] = await Promise.all([partition(owner), mergesOf(client, table, owner)]);
      const histories = [...Map.groupBy(held.filter(isOfRecord), recordOf)].map(([record, items]) => {
        const id = record.split('#')[1] ?? '';
        return { of: typeOfRecord(record), id, ...historyIn(items) };
      });
      const records = histories
        .filter(({ of, versions, events }) => of === 'care' || hasChanged(versions) || events.length > 0)
        .toSorted((a, b) => (lastOf(a) < lastOf(b) ? 1 : -1));
      return { records, merges };
    },
  };
}

function isOfRecord(item: Item): boolean {
  const sk = textOf(item, 'sk')!;
  return !isMark(sk) && !isParked(sk) && !isBegunMark(sk) && !isLabel(sk);
}

function recordOf(item: Item): string {
  const sk = textOf(item, 'sk')!;
  if (isEvent(sk)) return recordOfEvent(sk);
  return isVersion(sk) ? recordOfVersion(sk) : sk;
}

const hasChanged = (versions: readonly RecordVersion[]) =>
  versions.length > 1 || (versions[0] !== undefined && !('content' in versions[0]));

/** When something last became of a record, as text that sorts as time. */
function lastOf({ versions, events }: RecordHistory): string {
  return versions[0]?.recordedAt ?? events[0]?.arrivedAt ?? '';
}

function historyIn(items: readonly Item[]): Pick<RecordHistory, 'versions' | 'events'> {
  const versions = items.filter((item) => !isEvent(textOf(item, 'sk')!));
  return { versions: versionsIn(versions), events: eventsIn(items) };
}

/** The latest first. What a deletion has ended is told no more, though it may not have been removed yet. */
function versionsIn(items: readonly Item[]): RecordVersion[] {
  const deletions = items.filter((item) => item['deleted'] !== undefined).map(recordedAt);
  const last = deletions.toSorted().at(-1) ?? '';
  const isTold = (item: Item) =>
    item['deleted'] !== undefined || item['withdrawn'] !== undefined || recordedAt(item) > last;
  return items.filter(isTold).toSorted(latestFirst).map(versionIn);
}

/** The one that is held comes first, as a removal may take the instant of what it removed. */
function latestFirst(a: Item, b: Item): number {
  const [first, second] = [a, b].map((item) => isVersion(textOf(item, 'sk')!));
  if (first !== second) return first ? 1 : -1;
  return recordedAt(a) < recordedAt(b) ? 1 : -1;
}

function versionIn(item: Item): RecordVersion {
  const content = factIn(item);
  const [movedTo, again] = [textOf(item, 'movedTo'), textOf(item, 'again')];
  return {
    recordedAt: textOf(item, 'sentAt') ?? recordedAt(item),
    ...cameIn(item),
    ...(item['implied'] && { implied: true as const }),
    ...(again !== undefined && { again }),
    ...(content ? { content } : movedTo === undefined ? { deleted: true as const } : { movedTo }),
  };
}

const recordedAt = (item: Item) => textOf(item, 'recordedAt')!;
