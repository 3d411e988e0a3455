import type { UndoFate } from '../../imports/undo-account.ts';
import type { Arrival, Door } from '../../records/arrival.ts';
import { utcSortKey } from '../../records/time/instant.ts';
import { type Item, keyOf, text, textOf } from '../aws/dynamodb.ts';
import { eventItem, type ItemKey, isEvent } from '../keys/keys.ts';
import { arrivalAttributes, arrivalIn, SCHEMA_VERSION } from './record-store.ts';

/** When something came by our clock, and by whom and how; null of what was written before that was kept. */
export type Came = { arrivedAt: string | null; door: Door | null; author: string | null };

/**
 * What has happened to a record that none of its versions says. Clients are named by pseudonym.
 *
 * - `moved`: to another client.
 * - `began`: care that nobody had said, and that was said since or has lapsed.
 * - `went-on`: care after its end, by a session or a goal; `from` which day.
 * - `ended`: care with the record that it followed from.
 * - `undone`: with the import, by name, that had brought its version of this instant.
 */
export type RecordEvent = Came &
  (
    | { what: 'moved'; from: string; to: string }
    | { what: 'began' | 'went-on'; from: string }
    | { what: 'ended' }
    | Undone
  );

type Undone = { what: 'undone'; import: string; instant: string; fate: UndoFate };

type Happening =
  | { what: 'moved'; from: string; to: string }
  | { what: 'began' | 'went-on'; from: string }
  | { what: 'ended' }
  | Undone;

/**
 * The item that tells of it, beside its record.
 *
 * @param record the record's own item, as it is held when it happens
 * @param at its key then
 * @param instant by which it is told apart from others of its arrival; that itself if absent
 */
export function eventOf(
  record: Item,
  at: ItemKey,
  happening: Happening,
  arrival: Arrival,
  instant = utcSortKey(arrival.at),
): Item {
  const { recordedAt, under } = record;
  return {
    ...keyOf(eventItem(at, instant, wordOf(happening))),
    entity: text('record-event'),
    schemaVersion: { N: SCHEMA_VERSION },
    // As old as the record: an erasure reaches both.
    recordedAt: recordedAt!,
    ...arrivalAttributes(arrival),
    ...(under && { under }),
    event: text(JSON.stringify(happening)),
  };
}

/** By which it is told apart from others of its instant: several imports may be undone at once. */
const wordOf = (happening: Happening) =>
  happening.what === 'undone' ? undoneWord(happening.import) : happening.what;
export const undoneWord = (importName: string) => `undone-${importName}`;

/** How an item came. */
export function cameIn(item: Item): Came {
  const arrival = arrivalIn(item);
  return {
    arrivedAt: arrival?.at ?? null,
    door: arrival?.door ?? null,
    author: arrival?.author ?? null,
  };
}

/** What has happened, among a record's items, the latest first. */
export function eventsIn(items: readonly Item[]): RecordEvent[] {
  return items
    .filter((item) => isEvent(textOf(item, 'sk')!))
    .toSorted((a, b) => (textOf(a, 'sk')! < textOf(b, 'sk')! ? 1 : -1))
    .map((item) => ({ ...cameIn(item), ...happeningIn(item) }));
}

/** What an item of an event says has happened. */
export function happeningIn(item: Item): Happening {
  return JSON.parse(textOf(item, 'event')!) as Happening;
}
