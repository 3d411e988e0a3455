import {
  type DynamoDBClient,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { StorageUnavailableError } from '../../errors.ts';
import type { Arrival } from '../../records/arrival.ts';
import { getAll, type Item, keyOf, mapKey, text, textOf } from '../aws/dynamodb.ts';
import { isLostRace } from '../aws/lost-race.ts';
import { DEFAULT_RETRY, waitBefore } from '../aws/retry.ts';
import { erasedUpToIn, isBeingErased, isErasedItem } from '../held/held-version.ts';
import { mergeChain } from '../held/merged-clients.ts';
import { cameFor, isParkedItem, parkedOf, unparked } from '../held/parked-items.ts';
import { prevails } from '../held/prevails.ts';
import { asHeldBy, identityOf } from '../held/record-identity.ts';
import { namedCareIn } from '../held/record-store.ts';
import {
  careItemOf,
  clientPk,
  erasureMark,
  goalsMark,
  type ItemKey,
  identityItem,
  isEvent,
  parseClientPk,
  recordOfEvent,
  recordOfVersion,
} from '../keys/keys.ts';
import { asSeen, unsettling } from '../writing/record-actions.ts';
import { removeItem } from './remove-item.ts';

const hasIdentity = (sk: string) => /^(SESSION|GOAL)#/.test(sk);
const isOfGoal = (sk: string) => /^GOAL(VERSION)?#/.test(sk);

const recordBeside = (sk: string) => (isEvent(sk) ? recordOfEvent(sk) : recordOfVersion(sk));

export type Leaving = {
  /** How it came that items leave a client who goes on without them. */
  unnames?: Arrival;
  /** Under whose id they are from now on; under the one that they came under if absent. */
  under?: string;
  /**
   * When the move came that they follow, as utcSortKey: whoever they come to may have been erased since. They are what a
   * record replaced and what happened to it, and go nowhere where it is not any more.
   */
  movedAt?: string;
};

/**
 * Puts an item of one client into the partition of another one, in one transaction and with the id that it holds: it
 * is never in both and never in none. Where its place is taken, the one that prevails (prevails.ts) stands, and the
 * other is parked beside it until its place is free. It may be called again, by many at once, and after a crash. What
 * an erasure has reached meanwhile is removed, as that may have looked where it is not any more; and an item goes nowhere
 * but to whoever holds what is its client's at that moment, as a merge may be taken back, or said again, while its items
 * are still on their way.
 *
 * @param item as it was read; a parked one is placed where it would stand
 * @param leaving where care that stays behind may no longer follow from what is held there, how that came: it is to be
 *   settled
 * @returns whether there was something to place
 */
export async function placeItem(
  client: DynamoDBClient,
  table: string,
  item: Item,
  toPk: string,
  { unnames, under, movedAt }: Leaving = {},
): Promise<boolean> {
  const from = { pk: textOf(item, 'pk')!, sk: textOf(item, 'sk')! };
  const to = { pk: toPk, sk: isParkedItem(item) ? textOf(unparked(item), 'sk')! : from.sk };
  const { clinicId } = parseClientPk(toPk);
  const ownMark = erasureMark(clientPk({ clinicId, client: cameFor(item) }));
  const marks = new Map(
    [erasureMark(from.pk), erasureMark(toPk), ownMark].map((mark) => [mapKey(mark), mark]),
  );
  const identity = identityItem(to);
  const followed = movedAt === undefined ? [] : [{ pk: toPk, sk: recordBeside(to.sk) }];
  for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
    await waitBefore(attempt, client);
    const keys = [from, to, ...followed, ...marks.values(), ...(hasIdentity(to.sk) ? [identity] : [])];
    const seen = await getAll(client, table, keys);
    const found = seen.get(mapKey(from));
    const there = seen.get(mapKey(to));
    if (!found || (there && from.pk === toPk)) return false;
    const moving = placedAt(to, found, under ?? cameFor(found));
    const erasure = erasedUpToIn(seen.get(mapKey(ownMark)));
    if (erasure && isErasedItem(moving, erasure)) {
      await removeItem(client, table, found);
      return false;
    }
    const chain = await mergeChain(client, table, { clinicId, client: under ?? cameFor(found) });
    const since = erasedUpToIn(chain[0]!.mark)?.arrivedAt;
    if (movedAt !== undefined && since !== undefined && since > movedAt) {
      await removeItem(client, table, found);
      return false;
    }
    if (clientPk(chain.at(-1)!.owner) !== toPk) return false;
    const records = followed.map((key) => ({ key, held: seen.get(mapKey(key)) }));
    if (records.some(({ held }) => !held || isBeingErased(held))) {
      await removeItem(client, table, found);
      return false;
    }
    const checked = new Map([
      ...[...marks].map(([id, mark]) => [id, { mark, seen: seen.get(id) }] as const),
      ...chain.map((one) => {
        const mark = erasureMark(clientPk(one.owner));
        return [mapKey(mark), { mark, seen: one.mark }] as const;
      }),
    ]);
    const stands = there === undefined || prevails(moving, there);
    const TransactItems: TransactWriteItem[] = [
      { Delete: { TableName: table, Key: keyOf(from), ...asSeen(found) } },
      ...(stands
        ? [{ Put: { TableName: table, Item: moving, ...asSeen(there) } }]
        : [checkOf(table, to, there)]),
      ...(there ? [{ Put: { TableName: table, Item: parkedOf(stands ? there : moving) } }] : []),
      ...idTaken(table, identity, moving, from, seen),
      ...(isOfGoal(to.sk) ? [goalsMarked(table, moving)] : []),
      ...records.map(({ key, held }) => checkOf(table, key, held)),
      ...[...checked.values()].map((one) => checkOf(table, one.mark, one.seen)),
      ...(unnames ? await careLeftBy({ client, table }, found, unnames) : []),
    ];
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems }));
      return true;
    } catch (error) {
      if (!isLostRace(error)) throw error;
    }
  }
  throw new StorageUnavailableError('an item lost every race for its new place');
}

