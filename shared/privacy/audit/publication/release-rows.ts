import { CsvError, parse } from 'csv-parse/sync';
import type { ReleaseValue } from '../../anonymised-table.ts';
import { AuditError } from './audit-error.ts';
import type { ManifestField } from './release-manifest.ts';

type Row = Record<string, ReleaseValue>;

const NUMBER = { integer: /^-?(0|[1-9]\d*)$/, number: /^-?(0|[1-9]\d*)(\.\d+)?$/ } as const;

/**
 * The rows of outcomes.csv, read by the schema of the manifest.
 *
 * @throws AuditError that names the file, the line and the column
 */
export function releaseRows(
  file: string,
  text: string,
  fields: readonly ManifestField[],
  primaryKey: readonly string[],
): Row[] {
  const [header, ...records] = cellsOf(file, text);
  if (!header) throw new AuditError(`${file}: line 1: expected the header.`);
  checkHeader(file, header.cells, fields);
  const lineOf = new Map<string, number>();
  return records.map(({ cells, line }) => {
    const row = Object.fromEntries(
      fields.map((field, at) => [
        field.name,
        cellValue(field, cells[at]!, `${file}: line ${line}: column ${field.name}`),
      ]),
    );
    const key = JSON.stringify(primaryKey.map((name) => row[name]));
    const before = lineOf.get(key);
    if (before !== undefined)
      throw new AuditError(`${file}: line ${line}: same ${primaryKey.join(', ')} as line ${before}.`);
    lineOf.set(key, line);
    return row;
  });
}

function cellsOf(file: string, text: string): { cells: string[]; line: number }[] {
  try {
    const records = parse(text, { info: true, relax_column_count: false }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return records.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new AuditError(`${file}: line ${error['lines']}: ${error.message}.`);
  }
}

function checkHeader(file: string, header: readonly string[], fields: readonly ManifestField[]): void {
  for (let at = 0; at < Math.max(header.length, fields.length); at += 1) {
    const [found, expected] = [header[at], fields[at]?.name];
    if (found === expected) continue;
    throw new AuditError(
      `${file}: line 1: column ${at + 1} is ${found === undefined ? 'missing' : `"${found}"`}; ` +
        `expected ${expected === undefined ? 'no more columns' : `"${expected}"`}.`,
    );
  }
}

/** @param where for messages: file, line and column */
function cellValue(field: ManifestField, text: string, where: string): ReleaseValue {
  const { required, enum: allowed } = field.constraints ?? {};
  const { type } = field;
  if (text === '') {
    if (required) throw new AuditError(`${where}: expected a value.`);
    return null;
  }
  if (type !== 'string') {
    if (!NUMBER[type].test(text))
      throw new AuditError(
        `${where}: expected ${type === 'integer' ? 'a whole number' : 'a number'}, got "${text}".`,
      );
    return Number(text);
  }
  if (allowed && !allowed.includes(text))
    throw new AuditError(`${where}: expected one of ${allowed.join(', ')}, got "${text}".`);
  return text;
}
