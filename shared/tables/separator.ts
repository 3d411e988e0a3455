import { type CsvRow, csvRows } from '../records/files/csv-rows.ts';
import { FileBroken } from '../records/files/file-item.ts';
import { linesOf } from '../records/files/file-lines.ts';
import { withoutForcedTexts } from './forced-texts.ts';

const SEPARATORS = [',', ';', '\t', '|'] as const;
const ROWS_LOOKED_AT = 200;

/** Spreadsheets write this line to themselves, and leave it in the file. */
const NAMED_SEPARATOR = /^\uFEFF?sep=(.)\r?$/;

/** The separator under which most rows of the beginning have the same number of cells, the more cells the better. */
export async function sniffSeparator(head: Uint8Array): Promise<string> {
  const firstLine = new TextDecoder().decode(head.subarray(0, 64)).split('\n', 1)[0] ?? '';
  const named = NAMED_SEPARATOR.exec(firstLine)?.[1];
  if (named) return named;
  let [best, most] = [',', 0];
  for (const separator of SEPARATORS) {
    const score = agreement(await firstRows(head, separator));
    if (score > most) [best, most] = [separator, score];
  }
  return best;
}

/** The first rows of a text as a separator would cut them; as many as can be read. */
export async function firstRows(head: Uint8Array, separator: string): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  try {
    for await (const batch of csvRows(withoutForcedTexts(linesOf(onePiece(head)), separator), separator)) {
      rows.push(...batch);
      if (rows.length >= ROWS_LOOKED_AT) break;
    }
  } catch (error) {
    if (!(error instanceof FileBroken)) throw error;
  }
  return rows.slice(0, ROWS_LOOKED_AT);
}

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function agreement(rows: readonly CsvRow[]): number {
  const byCount = new Map<number, number>();
  for (const row of rows) {
    if (!('cells' in row) || row.cells.length < 2) continue;
    byCount.set(row.cells.length, (byCount.get(row.cells.length) ?? 0) + 1);
  }
  return Math.max(0, ...[...byCount].map(([cells, count]) => count * (1 + Math.log2(cells))));
}
