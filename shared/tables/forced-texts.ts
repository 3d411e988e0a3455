import type { Line } from '../records/files/file-lines.ts';

/**
 * Lines of a table in which cells such as `="007"` are `"007"`: so a number is written that a spreadsheet shall show with its
 * zeros. Bytes are looked at as they stand; all encodings that get here have ASCII where it is meant.
 */
export async function* withoutForcedTexts(
  batches: AsyncIterable<Line[]>,
  separator: string,
): AsyncGenerator<Line[]> {
  const between = separator.replace(/[|\\^$.*+?()[\]{}]/, '\\$&');
  const forced = new RegExp(`(^|${between})="([^"]*)"(?=${between}|\\r?\\n?$)`, 'g');
  for await (const lines of batches) {
    yield lines.map((line) => {
      if (!line.raw?.includes('="')) return line;
      const text = line.raw.toString('latin1').replaceAll(forced, '$1"$2"');
      return { ...line, raw: Buffer.from(text, 'latin1') };
    });
  }
}

const FORCED = /^="([^"]*)"$/;

/** The text of a cell that was itself quoted: `"=""007"""`. */
export const withoutForce = (cell: string): string => FORCED.exec(cell)?.[1] ?? cell;
