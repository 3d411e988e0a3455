import type { FileRefusal } from '../../records/files/file-item.ts';
import { paragraph, textTable } from '../tables/text-table.ts';

/** What an import refused of one file. */
export type RefusedRows = {
  /** As the reader knows the file. */
  file: string;
  /** How many rows were refused by which code. */
  counts: Readonly<Record<string, number>>;
  /** The first of these rows; the others are counted only. */
  first: readonly FileRefusal[];
  /** Where the file broke: nothing from this line on was read. */
  stoppedAt?: { line: number; reason: string };
};

/**
 * What was refused and why: counts by code over all files, then the first rows of each file with the
 * sentence that says what was expected. Of a row's content its id is printed, and what
 * was found in the field where the row says so.
 *
 * @param mostPerFile rows to print of each file; the counts always cover all
 */
export function refusalTable(files: readonly RefusedRows[], mostPerFile: number): string {
  const heading = 'What was refused, and why';
  const title = `${heading}\n${'='.repeat(heading.length)}`;
  const concerned = byFile(files).filter((file) => rowsRefused(file) > 0 || file.stoppedAt);
  if (concerned.length === 0) return `${title}\n\nNothing: every row was taken in.`;
  const counts = countsByCode(concerned);
  return [
    title,
    ...(counts.length > 0 ? [countTable(counts)] : []),
    ...concerned.map((file) => fileLines(file, mostPerFile)),
  ].join('\n\n');
}

/** One entry a file, in alphabetical order; a file of several clinics is imported in as many parts. */
function byFile(files: readonly RefusedRows[]): RefusedRows[] {
  const parts = [...Map.groupBy(files, ({ file }) => file)].sort(([a], [b]) => (a < b ? -1 : 1));
  return parts.map(([file, ofFile]) => {
    const stoppedAt = ofFile.find((part) => part.stoppedAt)?.stoppedAt;
    return {
      file,
      counts: Object.fromEntries(countsByCode(ofFile)),
      first: ofFile.flatMap(({ first }) => first),
      ...(stoppedAt && { stoppedAt }),
    };
  });
}

function rowsRefused({ counts }: RefusedRows): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Most frequent first; at equal counts by code. */
function countsByCode(files: readonly RefusedRows[]): [code: string, rows: number][] {
  const sums = new Map<string, number>();
  for (const [code, count] of files.flatMap(({ counts }) => Object.entries(counts))) {
    sums.set(code, (sums.get(code) ?? 0) + count);
  }
  return [...sums].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
}

function countTable(counts: readonly [code: string, rows: number][]): string {
  const together = counts.reduce((sum, [, rows]) => sum + rows, 0);
  const columns = [{ header: 'Code' }, { header: 'Rows', align: 'right' as const }];
  return textTable(
    columns,
    [...counts, ['together', together] as const].map(([code, rows]) => [code, String(rows)]),
  );
}

function fileLines(refused: RefusedRows, most: number): string {
  const { file, first, stoppedAt } = refused;
  const shown = first.toSorted((a, b) => a.line - b.line).slice(0, most);
  const hidden = rowsRefused(refused) - shown.length;
  const lines = shown.map((refusal) => rowLine(file, refusal));
  if (hidden > 0) lines.push(`${file}: ${hidden} more`);
  if (stoppedAt) {
    const text = `${file}:${stoppedAt.line}  nothing from here on was read: ${stoppedAt.reason}`;
    lines.push(paragraph(text, '    '));
  }
  return lines.join('\n');
}

/** `riverside/sessions.csv:77  r-s-91  painBefore: expected a whole number ...` */
function rowLine(file: string, { line, id, path, code, message, found, also }: FileRefusal): string {
  const name = [`${file}:${line}`, id, path || code].filter(Boolean).join('  ');
  const more = also?.length ? ` (and ${also.length} more in this row)` : '';
  const stood = found === undefined ? '' : ` (found: ${found})`;
  return paragraph(`${name}: ${message}${stood}${more}`, '    ');
}
