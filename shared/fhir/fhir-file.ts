import { type Checkpoint, FileBroken, type FilePlace, type ImportItem } from '../records/files/file-item.ts';
import { type Line, linesOf, textOf } from '../records/files/file-lines.ts';
import { INVALID_UTF8, LINE_TOO_LONG, refusedItem } from '../records/files/read-item.ts';
import { documentEntries } from './document-entries.ts';
import { type Element, isElement } from './element.ts';
import type { FhirForm } from './file-form.ts';
import { type FileIndex, FileIndex as Index, MOST_INDEXED } from './file-index.ts';
import { itemsOfResource, type PlacedResource } from './resource-items.ts';

/** A document is read as a whole, since what stands first may refer to what stands last. */
const LARGEST_DOCUMENT_BYTES = 16 * 1024 * 1024;

export type FhirFileOptions = { clinicId?: string | undefined; resumeAt?: Checkpoint | undefined };

/**
 * The records of a FHIR R4 file, one item for everything that its resources say and one for each that says nothing.
 * Lines are numbered as they are; in a document the entries of the Bundle are, from 1.
 *
 * @param open gives the bytes of the file from an offset on, as often as it is asked
 * @throws FileBroken for a document that is no JSON or too large, and a file of which too much must be kept in memory
 */
export function fhirRecords(
  form: FhirForm,
  open: (fromByte: number) => Promise<AsyncIterable<Uint8Array>>,
  options: FhirFileOptions,
): AsyncIterable<ImportItem> {
  return form === 'document' ? documentRecords(open, options) : lineRecords(open, options);
}

async function* documentRecords(
  open: (fromByte: number) => Promise<AsyncIterable<Uint8Array>>,
  { clinicId, resumeAt }: FhirFileOptions,
): AsyncGenerator<ImportItem> {
  const entries = documentEntries(await wholeText(await open(0)));
  const index = new Index();
  for (const { resource, fullUrl } of entries) {
    if (resource) addTo(index, resource, fullUrl, 1);
  }
  index.finish();
  for (const entry of entries) {
    if (resumeAt && entry.place.endByte <= resumeAt.byte) continue;
    if ('resource' in entry && entry.resource) {
      yield* itemsOfResource({ ...entry, resource: entry.resource }, index, clinicId);
    } else if (entry.item) yield entry.item;
  }
}

async function wholeText(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    length += piece.length;
    if (length > LARGEST_DOCUMENT_BYTES) {
      const most = `${LARGEST_DOCUMENT_BYTES / 1024 ** 2} MB`;
      throw new FileBroken(
        'file-too-large',
        1,
        `expected a JSON document of at most ${most}; send a larger one as NDJSON, a resource a line, or in parts`,
      );
    }
    pieces.push(piece);
  }
  const text = textOf(Buffer.concat(pieces), 1);
  if (text === undefined) throw new FileBroken('invalid-utf8', 1, INVALID_UTF8.message);
  return text;
}

/** What can be referred to, or says that it belongs to another resource: all else is read once. */
const REFERRED_TO =
  /"resourceType"\s*:\s*"(Patient|Practitioner|PractitionerRole|Encounter|Procedure|ConceptMap)"|score-phase/;

async function* lineRecords(
  open: (fromByte: number) => Promise<AsyncIterable<Uint8Array>>,
  { clinicId, resumeAt }: FhirFileOptions,
): AsyncGenerator<ImportItem> {
  const index = new Index();
  for await (const lines of linesOf(await open(0))) {
    for (const { line, raw } of lines) {
      const text = raw && textOf(raw, line);
      const resource = text !== undefined && REFERRED_TO.test(text) ? parsed(text) : undefined;
      if (isElement(resource)) addTo(index, resource, undefined, line);
    }
  }
  index.finish();
  for await (const lines of linesOf(await open(resumeAt?.byte ?? 0), resumeAt)) {
    for (const line of lines) yield* itemsOfLine(line, index, clinicId);
  }
}

function* itemsOfLine(
  { line, endByte, raw }: Line,
  index: FileIndex,
  clinicId: string | undefined,
): Generator<ImportItem> {
  const place: FilePlace = { line, endLine: line, endByte };
  const text = raw && textOf(raw, line);
  if (raw === undefined) yield refusedItem(place, [LINE_TOO_LONG]);
  else if (text === undefined) yield refusedItem(place, [INVALID_UTF8]);
  else if (text.trim() !== '') {
    const resource = parsed(text);
    const placed: PlacedResource = { place, resource: {}, fullUrl: undefined, text, path: '' };
    if (isElement(resource)) yield* itemsOfResource({ ...placed, resource }, index, clinicId);
    else yield refusedItem(place, [NOT_A_RESOURCE]);
  }
}

const NOT_A_RESOURCE = {
  code: 'invalid-json',
  path: '',
  message: 'expected one complete FHIR resource on this line',
};

function addTo(index: FileIndex, resource: Element, fullUrl: string | undefined, line: number): void {
  index.add(resource, fullUrl);
  if (index.size <= MOST_INDEXED) return;
  throw new FileBroken(
    'file-too-large',
    line,
    `expected at most ${MOST_INDEXED} visits, procedures and persons in one FHIR file; send it in parts, each visit with its procedures and scores`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the reason would repeat what the line says
  }
}
