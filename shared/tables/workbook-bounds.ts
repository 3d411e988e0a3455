import { inflateRawSync } from 'node:zlib';
import { FileBroken } from '../records/files/file-item.ts';
import { countElements } from './count-elements.ts';
import { packedBytes, type ZipEntry, zipDirectory } from './zip-directory.ts';

const MIB = 1024 * 1024;
/**
 * How many times the size of a workbook it may have when it is unpacked: its sheets are text that says much twice. All else is
 * kept in memory as a whole.
 */
const MOST_UNPACKED = { all: 12, butSheets: 1.5 };
/** Of all but the sheets each element is an object of six hundred bytes: so many for each MiB that a workbook may have. */
const MOST_ELEMENTS_A_MIB = 75_000;
/** A row has at most 16,384 cells, each of a few elements. */
const MOST_IN_ROW = 250_000;
/** Shared texts and styles are read anew for each sheet. */
const MOST_READ_ANEW = 6_000_000;
const MOST_SHEETS = 500;
const LONGEST_RELATIONS = MIB;

/** What a workbook has when it is unpacked: bytes, and elements of all but its sheets. */
export type WorkbookSize = { bytes: number; elements: number };

/**
 * A megabyte can hold gigabytes, by mistake (pictures, a million empty cells) or on purpose. All that a reader of workbooks
 * would keep is counted before it reads.
 *
 * @param largest how many bytes a workbook may have
 * @throws FileBroken where it has more than a worker can keep, or is no workbook
 */
export async function boundedWorkbook(bytes: Uint8Array, largest: number): Promise<WorkbookSize> {
  const entries = zipDirectory(bytes);
  if (!entries) throw notReadable();
  const isSheet = sheetsOf(bytes, entries);
  const sizeOf = (some: typeof entries) => some.reduce((sum, { unpacked }) => sum + unpacked, 0);
  const isKept = (entry: ZipEntry) => !isSheet(entry) && !isMedia(entry);
  if (sizeOf(entries) > largest * MOST_UNPACKED.all)
    throw tooLarge(1, `${(largest * MOST_UNPACKED.all) / MIB} MiB of a workbook when it is unpacked`);
  if (sizeOf(entries.filter(isKept)) > largest * MOST_UNPACKED.butSheets)
    throw tooLarge(1, `${(largest * MOST_UNPACKED.butSheets) / MIB} MiB of texts in a workbook`);
  const mostElements = (largest / MIB) * MOST_ELEMENTS_A_MIB;
  let elements = 0;
  for (const entry of entries) {
    if (isMedia(entry)) continue;
    const count = await countElements(bytes, entry);
    if (!count) throw notReadable();
    if (isSheet(entry) && count.inRow > MOST_IN_ROW) throw tooLarge(1, '16384 cells in a row');
    if (!isSheet(entry)) elements += count.all;
    if (elements > mostElements) throw tooLarge(1, `${mostElements} texts and styles in a workbook`);
  }
  return { bytes: sizeOf(entries), elements };
}

/** @throws FileBroken where a workbook has so many sheets that reading them would never end */
export function boundSheets(sheets: number, { elements }: WorkbookSize): void {
  if (sheets > MOST_SHEETS) throw tooLarge(1, `${MOST_SHEETS} sheets in a workbook`);
  if (sheets * elements > MOST_READ_ANEW)
    throw tooLarge(1, `${Math.floor(MOST_READ_ANEW / elements)} sheets in a workbook of so many texts`);
}

/** Pictures are never read; a part that only lies where pictures do is one that is kept. */
const isMedia = ({ name }: ZipEntry) =>
  /^xl\/media\/[^/]+\.(png|jpe?g|gif|bmp|emf|wmf|tiff?|svg)$/i.test(name);

/** Whether a part is a sheet: nothing else is read row by row, whatever its name. */
function sheetsOf(bytes: Uint8Array, entries: readonly ZipEntry[]): (entry: ZipEntry) => boolean {
  const sheets = new Set<string>();
  const others = new Set<string>();
  for (const entry of entries) {
    if (!entry.name.endsWith('.rels')) continue;
    const text = relationsIn(bytes, entry);
    if (text === undefined) return () => false;
    for (const [relation] of text.matchAll(/<[^<>]*>/g)) {
      const target = /\bTarget\s*=\s*["']([^"']*)["']/.exec(relation)?.[1];
      if (target === undefined || /\bTargetMode\s*=\s*["']External["']/.test(relation)) continue;
      // A name that is written otherwise than it is read could stand for any.
      if (target.includes('&')) return () => false;
      const isOfSheet = /\bType\s*=\s*["'][^"']*\/worksheet["']/.test(relation);
      (isOfSheet ? sheets : others).add(lastPart(target));
    }
  }
  return ({ name }) =>
    /^xl\/worksheets\/[^/]+$/.test(name) && sheets.has(lastPart(name)) && !others.has(lastPart(name));
}

const lastPart = (path: string) => path.split('/').at(-1)!;

function relationsIn(bytes: Uint8Array, entry: ZipEntry): string | undefined {
  const packed = packedBytes(bytes, entry);
  if (!packed || entry.unpacked > LONGEST_RELATIONS) return undefined;
  try {
    const raw = entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: LONGEST_RELATIONS });
    return new TextDecoder().decode(raw);
  } catch {
    return undefined; // damaged: nothing is known to be a sheet
  }
}

/** @param most what is expected at most, in words */
export const tooLarge = (line: number, most: string) =>
  new FileBroken('file-too-large', line, `expected at most ${most}; save it as CSV`);
export const notReadable = () =>
  new FileBroken(
    'unknown-format',
    1,
    'this is a zip archive, and no xlsx workbook that can be read: unpack it and send the files in it one by one; a workbook that is damaged or has a password is saved as "CSV UTF-8"',
  );
