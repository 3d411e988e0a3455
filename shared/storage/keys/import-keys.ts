import { createHash } from 'node:crypto';
import { clinicId } from '../../records/fields.ts';

/** Every key of the imports bucket, built and parsed here and nowhere else. */

/** Where a file to import lies: `clinic=<id>/<name>`. */
export type ImportObject = { clinicId: string; name: string };

/** A file that was sent to be looked at, and not to be imported: `uploads/clinic=<id>/<look>/<name>`. */
export type UploadedObject = ImportObject & { look: string };

const RESULTS = '.import/';
const LONGEST_RESULT_NAME = 'brought-0000000000000000-00000000-0000000000000.jsonl'.length;

/** Files to look at, and what was seen: all of it goes after a day. */
export const UPLOADS_PREFIX = 'uploads/';
export const LOOKS_PREFIX = 'looks/';
/** That an uploaded file be read in another way, and looked at anew. */
export const READINGS_PREFIX = 'readings/';
const LOOK_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text can be the id of a look: those are random UUIDs. */
export const isLookId = (text: string) => LOOK_ID.test(text);

/** @returns undefined for an object that lies in no clinic's folder */
export function parseImportKey(key: string): ImportObject | undefined {
  const match = /^clinic=([^/]+)\/(.+)$/s.exec(key);
  return match && clinicId.safeParse(match[1]).success ? { clinicId: match[1]!, name: match[2]! } : undefined;
}

const RESULT =
  /\.import\/((result|progress|mapping|undo-\w+)\.json|(refused|brought-[0-9a-f]{16})(-[0-9a-f]{8})?-\d{9,}\.jsonl|(erased|mended)-\d{9,}\.json)$/;

/** Whether an object is what an import has written: it is no import itself, or there would be no end. */
export function isImportResult(key: string): boolean {
  return RESULT.test(key);
}

/** Whether an object is what a look has written, or asks for one. */
export const isLookResult = (key: string) => key.startsWith(LOOKS_PREFIX);

/** All that a clinic has sent to be looked at, and what was seen of it. */
export const uploadsPrefix = (clinicId: string) => `${UPLOADS_PREFIX}clinic=${clinicId}/`;
export const looksPrefix = (clinicId: string) => `${LOOKS_PREFIX}clinic=${clinicId}/`;

/** Under which all that was sent for a look lies; it ends with a slash. */
export const uploadPrefix = ({ clinicId, look }: Omit<UploadedObject, 'name'>) =>
  `${uploadsPrefix(clinicId)}${look}/`;

/** @returns undefined for an object that no look is to be taken at */
export function parseUploadKey(key: string): UploadedObject | undefined {
  const match = /^uploads\/clinic=([^/]+)\/([^/]+)\/([^/]+)$/s.exec(key);
  if (!match || !clinicId.safeParse(match[1]).success || !isLookId(match[2]!)) return undefined;
  return { clinicId: match[1]!, look: match[2]!, name: match[3]! };
}

/** What was seen of an uploaded file. */
export const lookResultKey = ({ clinicId, look }: Omit<UploadedObject, 'name'>) =>
  `${looksPrefix(clinicId)}${look}.json`;

/** What somebody asks for of an uploaded file. */
export const readingKey = ({ clinicId, look }: Omit<UploadedObject, 'name'>) =>
  `${READINGS_PREFIX}clinic=${clinicId}/${look}.json`;

/** @returns undefined for an object by which nothing is asked for */
export function parseReadingKey(key: string): Omit<UploadedObject, 'name'> | undefined {
  const match = /^readings\/clinic=([^/]+)\/([^/]+)\.json$/.exec(key);
  if (!match || !clinicId.safeParse(match[1]).success || !isLookId(match[2]!)) return undefined;
  return { clinicId: match[1]!, look: match[2]! };
}

export const uploadKey = (upload: UploadedObject) => `${uploadPrefix(upload)}${upload.name}`;

/** Uploaded files that are imported, in their clinic's folder. */
const FOLDER_OF_UPLOADS = 'uploaded';

/**
 * Under which name an uploaded file is imported: each version of it, and each way of reading that, under one of its own.
 *
 * @param fingerprint of the mapping by which it is read, where it has one
 */
export const nameOfImport = ({ look, name }: UploadedObject, eTag: string, fingerprint?: string) =>
  [`${FOLDER_OF_UPLOADS}/${look}`, versionOf(eTag), fingerprint?.slice(0, 8)]
    .filter((part) => part !== undefined)
    .join('-')
    .concat('/', name);

