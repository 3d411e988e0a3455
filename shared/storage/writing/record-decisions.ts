import type { Arrival } from '../../records/arrival.ts';
import type { FactType } from '../../records/record.ts';
import type { Refusal } from '../../records/refusal.ts';
import { utcSortKey } from '../../records/time/instant.ts';
import {
  decide,
  type ErasedUpTo,
  type HeldVersion,
  heldAs,
  isRemoval,
  type VersionOutcome,
} from '../../records/versions/version.ts';
import { type Item, itemKeyOf, itemMapKey, mapKey, textOf } from '../aws/dynamodb.ts';
import { asMeant, erasedUpToIn, heldVersionIn, isErasedItem } from '../held/held-version.ts';
import type { Holdings } from '../held/holdings.ts';
import { RecordIdentities } from '../held/record-identity.ts';
import { type AddressedRecord, arrivalIn, recordItem } from '../held/record-store.ts';
import { saidAgainBy } from '../held/said-again.ts';
import { versionOf } from '../held/version-history.ts';
import { erasureMark, type ItemKey, versionItem } from '../keys/keys.ts';
import type { CareDecisions, Unnamed } from './care-decisions.ts';

/** The version that an accepted one took the place of, and whether it came in the same way at the same time. */
export type Replaced = { recordedAt: string; ofThisArrival: boolean };

/** What became of a record that arrived, with the version that was held; a removal says what it removed. */
export type WriteOutcome =
  | {
      outcome: VersionOutcome;
      held?: HeldVersion;
      removed?: Holdings;
      replaced?: Replaced;
      /** Of a duplicate: what is held came in the same way at the same time. */
      ofThisArrival?: true;
    }
  | { outcome: 'refused'; refusal: Refusal }
  /** Another client, by pseudonym, holds the record's id. */
  | { outcome: 'other-client'; holder: string };

/** Whether a version may take the place of what is held, asked where no race can slip between. */
export type MayReplace = (
  held: { content: string | null; arrival: Arrival | undefined } | undefined,
  incoming: string | null,
  arrival: Arrival,
) => Refusal | undefined;

/** What was read before deciding, by mapKey: records, their clients' marks and who holds ids; versions they replaced, and what was moved. */
export type Seen = { held: ReadonlyMap<string, Item>; history: ReadonlyMap<string, Item> };

export type Decisions = {
  outcomes: WriteOutcome[];
  /** What is to be held from now on. */
  changed: AddressedRecord[];
  /** What goes into the history, as items: what was replaced, and what came after its correction. */
  replaced: Item[];
  /** What is held, or was, and was said again by somebody else: as it is to be from now on, and as it was read. */
  saidAgain: { item: Item; seen: Item }[];
  /** Marks to be written where none stands. */
  begun: Item[];
  /** What has become of care, as items of its history. */
  events: Item[];
  /** What may no longer follow from what is held once this has been written. */
  unnamed: Unnamed[];
  identities: RecordIdentities;
  /** The clients whose merges have led records here, as partition keys. */
  led: string[];
};

/**
 * What has to be read to decide on records: themselves, and the marks of their clients. Nearly
 * nobody has one, and the write is on condition that there is none: it is read only when that has failed.
 */
export function keysToDecide(incoming: readonly AddressedRecord[], withMarks: boolean): ItemKey[] {
  const marks = withMarks ? incoming.map(({ key }) => erasureMark(key.pk)) : [];
  return [...marks, ...incoming.map(({ key }) => key)];
}

/**
 * Versions that may be in the history already: those that are older than what is held, and of a removal's own instant those
 * too that it has ended.
 *
 * @param afterLostRace also those of the instants of what is held: where a merge has brought that, a removal may be there
 *   before it. A write is on condition that there is none.
 */
export function keysInHistory(
  incoming: readonly AddressedRecord[],
  held: ReadonlyMap<string, Item>,
  afterLostRace: boolean,
): ItemKey[] {
  const older = incoming.filter(({ key, version }) => {
    const known = heldVersionIn(held.get(mapKey(key)));
    if (!known || version.recordedAt > known.recordedAt) return false;
    return version.recordedAt < known.recordedAt || isRemoval(known);
  });
  const standing = afterLostRace ? incoming.map(({ key }) => held.get(mapKey(key))) : [];
  return [
    ...older.map(({ key, version }) => versionItem(key, version.recordedAt)),
    ...standing.filter((item) => item !== undefined).map((item) => itemKeyOf(versionOf(item))),
  ];
}

