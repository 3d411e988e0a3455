import { FileBroken, type FileItem } from '../../shared/records/files/file-item.ts';
import { type RecordFileOptions, readRecordFile } from '../../shared/records/files/record-file.ts';

/** The bytes of a file, in chunks of a size that need not respect lines or characters. */
export async function* chunked(data: string | Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of chunks) pieces.push(chunk);
  return Buffer.concat(pieces).toString();
}

/** Reads a whole file: every item, and where it broke if it did. */
export async function readAll(
  name: string,
  data: string | Uint8Array,
  options: RecordFileOptions = {},
  chunkSize?: number,
): Promise<{ items: FileItem[]; broken?: FileBroken }> {
  const items: FileItem[] = [];
  try {
    for await (const item of readRecordFile(name, chunked(data, chunkSize), options)) items.push(item);
  } catch (error) {
    if (!(error instanceof FileBroken)) throw error;
    return { items, broken: error };
  }
  return { items };
}

/** What a test mostly asks of an item: its line, and its id or why it was refused. */
export function brief(item: FileItem): [line: number, result: string] {
  if ('refusal' in item) return [item.line, `${item.refusal.code} ${item.refusal.path}`.trim()];
  const ids = item.record as unknown as Record<string, string>;
  return [item.line, ids['sessionId'] ?? ids['scoreId'] ?? ids['measurementId'] ?? item.record.type];
}
