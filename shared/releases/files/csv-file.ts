import type { AnonymisedTable, ReleaseValue } from '../../privacy/anonymised-table.ts';

/** What stands for a missing value: nothing, so that a reader who does not know the status sees no number. */
export const MISSING = '';

/** The table as CSV: RFC 4180 with LF, UTF-8 without a mark, a header, columns and rows in the table's order. */
export function csvText({ fields, rows }: Pick<AnonymisedTable, 'fields' | 'rows'>): string {
  const names = fields.map(({ name }) => name);
  const lines = [names, ...rows.map((row) => names.map((name) => cellText(row[name] ?? null)))];
  return lines.map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
}

function cellText(value: ReleaseValue): string {
  return value === null ? MISSING : String(value);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
