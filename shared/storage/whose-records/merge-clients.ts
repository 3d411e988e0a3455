import { type DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { StorageUnavailableError } from '../../errors.ts';
import type { Arrival } from '../../records/arrival.ts';
import { CIRCLE, idsHeldTwice, MERGED_ELSEWHERE } from '../../records/reassignment-refusals.ts';
import type { Refusal } from '../../records/refusal.ts';
import { type Item, itemsOfPartition, keyOf, text, textOf } from '../aws/dynamodb.ts';
import { isLostRace } from '../aws/lost-race.ts';
import { DEFAULT_RETRY, waitBefore } from '../aws/retry.ts';
import { settleCare } from '../care/settle-care.ts';
import { type Holdings, holdingsIn } from '../held/holdings.ts';
import { mergeNoteOf, type SaidOfIds } from '../held/merge-notes.ts';
import { membersIn, mergeChain, mergedIntoIn } from '../held/merged-clients.ts';
import { cameFor, isParkedItem, unparked } from '../held/parked-items.ts';
import { factIn, namedCareIn, SCHEMA_VERSION } from '../held/record-store.ts';
import {
  type ClientKey,
  clientPk,
  erasureMark,
  isEvent,
  isMark,
  isVersion,
  recordOfEvent,
} from '../keys/keys.ts';
import { asSeen } from '../writing/record-actions.ts';
import { type Leaving, placeItem } from './place-item.ts';

/** What a merge has brought from one id to another, or why it was refused. */
export type Reassigned = { moved: Holdings; isNew: boolean } | { refusal: Refusal };

type Table = { client: DynamoDBClient; table: string };
/** How it was said, and its place among all that arrived together. */
type How = { arrival: Arrival; place: number };
/** Two ids that are, or are to be, one person's; or two again. */
export type ClientPair = { clinicId: string; from: string; into: string };

/**
 * Makes two client ids one person's. From then on what comes for `from` is written under the client who holds all;
 * then what is held moves there, item by item. Sent again after a crash it goes on where it was cut off.
 */
export async function mergeClients(table: Table, pair: ClientPair, how: How): Promise<Reassigned> {
  const source = { clinicId: pair.clinicId, client: pair.from };
  const merged = await sayMerged(table, pair, how);
  if ('refusal' in merged) return merged;
  const placed: Item[] = [];
  // While items were on their way their holder may have been merged on, and they with him.
  for (let holder = merged.holder, next: ClientKey | undefined; ; holder = next) {
    placed.push(...(await placeAll(table, await itemsOf(table, source), clientPk(holder))));
    next = (await mergeChain(table.client, table.table, source)).at(-1)!.owner;
    if (next.client === holder.client || next.client === pair.from) break;
  }
  return { moved: holdingsIn(placed), isNew: merged.isNew };
}

/**
 * Makes two ids two clients again: what came under `from`, before the merge or after it, goes back. Of a record that
 * both have written, its held version decides, and what each has replaced stays his. Care that nobody has said follows the sessions and goals.
 */
export async function unmergeClients(table: Table, pair: ClientPair, how: How): Promise<Reassigned> {
  const { clinicId, from } = pair;
  const said = await sayApart(table, pair, how);
  if ('refusal' in said) return said;
  const own = new Set([from, ...said.members]);
  const items = await itemsOf(table, said.holder);
  const owners = new Map(
    items
      .filter((item) => !isVersion(textOf(item, 'sk')!) && !isEvent(textOf(item, 'sk')!))
      .map((item) => [textOf(item, 'sk')!, cameFor(item)]),
  );
  const goesBack = (item: Item) => {
    const sk = textOf(item, 'sk')!;
    // What has happened to a record goes where it goes. Its versions go by whom they came for, or an erasure would not find them.
    const owner = isEvent(sk) ? owners.get(recordOfEvent(sk)) : undefined;
    return own.has(owner ?? cameFor(item));
  };
  const going = items.filter(goesBack);
  const placed = await placeAll(table, going, clientPk({ clinicId, client: from }), {
    unnames: how.arrival,
  });
  // What had to give way to what is gone now stands again.
  const staying = items.filter((item) => isParkedItem(item) && !goesBack(item));
  for (const item of staying.toSorted(latestFirst))
    await placeItem(table.client, table.table, item, clientPk(said.holder));
  // Also of what went back before a crash.
  const gone = await itemsOf(table, { clinicId, client: from });
  for (const therapistId of therapistsIn([...going, ...gone])) {
    await settleCare(table, clientPk({ clinicId, client: from }), therapistId);
    await settleCare(table, clientPk(said.holder), therapistId);
  }
  return { moved: holdingsIn(placed), isNew: said.isNew };
}

/** Whom items say to care for their client, or name as who treats him. */
function therapistsIn(items: readonly Item[]): Set<string> {
  const named = items.map((item) => {
    const own = isParkedItem(item) ? unparked(item) : item;
    const fact = factIn(own);
    return fact?.type === 'care' ? fact.therapistId : namedCareIn(own)?.therapistId;
  });
  return new Set(named.filter((therapistId) => therapistId !== undefined));
}

const latestFirst = (a: Item, b: Item) =>
  (textOf(a, 'recordedAt') ?? '') < (textOf(b, 'recordedAt') ?? '') ? 1 : -1;

/** @returns what was placed; what an erasure has reached meanwhile is left to it. */
async function placeAll(
  { client, table }: Table,
  items: readonly Item[],
  toPk: string,
  leaving: Leaving = {},
): Promise<Item[]> {
  const placed: Item[] = [];
  for (const item of items) if (await placeItem(client, table, item, toPk, leaving)) placed.push(item);
  return placed;
}

async function itemsOf({ client, table }: Table, owner: ClientKey): Promise<Item[]> {
  const items = await itemsOfPartition(client, table, clientPk(owner));
  return items.filter((item) => !isMark(textOf(item, 'sk')!));
}

/** Writes down that one client was merged into another, in the marks of all whom it concerns, at once, and who said it. */
async function sayMerged(
  table: Table,
  { clinicId, from, into }: ClientPair,
  how: How,
): Promise<{ holder: ClientKey; isNew: boolean } | { refusal: Refusal }> {
  for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
    await waitBefore(attempt, table.client);
    const [own] = await mergeChain(table.client, table.table, { clinicId, client: from });
    const chain = await mergeChain(table.client, table.table, { clinicId, client: into });
    const holder = chain.at(-1)!.owner;
    const already = mergedIntoIn(own!.mark);
    if (already === into) return { holder, isNew: false };
    if (already !== undefined) return { refusal: MERGED_ELSEWHERE };
    if (chain.some(({ owner }) => owner.client === from)) return { refusal: CIRCLE };
    const same = await idsOfBoth(table, { clinicId, client: from }, holder);
    if (same.length > 0) return { refusal: idsHeldTwice(same) };
    const joining = [from, ...membersIn(own!.mark)];
    const marks = [
      { ...own!, next: { ...own!.mark, mergedInto: text(into) } },
      ...chain.map((one) => ({ ...one, next: withMembers(one.mark, [...membersIn(one.mark), ...joining]) })),
    ];
    if (await writeMarks(table, marks, { what: 'merged', from, into, ...how }))
      return { holder, isNew: true };
  }
  throw new StorageUnavailableError('a merge lost every race for its marks');
}

