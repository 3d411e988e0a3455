import { openRow } from '../clinics/sealed-row.ts';
import { BadRequestError, NotFoundError } from '../errors.ts';
import type { UndoState } from '../imports/undo-state.ts';
import type { FileRefusal, KeptRow, RefusedRow } from '../records/files/file-item.ts';
import type { ImportPage, WrittenImport } from '../records/files/written-import.ts';
import type { RowKeys } from '../storage/clinics/clinic-keys.ts';
import type { ImportResults } from '../storage/files/import-results.ts';
import type { ImportUndo } from '../storage/files/import-undo.ts';

/** When it is worth asking again how far the undoing of an import has come. */
export const UNDO_AGAIN_SECONDS = 2;

/** Whether there will be more to tell by itself. */
export const isUnderWay = ({ state }: UndoState) => state === 'looking' || state === 'undoing';

/** Rows that are shown of those that a file had refused; the others are in the files beside it. */
const SHOWN = 50;
const LONGEST_NAME = 1024;

export type OneImport = WrittenImport & { refused: FileRefusal[]; undo: UndoState };

/** `file` asks for one import, `next` for the page of the list that follows a name. */
export function askedImport(query: Readonly<Record<string, string | undefined>> | undefined): {
  file?: string;
  next?: string;
} {
  const { file, next } = query ?? {};
  for (const [field, name] of Object.entries({ file, next })) {
    if (name !== undefined && !isName(name)) {
      throw new BadRequestError(field, 'expected the name of a file as the list gives it', 'out-of-range');
    }
  }
  return { ...(file !== undefined && { file }), ...(next !== undefined && { next }) };
}

/** Names that stores resolve, or cut short, are nobody's: a file is found by what it is called. */
function isName(name: string): boolean {
  const isPlain = !name.includes('\0') && !name.split('/').some((part) => part === '.' || part === '..');
  return name !== '' && Buffer.byteLength(name) <= LONGEST_NAME && isPlain;
}

/** What became of a file, and its refused rows that are neither mended nor put aside. */
export type ImportToMend = WrittenImport & {
  settled: number;
  open: number;
  undo: UndoState;
  /** The first of the open ones. */
  refused: RefusedRow[];
};

/** Forms on one page. */
const SHOWN_FORMS = 10;

export type MendingDeps = {
  imports: Pick<ImportResults, 'of' | 'settledLines' | 'openRows'>;
  undo: Pick<ImportUndo, 'stateOf'>;
  rowKeyOf: RowKeys;
};

/**
 * The same with what was typed, for whoever mends it.
 *
 * @throws NotFoundError while no import of it has ended
 */
export async function importToMend(
  { imports, undo, rowKeyOf }: MendingDeps,
  clinicId: string,
  file: string,
  most = SHOWN_FORMS,
): Promise<ImportToMend> {
  const result = await imports.of(clinicId, file);
  if (!result) throw new NotFoundError('no import of a file of this name has ended');
  const [settled, state] = await Promise.all([
    imports.settledLines(clinicId, file),
    undo.stateOf(clinicId, result),
  ]);
  const [rows, key] = await Promise.all([imports.openRows(result, settled, most), rowKeyOf(clinicId)]);
  const refused = rows.map((row) => openedRow(key, clinicId, row));
  const open = result.counts.refused + result.counts.conflict - settled.size;
  return { ...result, settled: settled.size, open, refused, undo: state };
}

function openedRow(
  key: Uint8Array,
  clinicId: string,
  { sealedRow, clients: _, ...refusal }: KeptRow,
): RefusedRow {
  const typed = sealedRow === undefined ? undefined : openRow(key, clinicId, sealedRow);
  return { ...refusal, ...(typed && { typed }) };
}

/** The imports of a clinic, by the names of their files. */
export function importsOf(
  imports: ImportResults,
  clinicId: string,
  after: string | undefined,
): Promise<ImportPage> {
  return imports.list(clinicId, after === undefined ? {} : { after });
}

/**
 * What became of one file.
 *
 * @throws NotFoundError while no import of it has ended
 */
export async function oneImport(
  imports: ImportResults,
  undo: Pick<ImportUndo, 'stateOf'>,
  clinicId: string,
  file: string,
): Promise<OneImport> {
  const result = await imports.of(clinicId, file);
  if (!result) throw new NotFoundError('no import of a file of this name has ended');
  const [refused, state] = await Promise.all([
    imports.firstRefused(result, SHOWN),
    undo.stateOf(clinicId, result),
  ]);
  return { ...result, refused, undo: state };
}
