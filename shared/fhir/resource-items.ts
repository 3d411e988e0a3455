import type { FilePlace, ImportItem } from '../records/files/file-item.ts';
import { jsonLoss } from '../records/files/json-loss.ts';
import { readItem, refusedItem } from '../records/files/read-item.ts';
import type { Refusal } from '../records/refusal.ts';
import type { Element } from './element.ts';
import type { FileIndex } from './file-index.ts';
import { readResource } from './read-resource.ts';
import type { Reading, ToldRecord } from './reading.ts';

/** A resource and where it stands. */
export type PlacedResource = {
  place: FilePlace;
  resource: Element;
  fullUrl: string | undefined;
  /** The text that it was read from, alone or with its entry. */
  text: string;
  /** What leads to it from the top of its document, such as `entry[3].resource.`. */
  path: string;
};

/** What a resource says, as items of its file. */
export function itemsOfResource(
  placed: PlacedResource,
  index: FileIndex,
  clinicId: string | undefined,
): ImportItem[] {
  return readResource(placed.resource, placed.fullUrl, index).map((reading) =>
    itemOf(placed, reading, clinicId),
  );
}

function itemOf(
  { place, text, path, resource }: PlacedResource,
  reading: Reading,
  clinicId: string | undefined,
): ImportItem {
  const at = (refusal: Refusal): Refusal => ({
    ...refusal,
    path: `${path}${refusal.path}`.replace(/\.$/, ''),
  });
  if ('skipped' in reading) return { ...place, skipped: { ...at(reading.skipped), line: place.line } };
  if ('refusal' in reading) {
    return refusedItem({ ...place }, [at(reading.refusal)], { type: reading.type });
  }
  const item = readItem({ ...place }, reading.input, clinicId, reading.problems);
  if ('refusal' in item) {
    const { also, ...first } = item.refusal;
    const [field] = /^[^.[]*/.exec(first.path)!;
    const inResource = <R extends Refusal>(refusal: R): R => ({
      ...refusal,
      ...at(placedIn(reading, refusal)),
    });
    item.refusal = { ...inResource(first), ...(also && { also: also.map(inResource) }) };
    item.typed = () => ({ ...typedFields(reading), at: field });
    return item;
  }
  const loss = jsonLoss(text, path === '' ? resource : JSON.parse(text));
  return loss
    ? refusedItem({ ...place }, [loss], reading.input)
    : Object.assign(item, { typed: () => typedFields(reading) });
}

/** A refusal of a field of the record, with the place of that field in the resource. */
function placedIn({ paths }: ToldRecord, refusal: Refusal): Refusal {
  const root = /^[^.[]*/.exec(refusal.path)![0];
  return { ...refusal, path: paths[refusal.path] ?? paths[root] ?? refusal.path };
}

/** The record as it was told, field by field: never the resource, in which names and notes may stand. */
function typedFields({ input, unread }: ToldRecord): { text: string } {
  return { text: JSON.stringify({ ...input, ...unread }) };
}