/** Takes back what sayMerged wrote down. */
async function sayApart(
  table: Table,
  { clinicId, from, into }: ClientPair,
  how: How,
): Promise<{ holder: ClientKey; members: string[]; isNew: boolean } | { refusal: Refusal }> {
  for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
    await waitBefore(attempt, table.client);
    const [own] = await mergeChain(table.client, table.table, { clinicId, client: from });
    const chain = await mergeChain(table.client, table.table, { clinicId, client: into });
    const holder = chain.at(-1)!.owner;
    const members = membersIn(own!.mark);
    const already = mergedIntoIn(own!.mark);
    if (already === undefined) return { holder, members, isNew: false };
    if (already !== into) return { refusal: MERGED_ELSEWHERE };
    const leaving = new Set([from, ...members]);
    const { mergedInto: _mergedInto, ...apart } = own!.mark!;
    const marks = [
      { ...own!, next: apart },
      ...chain.map((one) => {
        return {
          ...one,
          next: withMembers(
            one.mark,
            membersIn(one.mark).filter((each) => !leaving.has(each)),
          ),
        };
      }),
    ];
    if (await writeMarks(table, marks, { what: 'split', from, into, ...how }))
      return { holder, members, isNew: true };
  }
  throw new StorageUnavailableError('the end of a merge lost every race for its marks');
}

function withMembers(mark: Item | undefined, members: readonly string[]): Item {
  const { members: _members, ...others } = mark ?? {};
  return members.length === 0 ? others : { ...others, members: text(members.toSorted().join(' ')) };
}

/** @returns whether they were written: not if one of them has changed since it was read */
async function writeMarks(
  { client, table }: Table,
  marks: readonly { owner: ClientKey; mark: Item | undefined; next: Item }[],
  said: SaidOfIds,
): Promise<boolean> {
  const notes = marks.map(({ owner }) => ({ Put: { TableName: table, Item: mergeNoteOf(owner, said) } }));
  const puts = marks.map(({ owner, mark, next }) => {
    // A mark that ends by itself would end the merge.
    const { expiresAt: _expiresAt, ...kept } = next;
    const Item = {
      entity: text('client-mark'),
      schemaVersion: { N: SCHEMA_VERSION },
      ...kept,
      ...keyOf(erasureMark(clientPk(owner))),
    };
    return { Put: { TableName: table, Item, ...asSeen(mark) } };
  });
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: [...puts, ...notes] }));
    return true;
  } catch (error) {
    if (!isLostRace(error)) throw error;
    return false;
  }
}

/** Ids of facts that both clients hold, as two facts; a consent and care have no id of their own. */
async function idsOfBoth(table: Table, one: ClientKey, other: ClientKey): Promise<string[]> {
  const idsOf = async (owner: ClientKey) =>
    (await itemsOf(table, owner))
      .filter((item) => item['record'] !== undefined)
      .map((item) => textOf(item, 'sk')!)
      .filter((sk) => /^(SESSION|SCORE|GOAL|MEASUREMENT)#/.test(sk));
  const held = new Set(await idsOf(other));
  return (await idsOf(one)).filter((sk) => held.has(sk)).map((sk) => sk.slice(sk.indexOf('#') + 1));
}
