import { CSV_COLUMNS, checkHeader } from '../records/files/csv-columns.ts';
import { rowReader } from '../records/files/csv-row.ts';
import { FileBroken, type RefusedRow } from '../records/files/file-item.ts';
import { readItem } from '../records/files/read-item.ts';
import { typeByName } from '../records/files/record-file.ts';
import { RECORD_TYPES, type RecordType, type SentRecord } from '../records/record.ts';
import type { Refusal } from '../records/refusal.ts';
import { typedCells } from './typed-cells.ts';

/** A field of a refused row, to be typed anew. */
type MendField = { name: string; text: string; problem?: string };

/** A refused row as a form: its fields, and what is wrong with the row as a whole. */
export type MendableRow = { line: number; type: RecordType; fields: MendField[]; problems: string[] };

/**
 * The form by which a refused row can be mended: the fields that were typed, and those that a refusal names.
 *
 * @param file the file's name, which may say what its rows are
 * @returns undefined for a row that cannot be read as fields of a record that there is
 */
export function mendableRow(
  file: string,
  { line, typed, also = [], ...first }: RefusedRow,
): MendableRow | undefined {
  const cells = typedCells(typed);
  const type = cells && typeOf(cells['type'] ?? first.type ?? typeByName(file));
  return type && describe(line, type, cells, [first, ...also]);
}

/** The same form with what was typed into it and what is wrong with that. */
export function mendableAgain(
  line: number,
  type: RecordType,
  cells: Readonly<Record<string, string>>,
  refusals: readonly Refusal[],
): MendableRow {
  return describe(line, type, cells, refusals);
}

function describe(
  line: number,
  type: RecordType,
  cells: Readonly<Record<string, string>>,
  refusals: readonly Refusal[],
): MendableRow {
  const byField = new Map<string, string>();
  const problems: string[] = [];
  for (const { path, message } of refusals) {
    const field = fieldOf(path, type, cells);
    if (field === undefined) problems.push(message);
    else if (!byField.has(field)) byField.set(field, message);
  }
  const named = Object.keys(cells).filter((name) => name !== 'type' && name !== 'clinicId');
  const fields = [...new Set([...named, ...byField.keys()])].map((name): MendField => {
    const problem = byField.get(name);
    const text = Object.hasOwn(cells, name) ? cells[name]! : '';
    return { name, text, ...(problem !== undefined && { problem }) };
  });
  return { line, type, fields, problems };
}

/** `techniques[0].minutes` is typed in the column `techniques`, `phases.intake` in one of its own. */
function fieldOf(
  path: string,
  type: RecordType,
  cells: Readonly<Record<string, string>>,
): string | undefined {
  const root = /^[^.[]*/.exec(path)![0];
  return [path, root].find(
    (name) =>
      name !== 'type' &&
      name !== 'clinicId' &&
      (Object.hasOwn(CSV_COLUMNS[type], name) || Object.hasOwn(cells, name)),
  );
}

/**
 * The record that a mended row has become; its fields are read as the cells of a CSV row are, an empty one is absent.
 */
export function mendedRecord(
  clinicId: string,
  type: RecordType,
  cells: Readonly<Record<string, string>>,
): { record: SentRecord } | { refusals: Refusal[] } {
  const header = Object.keys(cells);
  try {
    checkHeader(header, 1, type);
  } catch (error) {
    if (!(error instanceof FileBroken)) throw error;
    return { refusals: [{ code: error.code, path: '', message: error.reason }] };
  }
  const { input, problems } = rowReader(header, type)(Object.values(cells));
  const item = readItem({ line: 1, endLine: 1, endByte: 0 }, input, clinicId, problems);
  if ('record' in item) return { record: item.record };
  const { also = [], line: _line, id: _id, type: _type, ...first } = item.refusal;
  return { refusals: [first, ...also] };
}

/** The type that a text names. */
function typeOf(text: string | undefined): RecordType | undefined {
  return RECORD_TYPES.find((type) => type === text);
}
