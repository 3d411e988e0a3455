import { CsvError, parse } from 'csv-parse/sync';
import { csvText } from '../../../shared/releases/files/csv-file.ts';
import type { Findings } from '../verdict.ts';
import { FILE_WORLDS } from './file-worlds.ts';
import { onEach, type Published } from './publisher.ts';

const PLAIN_NUMBER = /^-?(0|[1-9]\d*)(\.\d{1,2})?$/;

/**
 * Attack 21: what a CSV tells besides its values. Declared columns and rows only, no byte-order mark, LF, no
 * trailing lines, numbers of at most two decimals as every locale writes them, nothing beside a status that
 * hides it; parsed and written again it is the same to the byte.
 */
export const parseCsv = onEach(({ files, table }: Published) => {
  const text = Buffer.from(files.get('outcomes.csv')!).toString('utf8');
  let records: string[][];
  try {
    records = parse(text);
  } catch (error) {
    if (error instanceof CsvError) return [error.message];
    throw error;
  }
  const [header = [], ...rows] = records;
  const names = table.fields.map(({ name }) => name);
  const again = csvText({ fields: table.fields, rows: rows.map((row) => parsed(table.fields, row)) });
  return [
    ...(text.startsWith('\uFEFF') ? ['it begins with a byte-order mark'] : []),
    ...(text.includes('\r') ? ['it has carriage returns'] : []),
    ...(header.join() === names.join() ? [] : [`its columns are ${header.join()}`]),
    ...(rows.length === table.rows.length ? [] : [`it has ${rows.length} rows`]),
    ...(again === text ? [] : ['written again, it is another']),
    ...rows.flatMap((row) => valuesOf(table.fields, row)),
  ];
}, Object.values(FILE_WORLDS));

type Fields = Published['table']['fields'];

function parsed(fields: Fields, row: readonly string[]) {
  return Object.fromEntries(
    fields.map(({ name, type }, at) => {
      const text = row[at] ?? '';
      if (text === '') return [name, null];
      return [name, type === 'string' ? text : Number(text)];
    }),
  );
}

/** Columns that a status other than "a" leaves empty. */
const HIDDEN_BY: Readonly<Record<string, readonly string[]>> = {
  status: ['clients', 'mean_improvement', 'mean', 'mean_lo', 'mean_hi', 'resp', 'resp_lo', 'resp_hi'],
  responder_status: ['responder_share'],
};

function valuesOf(fields: Fields, row: readonly string[]): Findings {
  const cell = (name: string) => row[fields.findIndex((field) => field.name === name)] ?? '';
  return [
    ...fields
      .filter(({ name, type }) => type !== 'string' && cell(name) !== '' && !PLAIN_NUMBER.test(cell(name)))
      .map(({ name }) => `${name} is written ${cell(name)}`),
    ...Object.entries(HIDDEN_BY).flatMap(([status, hidden]) =>
      cell(status) === '' || cell(status) === 'a'
        ? []
        : hidden
            .filter((name) => cell(name) !== '')
            .map((name) => `${name} stands beside a status that hides it`),
    ),
  ];
}
