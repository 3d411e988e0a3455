import {
  type DynamoDBClient,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { StorageUnavailableError } from '../../errors.ts';
import { type Arrival, arrivalInstant } from '../../records/arrival.ts';
import type { MovableType } from '../../records/move.ts';
import { HELD_TWICE, notHeld, ONE_PERSON } from '../../records/reassignment-refusals.ts';
import type { Refusal } from '../../records/refusal.ts';
import { utcSortKey } from '../../records/time/instant.ts';
import { collect, getAll, type Item, keyOf, mapKey, queryPrefix, text, textOf } from '../aws/dynamodb.ts';
import { isLostRace } from '../aws/lost-race.ts';
import { DEFAULT_RETRY, waitBefore } from '../aws/retry.ts';
import { careOfMoved } from '../care/care-of-moved.ts';
import { mayMove } from '../care/may-move.ts';
import { settleCare } from '../care/settle-care.ts';
import { erasedUpToIn, isBeingErased, isErasedItem } from '../held/held-version.ts';
import { holdingsIn } from '../held/holdings.ts';
import { mergeChain } from '../held/merged-clients.ts';
import { eventOf } from '../held/record-events.ts';
import { asHeldBy, identityOf, isIdentified } from '../held/record-identity.ts';
import { arrivalAttributes, arrivalIn, namedCareIn } from '../held/record-store.ts';
import {
  type ClientKey,
  clientPk,
  erasureMark,
  eventsPrefix,
  goalsMark,
  type ItemKey,
  identityItem,
  recordSk,
  versionsPrefix,
} from '../keys/keys.ts';
import { asSeen } from '../writing/record-actions.ts';
import type { MayReplace } from '../writing/record-decisions.ts';
import type { Reassigned } from './merge-clients.ts';
import { placeItem } from './place-item.ts';
import { removeItem } from './remove-item.ts';

/** Which record is moved, and between whom, by pseudonym. */
export type Moving = { clinicId: string; of: MovableType; id: string; from: string; to: string };

type Table = { client: DynamoDBClient; table: string };

/** How a move came, its place among all that arrived together, and whether what is held may be taken from its client. */
export type HowMoved = { arrival: Arrival; place: number; mayReplace: MayReplace };

/**
 * Puts a record under another client, and then what it replaced. In its old place it leaves a note of where it went:
 * a version that comes for the old client is refused by it, and makes no second fact. Sent again after a crash it goes
 * on where it was cut off.
 */
export async function moveRecord(table: Table, moving: Moving, how: HowMoved): Promise<Reassigned> {
  const { clinicId, of, id } = moving;
  const sk = recordSk(of, id);
  const done = await moveHeld(table, moving, sk, how);
  if ('refusal' in done) return done;
  const [fromPk, toPk] = [clientPk({ clinicId, client: done.from }), clientPk({ clinicId, client: done.to })];
  const placed = done.moved ? [done.moved] : [];
  // Cut off before its history had followed, and erased where it is: nothing is left that the rest could be of.
  const isErased = !done.moved && done.there === undefined;
  const named = namedCareIn(done.moved ?? done.there);
  if (named) await settleCare(table, fromPk, named.therapistId);
  const leaving = { under: moving.to, movedAt: utcSortKey(how.arrival.at) };
  /** Sends on what lies beside the record; those of which something was placed. */
  const follow = async (prefix: string): Promise<Item[]> => {
    const followed: Item[] = [];
    for (const item of await collect(queryPrefix(table.client, table.table, fromPk, prefix))) {
      const { under: _under, ...own } = item;
      if (isErased) await removeItem(table.client, table.table, item);
      else if (await placeItem(table.client, table.table, own, toPk, leaving)) followed.push(item);
    }
    return followed;
  };
  placed.push(...(await follow(versionsPrefix(sk))));
  await follow(eventsPrefix(sk));
  return { moved: holdingsIn(placed), isNew: placed.length > 0 };
}

/** Between whom a record was moved, as it was held before it; or, moved before, as it is held now. */
type Moved = { from: string; to: string; moved: Item | undefined; there?: Item | undefined };

async function moveHeld(
  { client, table }: Table,
  { clinicId, of, from, to }: Moving,
  sk: string,
  { arrival, place, mayReplace }: HowMoved,
): Promise<Moved | { refusal: Refusal }> {
  for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
    await waitBefore(attempt, client);
    const [source, target] = await Promise.all([
      mergeChain(client, table, { clinicId, client: from }),
      mergeChain(client, table, { clinicId, client: to }),
    ]);
    const [holder, receiver] = [source.at(-1)!.owner, target.at(-1)!.owner];
    const may = await mayMove({ client, table }, [holder, receiver], arrival);
    const [fromKey, toKey] = [keyAt(holder, sk), keyAt(receiver, sk)];
    if ('refusal' in may) {
      const isHers = await hasMovedIt({ client, table }, fromKey, receiver.client, arrival);
      const there = (await getAll(client, table, [toKey])).get(mapKey(toKey));
      return isHers ? { from: holder.client, to: receiver.client, moved: undefined, there } : may;
    }
    if (holder.client === receiver.client) return { refusal: ONE_PERSON };
    const identity = identityItem(toKey);
    const seen = await getAll(client, table, [fromKey, toKey, identity]);
    const [held, there] = [seen.get(mapKey(fromKey)), seen.get(mapKey(toKey))];
    const moved = { from: holder.client, to: receiver.client };
    const own = erasedUpToIn(source[0]!.mark);
    const isGoing = isBeingErased(held) || (held && own && isErasedItem(held, own));
    if (held?.['record'] === undefined || isGoing) {
      const isThere = textOf(held, 'movedTo') === receiver.client || there?.['record'] !== undefined;
      return isThere ? { ...moved, moved: undefined, there } : { refusal: notHeld(of) };
    }
    const version = { content: textOf(held, 'record')!, arrival: arrivalIn(held) };
    const refusal = mayReplace(version, null, arrival);
    if (refusal) return { refusal };
    if (there?.['record'] !== undefined) return { refusal: HELD_TWICE };
    const under = to === receiver.client ? undefined : to;
    const { under: _under, ...content } = held;
    const Item = {
      ...content,
      ...keyOf(toKey),
      ...(under !== undefined && { under: text(under) }),
    };
    const put = (item: Item, condition: object) => ({ Put: { TableName: table, Item: item, ...condition } });
    const marks = new Map([...source, ...target].map(({ owner, mark }) => [clientPk(owner), mark]));
    const TransactItems = [
      put(noteOf(held, receiver.client, arrival), asSeen(held)),
      put(Item, asSeen(there)),
      put(movedEvent(Item, toKey, moved, { arrival, place }), {}),
      ...(isIdentified({ entity: of })
        ? [put(identityOf(identity, receiver.client), asHeldBy(seen.get(mapKey(identity))))]
        : []),
      ...(of === 'goal' ? [put(goalsMarkOf(receiver, held), {})] : []),
      ...withChecks(may.checks, await careOfMoved({ client, table }, held, { pk: toKey.pk, under }, arrival)),
      ...[...marks].map(([pk, mark]) => ({
        ConditionCheck: { TableName: table, Key: keyOf(erasureMark(pk)), ...asSeen(mark) },
      })),
    ];
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems }));
      return { ...moved, moved: held };
    } catch (error) {
      if (!isLostRace(error)) throw error;
    }
  }
  throw new StorageUnavailableError('a move lost every race for its record');
}

