import { type Erasure, reachOf } from '../../records/versions/version.ts';
import { type Item, itemMapKey, mapKey, textOf } from '../aws/dynamodb.ts';
import { cameFor } from '../held/parked-items.ts';
import {
  clientPk,
  erasureMark,
  isEvent,
  isMark,
  isVersion,
  parseClientPk,
  recordOfEvent,
  recordOfVersion,
} from '../keys/keys.ts';

/**
 * Whether an erasure removes an item: recorded up to it, or there when it came. Of what came with it, in one batch, a
 * repetition cannot tell what came before it; so it leaves that, as it leaves all that has come since.
 */
export function isReached(item: Item, erasure: Erasure, isKnown: boolean): boolean {
  const arrivedAt = textOf(item, 'arrivedAt');
  if (textOf(item, 'recordedAt')! <= reachOf(erasure) || arrivedAt === undefined) return true;
  return isKnown ? arrivedAt < erasure.arrivedAt : arrivedAt <= erasure.arrivedAt;
}

/** Whether an item is still there that an erasure of its client, which has come before, should have removed. */
export function isLeftBy(item: Item, client: string, erasure: Erasure): boolean {
  return !isMark(textOf(item, 'sk')!) && cameFor(item) === client && isReached(item, erasure, true);
}

/**
 * Whether an item without a sender's clock came with an erasure, before it: a file that is imported again has such rows
 * arrive anew, and its erasure, though it is known, is of them too. No mark is raised for them, or it would pass what
 * has come meanwhile.
 */
export function cameBefore(item: Item, { arrivedAt, placedAt }: Erasure): boolean {
  if (placedAt === undefined || textOf(item, 'arrivedAt') !== arrivedAt) return false;
  const recordedAt = textOf(item, 'recordedAt')!;
  return arrivedAt <= recordedAt && recordedAt <= placedAt;
}

/**
 * Which items their client's mark refuses: a mark is raised to the latest of what is removed only when that is known, and
 * they came in between. What has no sender's clock is as old as its arrival, and no mark is about it; what was moved here has
 * passed none; and care follows from what stays.
 *
 * @param items whole partitions, with their marks and events
 */
export function refusedByMarks(items: readonly Item[]): (item: Item) => boolean {
  const marks = new Map<string, string>();
  const moved = keysWithEvents(items);
  for (const item of items) {
    const [pk, sk] = [textOf(item, 'pk')!, textOf(item, 'sk')!];
    if (sk === erasureMark(pk).sk) marks.set(pk, textOf(item, 'recordedAt')!);
  }
  return (item) => {
    const [pk, sk] = [textOf(item, 'pk')!, textOf(item, 'sk')!];
    const [recordedAt, arrivedAt] = [textOf(item, 'recordedAt'), textOf(item, 'arrivedAt')];
    if (item['record'] === undefined || sk.startsWith('CARE') || arrivedAt === undefined) return false;
    if (moved.has(mapKey({ pk, sk: isVersion(sk) ? recordOfVersion(sk) : sk }))) return false;
    const { clinicId } = parseClientPk(pk);
    const upTo = marks.get(clientPk({ clinicId, client: cameFor(item) }));
    return upTo !== undefined && recordedAt! <= upTo && recordedAt! < arrivedAt;
  };
}

/**
 * Which records something has happened to that has an event of its own, as a move has.
 *
 * @param items whole partitions
 */
export function hasEvents(items: readonly Item[]): (item: Item) => boolean {
  const keys = keysWithEvents(items);
  return (item) => item['record'] !== undefined && keys.has(itemMapKey(item));
}

function keysWithEvents(items: readonly Item[]): Set<string> {
  const keys = items.map((item) => ({ pk: textOf(item, 'pk')!, sk: textOf(item, 'sk')! }));
  return new Set(
    keys.filter(({ sk }) => isEvent(sk)).map(({ pk, sk }) => mapKey({ pk, sk: recordOfEvent(sk) })),
  );
}

/**
 * By which items it is decided whether an erasure reaches one: it does where it reaches any of them. An event of the version
 * that is held goes with it, or stays. It may have come before the erasure where the version has come since, as a move does
 * that was sent before and done after. And an older version goes by itself or with the one that has superseded it: it would
 * stay behind as the history of nothing, where it has come since.
 *
 * @param items whole partitions
 */
export function goingWith(items: readonly Item[]): (item: Item) => Item[] {
  const held = new Map(
    items.filter((item) => item['record'] !== undefined).map((item) => [itemMapKey(item), item]),
  );
  return (item) => {
    const [pk, sk] = [textOf(item, 'pk')!, textOf(item, 'sk')!];
    if (!isEvent(sk) && !isVersion(sk)) return [item];
    const record = held.get(mapKey({ pk, sk: isEvent(sk) ? recordOfEvent(sk) : recordOfVersion(sk) }));
    const [of, standing] = [textOf(item, 'recordedAt')!, textOf(record, 'recordedAt')];
    if (record === undefined || standing === undefined) return [item];
    if (isEvent(sk)) return [standing === of ? record : item];
    return standing > of ? [item, record] : [item];
  };
}
