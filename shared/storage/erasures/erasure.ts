import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { StorageUnavailableError } from '../../errors.ts';
import { isAhead } from '../../records/plausible-times.ts';
import { utcSeconds } from '../../records/time/instant.ts';
import type { ErasedUpTo, Erasure } from '../../records/versions/version.ts';
import { type Item, itemMapKey, itemsOfPartition, textOf } from '../aws/dynamodb.ts';
import { mapInFlight } from '../aws/in-flight.ts';
import { DEFAULT_RETRY, waitBefore } from '../aws/retry.ts';
import { settleCare } from '../care/settle-care.ts';
import { settledCare } from '../care/settled-care.ts';
import { careIn, mayFollow } from '../held/care-item.ts';
import { isBeingErased, withEndOfHistory } from '../held/held-version.ts';
import { type Holdings, holdingsBeside, holdingsIn } from '../held/holdings.ts';
import { eraseJournalLinks } from '../held/journal-links.ts';
import { cameFor } from '../held/parked-items.ts';
import { EMPTY_ERASURE_DAYS } from '../keys/kept-days.ts';
import { type ClientKey, clientPk, goalsMark, isMark, isMergeNote, parseClientPk } from '../keys/keys.ts';
import { removeItem } from '../whose-records/remove-item.ts';
import { asSeen } from '../writing/record-actions.ts';
import {
  type ErasedClient,
  firstArrivalOf,
  hasCome,
  markEnd,
  note,
  noteFirst,
  raiseMark,
  removedIn,
} from './erasure-marks.ts';
import { cameBefore, goingWith, hasEvents, isReached, refusedByMarks } from './erasure-reach.ts';

const DELETES_IN_FLIGHT = 8;
const CLIENTS_IN_FLIGHT = 4;

/** What an erasure has removed, when it came, and when the mark ends that it left: never, where something was held. */
export type Erased = { removed: Holdings; arrivedAt: string; markUntil?: string };

/**
 * Removes everything of one client that is held, whatever its instant, and for good: tombstones too, as they
 * hold ids. The mark comes first, and every write checks it, so nothing older can slip in behind. The same
 * erasure again removes only what it should have removed the first time, so a crash half-way is finished by the
 * retry, and tells the same as the first time. Views follow by the stream.
 *
 * @param erasure its instants by both clocks, as utcSortKey
 * @param others clients who are the same person: they are erased too, unless this erasure has come before
 */
