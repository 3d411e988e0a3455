import { CSV_COLUMNS } from '../records/files/csv-columns.ts';
import { rowTexts } from '../records/files/row-texts.ts';
import type { FactType } from '../records/record.ts';
import type { ExportedRecord } from './exported-record.ts';

/** The kinds of records that are exported. */
export const EXPORTED_TYPES = ['session', 'pain-score', 'goal', 'measurement', 'consent', 'care'] as const;

/** All records, one JSON object a line. */
export const RECORDS_FILE = 'records.ndjson';

/** The same, a table for each kind, by the names that say what a file holds when it is imported. */
export const TABLE_FILES: Readonly<Record<FactType, string>> = {
  session: 'sessions.csv',
  'pain-score': 'pain-scores.csv',
  goal: 'goals.csv',
  measurement: 'measurements.csv',
  consent: 'consents.csv',
  care: 'care.csv',
};

export const MEDIA_TYPES = {
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const;

export const mediaTypeOf = (file: string) => MEDIA_TYPES[file.split('.').at(-1) as keyof typeof MEDIA_TYPES];

/** Columns that say something in an export: it names no clinic. */
const columnsOf = (type: FactType) => Object.keys(CSV_COLUMNS[type]).filter((name) => name !== 'clinicId');

export const jsonLine = (record: ExportedRecord) => `${JSON.stringify(record)}\n`;
export const tableHead = (type: FactType) => `${columnsOf(type).join(',')}\r\n`;

/** A record as a row of the table of its kind. No cell can be a formula: none begins with a sign that starts one. */
export function tableRow(record: ExportedRecord): string {
  const cells = rowTexts(record);
  return `${columnsOf(record.type)
    .map((name) => quoted(cells[name] ?? ''))
    .join(',')}\r\n`;
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
