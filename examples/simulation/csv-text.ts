import type { Session } from '../../shared/records/session.ts';

/**
 * Writes records as rows of the CSV shape: objects by dotted names, lists joined by ";", a missing value
 * as an empty cell. Reading it back is the business of the importer, not of the simulation.
 */
export type CsvTable = { columns: readonly string[]; rows: string[] };

/** @param columns dotted field names in the order of the header */
export function csvTable(columns: readonly string[], records: readonly object[]): CsvTable {
  return { columns, rows: records.map((record) => csvRow(columns, record)) };
}

export function csvRow(columns: readonly string[], record: object): string {
  return columns.map((column) => cell(valueAt(record, column))).join(',');
}

function valueAt(record: object, column: string): unknown {
  // Not "a.-1": a column's first dot parts the name of the object from the name of the field.
  const dot = column.indexOf('.');
  if (dot < 0) return listText(column, (record as Record<string, unknown>)[column]);
  const inner = (record as Record<string, unknown>)[column.slice(0, dot)];
  return (inner as Record<string, unknown> | undefined)?.[column.slice(dot + 1)];
}

function listText(column: string, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  if (column === 'techniques') return techniquesText(value as Session['techniques']);
  if (column === 'rangeOfMotion') return rangeText(value as NonNullable<Session['rangeOfMotion']>);
  return value.join(';');
}

/** `deep-tissue:45@low-back/firm;trigger-point-therapy:20` */
function techniquesText(techniques: Session['techniques']): string {
  return techniques
    .map(({ technique, minutes, bodyRegion, pressure }) =>
      [`${technique}:${minutes}`, bodyRegion && `@${bodyRegion}`, pressure && `/${pressure}`].join(''),
    )
    .join(';');
}

/** `shoulder-flexion@left:120>135` */
function rangeText(ranges: NonNullable<Session['rangeOfMotion']>): string {
  return ranges
    .map(
      ({ movement, side, before, after }) =>
        `${movement}${side ? `@${side}` : ''}:${before ?? ''}>${after ?? ''}`,
    )
    .join(';');
}

function cell(value: unknown): string {
  const text = value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