/** The upload that an imported file is a copy of, with the beginning of its version; undefined of any other file. */
export function uploadOfImport({
  clinicId,
  name,
}: ImportObject): (UploadedObject & { version: string }) | undefined {
  const [folder, copy = '', file, ...rest] = name.split('/');
  const [, look = '', version] = /^(.{36})-(\w{1,8})(?:-\w{8})?$/.exec(copy) ?? [];
  if (folder !== FOLDER_OF_UPLOADS || file === undefined || rest.length > 0) return undefined;
  return version !== undefined && isLookId(look) ? { clinicId, look, name: file, version } : undefined;
}

/** Whether an ETag is that of a version, by its beginning. */
export const isVersion = (eTag: string, version: string) => versionOf(eTag) === version;

/** The beginning of an ETag, as names have it. */
const versionOf = (eTag: string) => eTag.replace(/\W/g, '').slice(0, 8);

export const importKey = ({ clinicId, name }: ImportObject) => `clinic=${clinicId}/${name}`;

/** Beside the file: what became of it. */
export const importResultKey = (key: string) => `${besideImport(key)}result.json`;

/** Beside the file, and there before it: the mapping by which it is read, where it is another system's. */
export const importMappingKey = (key: string) => `${besideImport(key)}mapping.json`;

/** Beside the file, while it is imported: how far that has come. */
export const importProgressKey = (key: string) => `${besideImport(key)}progress.json`;

/** Beside the file: that a refused row is settled, and how. */
export const mendedRowKey = (key: string, line: number) =>
  `${mendedRowsPrefix(key)}${String(line).padStart(9, '0')}.json`;
export const mendedRowsPrefix = (key: string) => `${besideImport(key)}mended-`;

/** The line of a row that is settled, by the key that says so. */
export const lineOfMended = (key: string) => Number(/mended-(\d+)\.json$/.exec(key)![1]);

/**
 * Beside the file: what a run of its import refused, from a line on. Runs that work on one message at once may judge a row
 * otherwise: none writes where another has written.
 *
 * @param run eight hexadecimal digits
 */
export const refusedRowsKey = (key: string, run: string, firstLine: number) =>
  `${besideImport(key)}refused-${run}-${String(firstLine).padStart(9, '0')}.jsonl`;

/** Beside the file: what its rows brought to a run when it was imported under a name, from a row on. */
export const broughtRowsKey = (key: string, importName: string, run: string, firstRow: number) =>
  `${broughtRowsPrefix(key, importName)}${run}-${String(firstRow).padStart(9, '0')}.jsonl`;
export const broughtRowsPrefix = (key: string, importName: string) =>
  `${besideImport(key)}brought-${importName}-`;

/** Where a part begins: the place of its first row in the file, of refused rows its line. */
export const firstOfPart = (key: string) => Number(/-(\d+)\.jsonl$/.exec(key)![1]);

/**
 * Beside the file, of the undoing of its import: that somebody asks what it would do and what was foreseen, that he has said it is to
 * be undone, how far that has come and what it has done.
 */
export const undoKey = (key: string, part: 'look' | 'seen' | 'asked' | 'progress' | 'result') =>
  `${besideImport(key)}undo-${part}.json`;

/** Whether an object asks for work on the undoing of an import. */
export const isUndoRequest = (key: string) => /\.import\/undo-(look|asked)\.json$/.test(key);

/** Beside the file: the receipt of the erasure on a line. */
export const erasureReceiptKey = (key: string, line: number) =>
  `${besideImport(key)}erased-${String(line).padStart(9, '0')}.json`;

const LONGEST_KEY_BYTES = 1024;

const LONG_NAMES = 'long-names/';

/** Where results of a clinic lie whose files have names of nearly the greatest length. */
export const longNamesPrefix = (clinicId: string) => `${LONG_NAMES}clinic=${clinicId}/`;

/** Nothing fits beside a key of nearly the greatest length: such an import's result lies under the key's digest. */
function besideImport(key: string): string {
  const beside = `${key}${RESULTS}`;
  if (Buffer.byteLength(beside) + LONGEST_RESULT_NAME <= LONGEST_KEY_BYTES) return beside;
  const clinic = parseImportKey(key)?.clinicId;
  const folder = clinic === undefined ? LONG_NAMES : longNamesPrefix(clinic);
  return `${folder}${createHash('sha256').update(key).digest('hex')}${RESULTS}`;
}