export async function eraseClient(
  client: DynamoDBClient,
  table: string,
  owner: ClientKey,
  erasure: Erasure,
  others: readonly ClientKey[] = [],
): Promise<Erased> {
  const pk = clientPk(owner);
  const marks = { client, table, pk };
  const marksOfOthers = others.map((other) => ({ ...marks, pk: clientPk(other) }));
  // The others' marks come first: whoever finds that the erasure has come before knows that they stand.
  const reachesOthers = others.length > 0 && !(await hasCome(marks, erasure));
  const expiresAt = utcSeconds(erasure.arrivedAt) + EMPTY_ERASURE_DAYS * 86_400;
  for (const other of reachesOthers ? marksOfOthers : []) {
    await noteFirst(other, erasure, expiresAt);
    await raiseMark(other, erasure, undefined, expiresAt);
  }
  const noted = await noteFirst(marks, erasure, expiresAt);
  const own = noted ? firstArrivalOf(erasure, noted) : erasure;
  await raiseMark(marks, own, undefined, expiresAt);
  const concerned = await whomItConcerns([marks, ...marksOfOthers], own);
  const until = own.recordedAt > own.arrivedAt ? own.recordedAt : own.arrivedAt;
  const clients = [...concerned].map((each) => ({ clinicId: owner.clinicId, client: each }));
  const beside = await holdingsBeside(client, table, clients, until);
  const isDoomed = (all: readonly Item[]) => {
    const isRefused = refusedByMarks(all);
    const decidedBy = goingWith(all);
    const isOld = (item: Item) =>
      isReached(item, own, noted !== undefined) || cameBefore(item, erasure) || isRefused(item);
    return (item: Item) =>
      !isMark(textOf(item, 'sk')!) && concerned.has(cameFor(item)) && decidedBy(item).some(isOld);
  };
  const toldOf = (removed: readonly Item[]) => ({
    removed: removedIn(noted) ?? { ...holdingsIn(removed), ...beside },
    arrivedAt: own.arrivedAt,
  });
  const items = await itemsOf([marks, ...marksOfOthers]);
  const doomed = items.filter(isDoomed(items));
  const notes = items.filter(
    (item) => isMergeNote(textOf(item, 'sk')!) && concerned.has(cameFor(item)) && isReached(item, own, true),
  );
  await mapInFlight(DELETES_IN_FLIGHT, notes, (item) => removeItem(client, table, item));
  // The mark, which stands already, closes them; they are counted in what is noted before they go.
  const removeLinks = () =>
    mapInFlight(CLIENTS_IN_FLIGHT, clients, (each) => eraseJournalLinks({ client, table }, each, until));
  if (doomed.length === 0) {
    const told = toldOf([]);
    if (!noted && Object.keys(beside).length > 0) await note(marks, own, told.removed, expiresAt);
    await removeLinks();
    return { ...told, ...(await markEnd(marks)) };
  }
  const ahead = (item: Item) => isAhead(textOf(item, 'recordedAt')!, own.arrivedAt);
  const reached = noted ? doomed.filter((item) => isReached(item, own, true)) : doomed;
  const instants = reached.filter((item) => !ahead(item)).map((item) => textOf(item, 'recordedAt')!);
  const raised = reachesOthers ? [...marksOfOthers, marks] : [marks];
  for (const one of raised) await raiseMark(one, own, instants.toSorted().at(-1));
  // Now that the marks stand as high as they will, nothing comes any more that they refuse; what had come before goes too.
  const { now, doomedNow } = await itemsWithoutFollowers([marks, ...marksOfOthers], isDoomed);
  const goingByKey = new Map([...doomed, ...doomedNow].map((item) => [itemMapKey(item), item]));
  const going = [...goingByKey.values()];
  const told = toldOf(going);
  for (const one of raised) await note(one, own, told.removed);
  await removeLinks();
  const staying = now.filter((item) => !goingByKey.has(itemMapKey(item)));
  const care = staying.filter(mayFollow);
  const removed = [
    ...going,
    ...care.filter((item) => settledCare(item, staying) === undefined),
    ...[marks, ...marksOfOthers].flatMap((one) => goalsMarkToRemove(now, going, one.pk)),
  ];
  await mapInFlight(DELETES_IN_FLIGHT, removed, (item) => removeItem(client, table, item));
  for (const item of care)
    await settleCare({ client, table }, textOf(item, 'pk')!, careIn(item)!.therapistId);
  return told;
}

/**
 * What is held, once nothing can follow a record that goes: what a move brings after it, in writes of its own, would come
 * when this has looked, and stay as the history of nothing. Who brings it sees that the record goes (place-item.ts).
 */
async function itemsWithoutFollowers(
  clients: readonly ErasedClient[],
  isDoomed: (all: readonly Item[]) => (item: Item) => boolean,
): Promise<{ now: Item[]; doomedNow: Item[] }> {
  const { client, table } = clients[0]!;
  for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
    await waitBefore(attempt, client);
    const now = await itemsOf(clients);
    const doomedNow = now.filter(isDoomed(now));
    const mayBeFollowed = hasEvents(now);
    const open = doomedNow.filter((item) => mayBeFollowed(item) && !isBeingErased(item));
    if (open.length === 0) return { now, doomedNow };
    for (const item of open) {
      const closing = { TableName: table, Item: withEndOfHistory(item), ...asSeen(item) };
      await client.send(new PutItemCommand(closing)).catch((error: unknown) => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      });
    }
  }
  throw new StorageUnavailableError('an erasure lost every race for what follows its records');
}

/** The mark that tells of goals goes with the last of them; a goal that comes meanwhile has marked its client anew. */
function goalsMarkToRemove(items: readonly Item[], doomed: readonly Item[], pk: string): Item[] {
  const isGoal = (item: Item) => textOf(item, 'entity') === 'goal' && textOf(item, 'pk') === pk;
  if (items.filter(isGoal).length > doomed.filter(isGoal).length) return [];
  const { sk } = goalsMark(pk);
  return items.filter((item) => textOf(item, 'sk') === sk && textOf(item, 'pk') === pk);
}

async function itemsOf(clients: readonly ErasedClient[]): Promise<Item[]> {
  const items = await mapInFlight(CLIENTS_IN_FLIGHT, clients, ({ client, table, pk }) =>
    itemsOfPartition(client, table, pk),
  );
  return items.flat();
}

/** Those of one person's ids for whom this erasure has come: not for one that was another's when it came. */
async function whomItConcerns(clients: readonly ErasedClient[], erasure: ErasedUpTo): Promise<Set<string>> {
  const come = await mapInFlight(CLIENTS_IN_FLIGHT, clients, (one) => hasCome(one, erasure));
  return new Set(clients.filter((_, index) => come[index]).map(({ pk }) => parseClientPk(pk).client));
}
