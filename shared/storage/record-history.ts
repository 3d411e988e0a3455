import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Door } from '../records/arrival.ts';
import type { Held } from '../records/held.ts';
import type { Fact, FactType } from '../records/record.ts';
import { collect, type Item, queryAll, queryPrefix, text, textOf } from './dynamodb.ts';
import { type Holdings, holdingsIn } from './holdings.ts';
import {
  type ClientKey,
  clientPk,
  isBegunMark,
  isMark,
  isParked,
  isVersion,
  recordOfVersion,
  recordSk,
  versionsPrefix,
} from './keys.ts';
import { arrivalIn, factIn } from './record-store.ts';

/** What a record said from one moment on, or that it was deleted or moved to another client, and who said so. */
export type RecordVersion = {
  /** When its sender wrote it, in UTC; where he did not say, when it arrived. */
  recordedAt: string;
  /** When it came and how; null of what was written before that was kept. */
  arrivedAt: string | null;
  door: Door | null;
  author: string | null;
} & ({ content: Held<Fact> } | { deleted: true } | { movedTo: string });

/** A record with all its versions, the latest first; the first is the one that is held. */
export type RecordHistory = { of: FactType; id: string; versions: RecordVersion[] };

export type HistoryReader = ReturnType<typeof createHistoryReader>;

/** Strongly consistent reads of what records were, for whoever answers for them. Facts are in record-store.ts. */
export function createHistoryReader(client: DynamoDBClient, table: string) {
  const partition = (owner: ClientKey) =>
    queryAll(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': text(clientPk(owner)) },
    });
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
      const items = (await Promise.all([held, earlier].map(collect))).flat();
      return items.length === 0 ? undefined : { of, id, versions: versionsIn(items) };
    },

    /** Of one client, every record that was changed or deleted, the latest change first. */
    async changesOf(owner: ClientKey): Promise<RecordHistory[]> {
      const items = (await collect(partition(owner))).filter(isOfRecord);
      const histories = [...Map.groupBy(items, recordOf)].map(([record, ofRecord]) => {
        const entity = textOf(ofRecord[0], 'entity')!.replace(/-version$/, '');
        const id = record.split('#')[1] ?? '';
        return { of: entity as FactType, id, versions: versionsIn(ofRecord) };
      });
      return histories
        .filter(({ versions }) => versions.length > 1 || !('content' in versions[0]!))
        .toSorted((a, b) => (a.versions[0]!.recordedAt < b.versions[0]!.recordedAt ? 1 : -1));
    },

    /** How much is held of a client; empty for one of whom nothing is. */
    async holdings(owner: ClientKey): Promise<Holdings> {
      return holdingsIn(await collect(partition(owner)));
    },
  };
}

function isOfRecord(item: Item): boolean {
  const sk = textOf(item, 'sk')!;
  return !isMark(sk) && !isParked(sk) && !isBegunMark(sk);
}

function recordOf(item: Item): string {
  const sk = textOf(item, 'sk')!;
  return isVersion(sk) ? recordOfVersion(sk) : sk;
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
  const arrival = arrivalIn(item);
  const movedTo = textOf(item, 'movedTo');
  return {
    recordedAt: textOf(item, 'sentAt') ?? recordedAt(item),
    arrivedAt: arrival?.at ?? null,
    door: arrival?.door ?? null,
    author: arrival?.author ?? null,
    ...(content ? { content } : movedTo === undefined ? { deleted: true as const } : { movedTo }),
  };
}

const recordedAt = (item: Item) => textOf(item, 'recordedAt')!;