async function careLeftBy(
  { client, table }: { client: DynamoDBClient; table: string },
  leaving: Item,
  cause: Arrival,
): Promise<TransactWriteItem[]> {
  const named = namedCareIn(leaving);
  if (!named) return [];
  const key = careItemOf(textOf(leaving, 'pk')!, named.therapistId);
  return [unsettling(table, key, (await getAll(client, table, [key])).get(mapKey(key)), cause)];
}

/** The item at its new place; it says under whose id it came where that is not whose place it is. */
function placedAt(to: ItemKey, found: Item, client: string): Item {
  const { under: _under, ...content } = isParkedItem(found) ? unparked(found) : found;
  const isOwn = client === parseClientPk(to.pk).client;
  return { ...content, ...keyOf(to), ...(!isOwn && { under: text(client) }) };
}

/** The id goes with what holds it, unless a third client has it. */
function idTaken(
  table: string,
  identity: ItemKey,
  moving: Item,
  from: ItemKey,
  seen: ReadonlyMap<string, Item>,
): TransactWriteItem[] {
  const sk = textOf(moving, 'sk')!;
  if (!hasIdentity(sk) || moving['record'] === undefined) return [];
  const held = seen.get(mapKey(identity));
  const holder = textOf(held, 'client');
  if (holder !== undefined && holder !== parseClientPk(from.pk).client) return [];
  const Item = identityOf(identity, parseClientPk(textOf(moving, 'pk')!).client);
  return [{ Put: { TableName: table, Item, ...asHeldBy(held) } }];
}

function goalsMarked(table: string, moving: Item): TransactWriteItem {
  const mark = keyOf(goalsMark(textOf(moving, 'pk')!));
  const { arrivedAt } = moving;
  return {
    Put: { TableName: table, Item: { ...mark, entity: text('has-goals'), ...(arrivedAt && { arrivedAt }) } },
  };
}

function checkOf(table: string, key: ItemKey, seen: Item | undefined): TransactWriteItem {
  return { ConditionCheck: { TableName: table, Key: keyOf(key), ...asSeen(seen) } };
}