/**
 * Whether somebody has moved a record to that client herself: she may finish it when her care of either has ended
 * since, by the move itself or by the day. It tells her nothing but what she has done.
 */
async function hasMovedIt(
  { client, table }: Table,
  fromKey: ItemKey,
  to: string,
  { door, author }: Arrival,
): Promise<boolean> {
  const note = (await getAll(client, table, [fromKey])).get(mapKey(fromKey));
  const by = arrivalIn(note);
  return textOf(note, 'movedTo') === to && by?.door === door && by.author === author;
}

/** What a transaction checks beside what it writes: of one key one of them. */
function withChecks(
  checks: ReadonlyMap<string, TransactWriteItem>,
  written: readonly TransactWriteItem[],
): TransactWriteItem[] {
  const keyOfAction = ({ Put, ConditionCheck }: TransactWriteItem) => {
    const { pk, sk } = (Put?.Item ?? ConditionCheck?.Key)!;
    return mapKey({ pk: pk!.S!, sk: sk!.S! });
  };
  return [
    ...new Map([...checks, ...written.map((action) => [keyOfAction(action), action] as const)]).values(),
  ];
}

const keyAt = (owner: ClientKey, sk: string) => ({ pk: clientPk(owner), sk });

/** What tells of a move in the new place; the note tells of it in the old one. */
function movedEvent(
  item: Item,
  key: ItemKey,
  { from, to }: Pick<Moved, 'from' | 'to'>,
  { arrival, place }: { arrival: Arrival; place: number },
): Item {
  return eventOf(item, key, { what: 'moved', from, to }, arrival, arrivalInstant(arrival, place));
}

/** What stays where a record was: whose it is now, how it went, and nothing of what it said. */
function noteOf(
  { pk, sk, entity, schemaVersion, recordedAt }: Item,
  movedTo: string,
  arrival: Arrival,
): Item {
  return {
    ...{ pk: pk!, sk: sk!, entity: entity!, schemaVersion: schemaVersion!, recordedAt: recordedAt! },
    ...arrivalAttributes(arrival),
    movedTo: text(movedTo),
  };
}

function goalsMarkOf(owner: ClientKey, { arrivedAt }: Item): Item {
  return { ...keyOf(goalsMark(clientPk(owner))), entity: text('has-goals'), ...(arrivedAt && { arrivedAt }) };
}
