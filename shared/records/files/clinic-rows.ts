import { clinicId } from '../fields.ts';
import { openedCsv } from './csv-form.ts';
import { cellsUnder, isEmptyRow, isSeparatorRow } from './csv-records.ts';
import { type CsvRow, csvRows } from './csv-rows.ts';
import { type Line, linesOf, textOf } from './file-lines.ts';
import { formatOf } from './record-file.ts';

/** A row of a file as bytes, with the clinic that it names. Blank lines are left out. */
export type ClinicRow = {
  line: number;
  endLine: number;
  /** Absent when the row is too long to be kept. */
  raw: Buffer | undefined;
  /** A header belongs to every clinic; an unreadable row will be refused in whichever clinic it arrives. */
  clinic: { named: string } | 'header' | 'absent' | 'unreadable';
};

/** Reads of every row only which clinic it names; nothing else of a record is judged. */
export function clinicRows(name: string, bytes: AsyncIterable<Uint8Array>): AsyncIterable<ClinicRow[]> {
  return formatOf(name) === 'ndjson' ? ndjsonClinicRows(bytes) : csvClinicRows(bytes);
}

async function* ndjsonClinicRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ClinicRow[]> {
  for await (const lines of linesOf(bytes)) yield lines.flatMap(ndjsonClinicRow);
}

function ndjsonClinicRow({ line, raw }: Line): ClinicRow[] {
  const row = { line, endLine: line, raw };
  const text = raw && textOf(raw, line);
  if (text === undefined) return [{ ...row, clinic: 'unreadable' }];
  if (text.trim() === '') return [];
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return [{ ...row, clinic: 'unreadable' }];
    return [{ ...row, clinic: clinicNamed((value as { clinicId?: unknown }).clinicId) }];
  } catch {
    return [{ ...row, clinic: 'unreadable' }];
  }
}

async function* csvClinicRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ClinicRow[]> {
  const { form, bytes: text } = await openedCsv(bytes);
  let header: readonly string[] | undefined;
  for await (const rows of csvRows(linesOf(text), form.separator)) {
    yield rows.flatMap((row) => {
      if (isEmptyRow(row)) return [];
      const { line, endLine, raw } = row;
      const clinic = header ? csvClinic(row, header) : 'header';
      if (!isSeparatorRow(row)) header ??= 'cells' in row ? row.cells : [];
      return [{ line, endLine, raw, clinic }];
    });
  }
}

function csvClinic(row: CsvRow, header: readonly string[]): ClinicRow['clinic'] {
  if ('problem' in row || cellsUnder(header, row.cells) === undefined) return 'unreadable';
  return clinicNamed(row.cells[header.indexOf('clinicId')] || undefined);
}

function clinicNamed(value: unknown): ClinicRow['clinic'] {
  if (value === undefined) return 'absent';
  const parsed = clinicId.safeParse(value);
  return parsed.success ? { named: parsed.data } : 'unreadable';
}
