import { fhirRecords } from '../fhir/fhir-file.ts';
import { fhirFormOf } from '../fhir/file-form.ts';
import type { MappingTally } from '../mapping/apply-mapping.ts';
import { applyMapping } from '../mapping/apply-mapping.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { FileBroken, type ImportItem } from '../records/files/file-item.ts';
import { LONGEST_LINE_BYTES } from '../records/files/file-lines.ts';
import {
  formatOf,
  isJsonDocument,
  type RecordFileOptions,
  readRecordFile,
} from '../records/files/record-file.ts';
import { sniffEncoding } from '../tables/encoding.ts';
import { LARGEST_WHOLE_OF_FUNCTION, openTable } from '../tables/open-table.ts';
import { refuseOtherThanText } from '../tables/unreadable-start.ts';

/** The bytes of a file from an offset on, as often as they are asked for; undefined when the file has gone. */
export type OpenFile = (fromByte: number) => Promise<AsyncIterable<Uint8Array> | undefined>;

export type ImportOptions = RecordFileOptions & {
  /** How the file is read, where it is another system's. */
  mapping?: Mapping | undefined;
  /** Where a mapping's rows are counted, and the words that have no code. */
  tally?: MappingTally;
  /** As of applyMapping. */
  isLook?: boolean;
};

/**
 * The items of a file: by a mapping where it has one; else read as what it is, FHIR by what is in it, other files by what
 * their name says.
 *
 * @returns undefined when the file has gone
 * @throws FileBroken as openTable, applyMapping, readRecordFile and fhirRecords do
 */
export async function importItems(
  name: string,
  open: OpenFile,
  options: ImportOptions,
): Promise<AsyncIterable<ImportItem> | undefined> {
  if (options.mapping) return mappedItems(open, options.mapping, options);
  const start = await open(0);
  if (!start) return undefined;
  const { head, isWhole } = await headOf(start);
  refuseOtherThanText(head, isWhole);
  if (mayBeFhir(name)) {
    const form = fhirFormOf(head.toString('utf8'));
    if (form) return fhirRecords(form, (fromByte) => opened(open, fromByte), options);
  }
  if (isJsonDocument(name)) throw new FileBroken('unknown-format', 1, OTHER_JSON);
  const bytes = await open(options.resumeAt?.byte ?? 0);
  return bytes && readRecordFile(name, bytes, options);
}

/** A mapping's items are numbered, and those before a checkpoint are made again and left out. */
async function mappedItems(
  open: OpenFile,
  mapping: Mapping,
  { clinicId, resumeAt, tally, isLook = false }: ImportOptions,
): Promise<AsyncIterable<ImportItem> | undefined> {
  const bytes = await open(0);
  if (!bytes) return undefined;
  const table = await openTable(bytes, mapping.file, LARGEST_WHOLE_OF_FUNCTION);
  const asked = { isLook, ...(clinicId !== undefined && { clinicId }) };
  return after(resumeAt?.byte ?? 0, applyMapping(table, mapping, asked, tally));
}

async function* after(count: number, items: AsyncIterable<ImportItem>): AsyncGenerator<ImportItem> {
  for await (const item of items) if (item.endByte > count) yield item;
}

/** Whether a file is FHIR by what is in it, in whatever encoding: no mapping would read that better than it says itself. */
export async function holdsFhir(open: OpenFile): Promise<boolean> {
  const { head, isWhole } = await headOf((await open(0)) ?? nothing());
  return fhirFormOf(new TextDecoder(sniffEncoding(head, isWhole)).decode(head)) !== undefined;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

const OTHER_JSON =
  'expected FHIR R4 in a .json file, a Bundle or one resource; records of our own go a line each into a file whose name ends in .ndjson';

function mayBeFhir(name: string): boolean {
  return isJsonDocument(name) || formatOf(name) === 'ndjson';
}

async function opened(open: OpenFile, fromByte: number): Promise<AsyncIterable<Uint8Array>> {
  const bytes = await open(fromByte);
  if (bytes) return bytes;
  throw new FileBroken(
    'file-gone',
    1,
    'expected the file to stay while it is read; it was deleted or replaced',
  );
}

/** The first line that is not blank, or as much of it as is read of any line. */
async function headOf(bytes: AsyncIterable<Uint8Array>): Promise<{ head: Buffer; isWhole: boolean }> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    pieces.push(piece);
    length += piece.length;
    const head = Buffer.concat(pieces);
    if (length > LONGEST_LINE_BYTES || head.toString('utf8').trimStart().includes('\n'))
      return { head, isWhole: false };
  }
  return { head: Buffer.concat(pieces), isWhole: true };
}
