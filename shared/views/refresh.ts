import { StorageUnavailableError } from '../errors.ts';
import { mapKey } from '../storage/aws/dynamodb.ts';
import { mapInFlight } from '../storage/aws/in-flight.ts';
import { wasRefused } from '../storage/aws/refused-call.ts';
import { DEFAULT_RETRY, type RetryPolicy } from '../storage/aws/retry.ts';
import type { ItemKey } from '../storage/keys/keys.ts';
import type { StoredView, ViewStore } from '../storage/views/view-store.ts';

/**
 * A view: a pure function of its sources, materialised as one or more items. A change says only which keys
 * may be stale; the view is derived again and written where it differs, so that retries, duplicates,
 * reordering and parallel workers all end in the same state.
 */
export type View<Key, Sources> = {
  /** Stored with each item. */
  entity: string;
  /** Every item that the view can consist of, present or not. The first one identifies the view. */
  items(key: Key): ItemKey[];
  /**
   * What is held of `items`, read consistently, where there is a cheaper way than asking for each by its key: one that
   * is not there costs as much as one that is. It may come with others.
   */
  held?(key: Key): Promise<StoredView[]>;
  /**
   * Everything the view is made of, read consistently. For the first look it may have been read before the items were, though
   * not before the change that makes the view stale.
   */
  sources(key: Key): Promise<Sources>;
  /** Pure. The content of each of `items`, in their order, as canonical text; null where there is none. */
  derive(key: Key, sources: Sources): (string | null)[];
};

/** Where views are kept; one that nobody else writes to needs no waiting. */
type RefreshStore = Pick<ViewStore, 'get' | 'put'> & Partial<Pick<ViewStore, 'waitBefore'>>;

export type RefreshOptions = { inFlight?: number; retry?: RetryPolicy };

const VIEWS_IN_FLIGHT = 16;

/** So often views are written once more after writes that were not answered: with the waits between them, as long as a function has. */
const LOST_ANSWERS = 100;

/** Items that a write may still be under way to, by mapKey. */
type Unsure = Set<string>;

/** What is known of items, by mapKey. */
type Seen = Map<string, StoredView>;

/** What one pass leaves to the next. @property known views of which the items are as `seen` has them, by id */
type Looks = {
  seen: Seen;
  known: Set<string>;
  unsure: Unsure;
  failed: Map<string, unknown>;
  isPatient: boolean;
};

/** The identity of a view: equal for equal keys, so that work can be de-duplicated. */
export function viewId<Key>(view: Pick<View<Key, never>, 'items'>, key: Key): string {
  return mapKey(view.items(key)[0]!);
}

/**
 * Brings views up to date with their sources.
 *
 * The revision of every item is read before the sources, a write is conditional on it, and a revision is
 * never reused. A view that was written is looked at once more, and so on until a pass writes nothing. The
 * last write of an item is therefore followed by a reading of the sources that agreed with it, and every
 * later change of the sources by a worker of its own that saw that write: the item is right. Without the
 * second look it would not be: a worker that finds nothing to write leaves the revision as it is, and a
 * slower one, with sources from before, could still write over it.
 *
 * Once more only the sources are read. What the items hold is known from the look before and from what was written then:
 * where somebody has written since, it is he who looks after what he wrote, and a write of ours on top of his is lost. Sources
 * that a first look has from before the items can put what is old in the place of what is newer; the look that follows mends it,
 * as does whoever has the change next where there is none. One that finds nothing to write is right with them too: it has seen
 * the last write, if that was before the change, and else whoever wrote it looks again.
 *
 * A write whose answer was lost may still be under way, and come when nobody looks any more. So its item is written until
 * one is answered, though it be as it should: then no revision is left on which the other could come. That is not given up
 * for what fails meanwhile: whoever had the change next would find the item as it should be, and write nothing.
 *
 * An item that becomes empty leaves a tombstone with its revision, so that it cannot be written as if it
 * had never been. A lost race starts that view again, a bounded number of times.
 *
 * @returns the ids of the views that failed, with their errors; all others are up to date
 */
