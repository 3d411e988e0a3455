import { BadRequestError, NotFoundError } from '../errors.ts';
import type { FileRefusal } from '../records/file-item.ts';
import type { ImportPage, WrittenImport } from '../records/written-import.ts';
import type { ImportResults } from '../storage/import-results.ts';

/** Rows that are shown of those that a file had refused; the others are in the files beside it. */
const SHOWN = 50;
const LONGEST_NAME = 1024;

export type OneImport = WrittenImport & { refused: FileRefusal[] };

/** `file` asks for one import, `next` for the page of the list that follows a name. */
export function askedImport(query: Readonly<Record<string, string | undefined>> | undefined): {
  file?: string;
  next?: string;
} {
  const { file, next } = query ?? {};
  for (const [field, name] of Object.entries({ file, next })) {
    if (name !== undefined && (name === '' || Buffer.byteLength(name) > LONGEST_NAME)) {
      throw new BadRequestError(field, 'expected the name of a file as the list gives it', 'out-of-range');
    }
  }
  return { ...(file !== undefined && { file }), ...(next !== undefined && { next }) };
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
export async function oneImport(imports: ImportResults, clinicId: string, file: string): Promise<OneImport> {
  const result = await imports.of(clinicId, file);
  if (!result) throw new NotFoundError('no import of a file of this name has ended');
  return { ...result, refused: await imports.firstRefused(result, SHOWN) };
}
