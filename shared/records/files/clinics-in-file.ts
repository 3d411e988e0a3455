import { type ClinicRow, clinicRows } from './clinic-rows.ts';
import { FileBroken, type FileRefusal } from './file-item.ts';
import { LONGEST_LINE_BYTES } from './file-lines.ts';

/**
 * The clinics that a file names, in the order of their first rows. A file that breaks names those before it
 * breaks.
 *
 * @throws FileBroken when the file's name does not tell its format
 */
export async function clinicsInFile(name: string, bytes: AsyncIterable<Uint8Array>): Promise<string[]> {
  const clinics = new Set<string>();
  for await (const { clinic } of rowsUntilBroken(clinicRows(name, bytes))) {
    if (typeof clinic === 'object') clinics.add(clinic.named);
  }
  return [...clinics];
}

/**
 * The rows that name no clinic. In a file of several clinics nobody can say whose they are: oneClinicCopy
 * leaves them out of every copy, and whoever splits the file reports them from here.
 */
export async function* rowsWithoutClinic(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<FileRefusal> {
  const message = 'expected a clinicId, because this file holds records of several clinics';
  for await (const { line, clinic } of rowsUntilBroken(clinicRows(name, bytes))) {
    if (clinic === 'absent') yield { line, code: 'missing-field', path: 'clinicId', message };
  }
}

/**
 * The same file for one of its clinics: every row of another clinic becomes as many empty lines as it
 * had, so that line numbers hold. Where the file breaks, every copy breaks on the same line.
 *
 * @throws FileBroken when the file's name does not tell its format
 * @param options.keepUnreadable whether rows that name no readable clinic stay, to be refused once: true for one of the copies
 */
export async function* oneClinicCopy(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  clinicId: string,
  options: { keepUnreadable: boolean },
): AsyncGenerator<Uint8Array> {
  const isKept = ({ clinic }: ClinicRow) =>
    clinic === 'header' ||
    (clinic === 'unreadable' && options.keepUnreadable) ||
    (typeof clinic === 'object' && clinic.named === clinicId);
  let linesWritten = 0;
  try {
    for await (const rows of clinicRows(name, bytes)) {
      const pieces: Uint8Array[] = [];
      for (const row of rows) {
        if (!isKept(row)) continue;
        pieces.push(emptyLines(row.line - 1 - linesWritten), row.raw ?? TOO_LONG);
        linesWritten = row.endLine;
      }
      if (pieces.length > 0) yield Buffer.concat(pieces);
    }
  } catch (error) {
    if (!(error instanceof FileBroken && error.code === 'quote-not-closed')) throw error;
    yield Buffer.concat([emptyLines(error.line - 1 - linesWritten), OPEN_QUOTE]);
  }
}

/** Stands for a line that was too long to be copied: too long as well. */
const TOO_LONG = Buffer.from(`${'x'.repeat(LONGEST_LINE_BYTES)}\n`);
/** Breaks off the copy as the file breaks off. */
const OPEN_QUOTE = Buffer.from('"\n');

function emptyLines(count: number): Buffer {
  return Buffer.alloc(count, '\n');
}

async function* rowsUntilBroken(batches: AsyncIterable<ClinicRow[]>): AsyncGenerator<ClinicRow> {
  try {
    for await (const rows of batches) yield* rows;
  } catch (error) {
    if (!(error instanceof FileBroken)) throw error;
  }
}