export async function refresh<Key, Sources>(
  view: View<Key, Sources>,
  keys: readonly Key[],
  store: RefreshStore,
  options: RefreshOptions = {},
): Promise<Map<string, unknown>> {
  const { inFlight = VIEWS_IN_FLIGHT, retry = DEFAULT_RETRY } = options;
  const failed = new Map<string, unknown>();
  let pending = [...new Map(keys.map((key) => [viewId(view, key), key])).values()];
  let races = 0;
  let lostAnswers = 0;
  const unsure: Unsure = new Set();
  const looks: Looks = { seen: new Map(), known: new Set(), unsure, failed, isPatient: true };
  while (pending.length > 0 && (races < retry.attempts || (looks.isPatient && unsure.size > 0))) {
    await store.waitBefore?.(races + lostAnswers, retry);
    looks.isPatient = lostAnswers < LOST_ANSWERS;
    const outcomes = await onePass(view, pending, looks, store, inFlight);
    looks.known = new Set(
      pending.filter((_, index) => outcomes[index] === 'written').map((key) => viewId(view, key)),
    );
    pending = pending.filter((_, index) => ['lost', 'written', 'unsure'].includes(outcomes[index]!));
    if (outcomes.includes('lost')) races += 1;
    if (outcomes.includes('unsure')) lostAnswers += 1;
  }
  for (const key of pending) {
    const error = new StorageUnavailableError(`the view "${view.entity}" lost every race for its revision`);
    failed.set(viewId(view, key), error);
  }
  return failed;
}

const isAnyIn = (unsure: Unsure, keys: readonly ItemKey[]) => keys.some((key) => unsure.has(mapKey(key)));

type Outcome = 'same' | 'written' | 'lost' | 'unsure' | 'failed';

/** Looks at views once, and writes those that differ. @returns what became of each; those that failed are noted with their errors */
async function onePass<Key, Sources>(
  view: View<Key, Sources>,
  keys: readonly Key[],
  { seen, known, unsure, failed, isPatient }: Looks,
  store: Pick<ViewStore, 'get' | 'put'>,
  inFlight: number,
): Promise<Outcome[]> {
  try {
    const unknown = keys.filter((key) => !known.has(viewId(view, key)));
    for (const item of unknown.flatMap((key) => view.items(key))) seen.delete(mapKey(item));
    for (const [id, item] of await heldOf(view, unknown, store, inFlight)) seen.set(id, item);
  } catch (error) {
    if (unsure.size === 0 || !isPatient) throw error;
    return keys.map(() => 'unsure');
  }
  return mapInFlight(inFlight, keys, async (key): Promise<Outcome> => {
    try {
      return await refreshOnce(view, key, { seen, unsure }, store);
    } catch (error) {
      if (isPatient && isAnyIn(unsure, view.items(key))) return 'unsure';
      failed.set(viewId(view, key), error);
      return 'failed';
    }
  });
}

async function heldOf<Key>(
  view: Pick<View<Key, never>, 'items' | 'held'>,
  keys: readonly Key[],
  store: Pick<ViewStore, 'get'>,
  inFlight: number,
): Promise<ReadonlyMap<string, StoredView>> {
  const { held } = view;
  if (keys.length === 0) return new Map();
  if (!held) return store.get(keys.flatMap((key) => view.items(key)));
  const found = (await mapInFlight(inFlight, keys, (key) => held(key))).flat();
  return new Map(found.map((item) => [mapKey(item.key), item]));
}

/** One pass: derives, compares and writes what differs. */
async function refreshOnce<Key, Sources>(
  view: View<Key, Sources>,
  key: Key,
  { seen, unsure }: Pick<Looks, 'seen' | 'unsure'>,
  store: Pick<ViewStore, 'put'>,
): Promise<'same' | 'written' | 'lost'> {
  const next = view.derive(key, await view.sources(key));
  let outcome: 'same' | 'written' = 'same';
  for (const [index, itemKey] of view.items(key).entries()) {
    const held = seen.get(mapKey(itemKey));
    const content = next[index] ?? null;
    const isSure = !unsure.has(mapKey(itemKey));
    if (isSure && (held?.content ?? null) === content) continue; // ripples end here
    unsure.add(mapKey(itemKey));
    let put: StoredView | 'lost';
    try {
      put = await store.put(view.entity, itemKey, content, held?.revision);
    } catch (error) {
      if (isSure && wasRefused(error)) unsure.delete(mapKey(itemKey));
      throw error;
    }
    unsure.delete(mapKey(itemKey));
    if (put === 'lost') return 'lost';
    seen.set(mapKey(itemKey), put);
    outcome = 'written';
  }
  return outcome;
}
