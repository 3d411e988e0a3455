import type { ImportItem } from '../../shared/records/file-item.ts';

const ROWS_A_CHUNK = 1_000;

/** Rows in groups; when the file breaks, what came before is given first. */
export async function* chunksOfItems(items: AsyncIterable<ImportItem>): AsyncGenerator<ImportItem[]> {
  let chunk: ImportItem[] = [];
  try {
    for await (const item of items) {
      chunk.push(item);
      if (chunk.length === ROWS_A_CHUNK) {
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
