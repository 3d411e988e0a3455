import type { OpenFile } from '../../shared/imports/import-items.ts';
import { FileBroken } from '../../shared/records/files/file-item.ts';
import type { ImportObject } from '../../shared/storage/keys/import-keys.ts';
import { itemsOfImport } from './items-of-import.ts';

/**
 * The clients of whom the file holds something that may be used by nothing, in the order of the file. They are read
 * from it again, since a job that goes on in another stretch must not carry them.
 */
export async function clientsToAskFor(
  file: ImportObject,
  read: (key: string) => Promise<string | undefined>,
  open: OpenFile,
): Promise<string[]> {
  const clients = new Set<string>();
  try {
    const items = await itemsOfImport(file, read, open);
    for await (const item of items ?? []) {
      if (!('record' in item)) continue;
      const { record } = item;
      const mayBeUnused =
        record.type === 'pain-score' || record.type === 'measurement' || record.type === 'consent';
      if (mayBeUnused) clients.add(record.clientId);
    }
  } catch (error) {
    if (!(error instanceof FileBroken)) throw error;
  }
  return [...clients];
}