/** Decides each record against what is held, taking earlier ones of the group as already written. */
export function decideAll(
  incoming: readonly AddressedRecord[],
  seen: Seen,
  mayReplace: MayReplace,
  care: CareDecisions,
): Decisions {
  const changed = new Map<string, AddressedRecord>();
  const replaced = new Map<string, Item>();
  const saidAgain = new Map<string, { item: Item; seen: Item }>();
  const identities = new RecordIdentities(seen.held, seen.history);
  const intoHistory = (item: Item) => {
    const version = versionOf(item);
    const key = itemMapKey(version);
    const there = seen.history.get(key);
    if (isFact(version) && (replaced.has(key) || (there && !isFact(there)))) return; // as the table's own condition has it
    replaced.set(key, version);
  };
  const noteSaidAgain = (seen: Item | undefined, record: AddressedRecord) => {
    const item = seen && saidAgainBy(saidAgain.get(itemMapKey(seen))?.item ?? seen, record);
    if (item) saidAgain.set(itemMapKey(item), { item, seen });
  };
  const outcomes = incoming.map((record): WriteOutcome => {
    const foreign = care.refusalOf(record);
    if (foreign === 'duplicate') return { outcome: foreign };
    if (foreign) return { outcome: 'refused', refusal: foreign };
    const id = mapKey(record.key);
    // An erasure of one person has marked all whom it concerned: that of the id it came under decides.
    const erasure = erasedUpToIn(seen.held.get(mapKey(erasureMark(record.via?.[0] ?? record.key.pk))));
    const written = changed.get(id);
    // What an erasure is about to remove is no longer held, and must not move to where it has looked already.
    const known = written ? recordItem(written) : unlessErased(identities.before(record.key), erasure);
    const before = care.replacesImplied(record) ? undefined : known;
    const version = before && heldVersionIn(before)!;
    const isHeldHere = version !== undefined && version.content !== null;
    const inHistory = mapKey(versionItem(record.key, record.version.recordedAt));
    const earlier = replaced.get(inHistory) ?? seen.history.get(inHistory);
    const actedBefore = earlier !== undefined && !isFact(earlier);
    const held = version && asMeant(version);
    const decided = decide(held, erasure, held ? asMeant(record.version) : record.version, actedBefore);
    const outcome = decided === 'duplicate' && care.endsAgain(record) ? 'accepted' : decided;
    const told = { outcome, ...(held && { held }) };
    if (outcome === 'erased') return told;
    const holder = written ? undefined : identities.otherHolder(record, isHeldHere);
    if (holder !== undefined && outcome !== 'duplicate') return { outcome: 'other-client', holder };
    if (outcome === 'duplicate') {
      if (written || !before) return told;
      noteSaidAgain(before, record);
      return { ...told, ...(cameWith(record, before) && { ofThisArrival: true }) };
    }
    const refusal = mayReplace(
      before && { content: version!.content, arrival: arrivalIn(before) },
      record.version.content,
      record.arrival,
    );
    if (refusal) return { outcome: 'refused', refusal };
    if (outcome === 'accepted') {
      // Deleted is deleted: no content goes where the deletion would have to follow it.
      // With who has said it again in the same go: it stays in the history for him, if its import is undone.
      if (before && !(record.version.content === null && isFact(before)))
        intoHistory(saidAgain.get(itemMapKey(before))?.item ?? before);
      const accepted = { ...record, version: heldAs(version, record.version, erasure) };
      changed.set(id, accepted);
      care.accept(accepted, before);
      identities.accept(accepted);
      const replaced = before && isFactItem(before) && replacedBy(record, before);
      return {
        ...told,
        ...(isRemoval(record.version) && { removed: removedOf(record, version) }),
        ...(replaced && { replaced }),
      };
    }
    if (outcome === 'stale' && isKept(record, version!, earlier)) intoHistory(recordItem(record));
    else if (outcome === 'stale' && isSaidBy(record, earlier)) {
      const inThisGo = replaced.get(inHistory);
      if (inThisGo) replaced.set(inHistory, saidAgainBy(inThisGo, record) ?? inThisGo);
      else noteSaidAgain(earlier, record);
    }
    return told;
  });
  const all = new Map([...changed, ...care.changed]);
  return {
    outcomes,
    changed: [...all.values()],
    replaced: [...replaced.values()],
    // What is replaced in the same go has become another item.
    saidAgain: [...saidAgain].filter(([id]) => !all.has(id) && !replaced.has(id)).map(([, noted]) => noted),
    begun: care.begun,
    events: care.events,
    unnamed: care.unnamed,
    identities,
    led: [...new Set(incoming.flatMap(({ via }) => via ?? []))],
  };
}

/**
 * Whether a version that came too late goes into the history: unless it is there, or a deletion is held, which
 * has ended it. At one instant a removal takes the place of a fact; of facts the first is kept.
 */
function isKept({ version }: AddressedRecord, held: HeldVersion, known: Item | undefined): boolean {
  if (isRemoval(version)) return known === undefined || isFact(known);
  return known === undefined && held.content !== null;
}

/** Whether a version in the history says what a record that came too late says. */
function isSaidBy({ version }: AddressedRecord, earlier: Item | undefined): boolean {
  const held = heldVersionIn(earlier);
  return held !== undefined && asMeant(held).content === asMeant(version).content;
}

function removedOf({ entity }: AddressedRecord, held: HeldVersion | undefined): Holdings {
  return held && held.content !== null ? { [entity as FactType]: 1 } : {};
}

function isFactItem(item: Item): boolean {
  return item['deleted'] === undefined;
}

function replacedBy(record: AddressedRecord, before: Item): Replaced {
  return { recordedAt: textOf(before, 'recordedAt')!, ofThisArrival: cameWith(record, before) };
}

/** Whether what is held came in the same way, by the same author and at the same time. */
function cameWith({ arrival }: AddressedRecord, before: Item): boolean {
  const came = arrivalIn(before);
  return came?.door === arrival.door && came.author === arrival.author && came.at === utcSortKey(arrival.at);
}

function unlessErased(item: Item | undefined, erasure: ErasedUpTo | undefined): Item | undefined {
  return item && erasure && isErasedItem(item, erasure) ? undefined : item;
}

/** Whether a version in the history is content that a removal could end, and no removal itself. */
const isFact = (item: Item) => item['deleted'] === undefined && item['withdrawn'] === undefined;
