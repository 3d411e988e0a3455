import type { ImportItem } from '../../shared/records/files/file-item.ts';

const ROWS_A_CHUNK = 1_000;

/**
 * Rows in groups; when the file breaks, what came before is given first.
 *
 * @param rows of one group: fewer where it is tried what becomes of an import that is cut off
 */
export async function* chunksOfItems(
  items: AsyncIterable<ImportItem>,
  rows = ROWS_A_CHUNK,
): AsyncGenerator<ImportItem[]> {
  let chunk: ImportItem[] = [];
  try {
    for await (const item of items) {
      chunk.push(item);
      if (chunk.length === rows) {
        yield chunk;
        chunk = [];
      }
    }
  } catch (error) {
    if (chunk.length > 0) yield chunk;
    throw error;
  }
  if (chunk.length > 0) yield chunk;
}
