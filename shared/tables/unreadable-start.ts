import { FileBroken } from '../records/files/file-item.ts';
import { sniffEncoding } from './encoding.ts';

const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0];
const GZIP = [0x1f, 0x8b];
const ZIP = [0x50, 0x4b, 0x03, 0x04];

const ascii = (text: string) => [...Buffer.from(text, 'latin1')];
/** What people send by mistake, some of it under the name of a table. */
const OTHERS: readonly (readonly [magic: readonly number[], what: string])[] = [
  [ascii('%PDF-'), 'a PDF'],
  [ascii('\x89PNG'), 'a picture (PNG)'],
  [ascii('\xff\xd8\xff'), 'a picture (JPEG)'],
  [ascii('GIF89a'), 'a picture (GIF)'],
  [ascii('{\\rtf'), 'a text document (RTF)'],
  [ascii('$FL2'), 'a file of SPSS'],
  [ascii('$FL3'), 'a file of SPSS'],
  [ascii('<stata_dta>'), 'a file of Stata'],
  [ascii('SQLite format 3'), 'a database (SQLite)'],
  [ascii('PAR1'), 'a Parquet file'],
  [ascii('BEGIN:VCALENDAR'), 'a calendar (iCalendar)'],
];
/** Practice systems save tables as web pages, or as XML, and call them .xls. */
const MARKUP: readonly (readonly [start: RegExp, what: string])[] = [
  [/^\s*<(!doctype html|html|head|body|table)\b/i, 'a web page (HTML)'],
  [/^\s*<\?xml\b/i, 'XML'],
];
/** Pictures and films of phones say so after the length of their first part: `....ftypheic`. */
const PHONES = ascii('ftyp');
/** No text has so many controls among its first bytes. */
const MOST_CONTROLS = 0.02;
const LOOKED_AT = 4096;

const begins = (head: Uint8Array, magic: readonly number[]) =>
  magic.every((byte, index) => head[index] === byte);

/** Whether bytes begin as a zip archive does, which a workbook is. */
export const isZip = (head: Uint8Array): boolean => begins(head, ZIP);

/** @throws FileBroken for what nobody here reads, by its first bytes: each is told for what it is, and what to do */
export function refusePacked(head: Uint8Array): void {
  if (begins(head, OLD_WORKBOOK))
    throw new FileBroken(
      'unknown-format',
      1,
      'this is an old .xls workbook or a locked one; save it as .xlsx or CSV',
    );
  if (begins(head, GZIP))
    throw new FileBroken('unknown-format', 1, 'this is packed with gzip; unpack it and send what is in it');
  if (isOpenDocument(head))
    throw new FileBroken(
      'unknown-format',
      1,
      'this is an OpenDocument file (.ods or another), which is not read; save the table as .xlsx or CSV',
    );
  if (isNumbers(head))
    throw new FileBroken(
      'unknown-format',
      1,
      'this is a file of Apple Numbers, which is not read; export it from there as Excel (.xlsx) or CSV',
    );
  const what = OTHERS.find(([magic]) => begins(head, magic))?.[1] ?? otherThanText(head);
  if (what !== undefined)
    throw new FileBroken(
      'unknown-format',
      1,
      `this is ${what}, whatever its name says; save the table that it came from as .xlsx or CSV`,
    );
}

/** An archive whose first entry says so, as the format demands: after a header of thirty bytes, its name and its content. */
const isOpenDocument = (head: Uint8Array): boolean =>
  isZip(head) && begins(head.subarray(30), ascii('mimetypeapplication/vnd.oasis.opendocument'));

/** An archive whose first entry is one of Apple's: `Index/Document.iwa`. */
const isNumbers = (head: Uint8Array): boolean =>
  isZip(head) &&
  /^(Index\/|Data\/|Metadata\/|preview)/.test(Buffer.from(head.subarray(30, 40)).toString('latin1'));

function otherThanText(head: Uint8Array): string | undefined {
  if (begins(head.subarray(4), PHONES)) return 'a picture or a film';
  if (isZip(head) || sniffEncoding(head, false).startsWith('utf-16')) return undefined;
  const looked = head.subarray(0, LOOKED_AT);
  const start = new TextDecoder().decode(looked.subarray(0, 100));
  const markup = MARKUP.find(([pattern]) => pattern.test(start))?.[1];
  if (markup !== undefined) return markup;
  const controls = looked.filter((byte) => byte < 9 || (byte > 13 && byte < 28)).length;
  return controls > MOST_CONTROLS * looked.length ? 'neither text nor a workbook' : undefined;
}

/**
 * The same for a file that is read without a mapping: records of our own and FHIR are text in UTF-8.
 *
 * @throws FileBroken
 */
export function refuseOtherThanText(head: Uint8Array, isWhole: boolean): void {
  refusePacked(head);
  if (isZip(head))
    throw new FileBroken(
      'unknown-format',
      1,
      'this is a workbook (.xlsx) or another zip archive; bring a workbook on the upload page, where it is read by a mapping, or save it as CSV, and unpack an archive',
    );
  const encoding = sniffEncoding(head, isWhole);
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return;
  throw new FileBroken(
    'invalid-utf8',
    1,
    `this is text in UTF-16 (it begins with ${hex(head.subarray(0, 2))}); save it as UTF-8, which spreadsheets call "CSV UTF-8"`,
  );
}

const hex = (bytes: Uint8Array) =>
  [...bytes].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
