import { FileBroken, type FilePlace, type ImportItem } from '../records/files/file-item.ts';
import { refusedItem } from '../records/files/read-item.ts';
import type { Refusal } from '../records/refusal.ts';
import { type Element, elementOf, elementsOf, isElement, textOf } from './element.ts';
import { entrySpans } from './entry-spans.ts';
import type { PlacedResource } from './resource-items.ts';

/** A resource of a document, or what is said of an entry without one. */
export type DocumentEntry =
  | (PlacedResource & { item?: never })
  | { place: FilePlace; item: ImportItem; resource?: never; fullUrl?: never };

/**
 * The entries of a Bundle, or the one resource of another document.
 *
 * @throws FileBroken when the text is no JSON object
 */
export function documentEntries(text: string): DocumentEntry[] {
  const document = parsedDocument(text);
  if (document['resourceType'] !== 'Bundle') {
    const place = { line: 1, endLine: 1, endByte: Buffer.byteLength(text) };
    return [{ place, resource: document, fullUrl: undefined, text, path: '' }];
  }
  const spans = entrySpans(text);
  let endByte = 0;
  let end = 0;
  const entries = elementsOf(document['entry']).map((entry, index): DocumentEntry => {
    const [from, to] = spans[index]!;
    endByte += Buffer.byteLength(text.slice(end, to));
    end = to;
    const place = { line: index + 1, endLine: index + 1, endByte };
    const { resource } = entry;
    const path = `entry[${index}].resource.`;
    return isElement(resource)
      ? { place, resource, fullUrl: textOf(entry['fullUrl']), text: text.slice(from, to), path }
      : { place, item: withoutResource(place, entry, index) };
  });
  return isOnePage(document) ? entries : [...entries, morePages(entries.length + 1, text)];
}

function parsedDocument(text: string): Element {
  try {
    const document: unknown = JSON.parse(text);
    if (isElement(document) && Array.isArray(document['entry'] ?? []) && everyEntry(document))
      return document;
  } catch {
    // What JSON.parse says repeats what the file says.
  }
  throw new FileBroken(
    'invalid-json',
    1,
    'expected one complete JSON document, a FHIR resource or a Bundle of some',
  );
}

const everyEntry = ({ entry }: Element) => elementsOf(entry).length === ((entry ?? []) as unknown[]).length;

function withoutResource(place: FilePlace, entry: Element, index: number): ImportItem {
  const path = `entry[${index}]`;
  if (elementOf(entry['request'])['method'] === 'DELETE') {
    const message =
      'expected the resource itself with the status entered-in-error: a request to delete does not tell whose record it is';
    return refusedItem(place, [{ code: 'fhir.delete-request', path: `${path}.request`, message }]);
  }
  const skipped: Refusal = {
    code: 'fhir.empty-entry',
    path,
    message: 'an entry without a resource tells nothing',
  };
  return { ...place, skipped: { ...skipped, line: place.line } };
}

const isOnePage = (bundle: Element) =>
  !elementsOf(bundle['link']).some(({ relation }) => relation === 'next');

function morePages(line: number, text: string): DocumentEntry {
  const place = { line, endLine: line, endByte: Buffer.byteLength(text) };
  const message =
    'expected all pages of the answer: it goes on under the link "next", and what stands there is not in this file';
  return { place, item: refusedItem(place, [{ code: 'fhir.more-pages', path: 'link', message }]) };
}
