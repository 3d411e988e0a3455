import { RECORD_TYPES, type RecordType } from '../record.ts';
import type { Refusal } from '../refusal.ts';
import { type CellReader, readText } from './csv-cells.ts';
import { CSV_COLUMNS } from './csv-columns.ts';

/** Where the value of a column goes: `field`, or `key` of the object `field` for a dotted name. */
type Column = { field: string; key?: string; path: string; read: CellReader };

/** A record as a row has it, not yet validated, and the cells whose form no schema can judge. */
export type RowRecord = { input: Record<string, unknown>; problems: Refusal[] };

/**
 * Makes the function that turns the rows of one file into records. What a column means is settled here,
 * once a file, and not again in every row.
 *
 * @param header column names that checkHeader has passed
 * @param fileType the type of a row that does not say it in a `type` column
 */
export function rowReader(
  header: readonly string[],
  fileType: RecordType | undefined,
): (cells: readonly string[]) => RowRecord {
  const typeIndex = header.indexOf('type');
  const columnsOf = new Map<string | undefined, Column[]>(
    RECORD_TYPES.map((type) => [type, header.map((name) => columnOf(name, CSV_COLUMNS[type]))]),
  );
  const untyped = header.map((name) => columnOf(name, {}));

  return (cells) => {
    const type = cells[typeIndex] || fileType;
    const columns = columnsOf.get(type) ?? untyped;
    const problems: Refusal[] = [];
    const input: Record<string, unknown> = type === undefined ? {} : { type };
    for (let index = 0; index < cells.length; index += 1) {
      const text = cells[index] as string;
      if (text === '') continue;
      const { field, key, path, read } = columns[index] as Column;
      const value = read(text, path, problems);
      if (key === undefined) input[field] = value;
      else putInto(input, field, key, value);
    }
    return { input, problems };
  };
}

function putInto(input: Record<string, unknown>, field: string, key: string, value: unknown): void {
  input[field] ??= {};
  (input[field] as Record<string, unknown>)[key] = value;
}

/** A column that belongs to another type keeps its whole name, so that the schema refuses it as unknown. */
function columnOf(name: string, known: Readonly<Record<string, CellReader>>): Column {
  const read = Object.hasOwn(known, name) ? known[name] : undefined;
  if (read === undefined) return { field: name, path: name, read: readText };
  const dot = name.indexOf('.');
  if (dot === -1) return { field: name, path: name, read };
  return { field: name.slice(0, dot), key: name.slice(dot + 1), path: name, read };
}
