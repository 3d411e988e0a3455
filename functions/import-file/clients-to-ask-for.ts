import { importItems, type OpenFile } from '../../shared/imports/import-items.ts';
import { FileBroken } from '../../shared/records/file-item.ts';
import type { ImportObject } from '../../shared/storage/import-keys.ts';

/**
 * The clients of whom the file holds something that may be used by nothing, in the order of the file. They are read
 * from it again, since a job that goes on in another stretch must not carry them.
 */
export async function clientsToAskFor({ clinicId, name }: ImportObject, open: OpenFile): Promise<string[]> {
  const clients = new Set<string>();
  try {
    const items = await importItems(name, open, { clinicId });
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
