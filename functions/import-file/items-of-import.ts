import { importItems, type OpenFile } from '../../shared/imports/import-items.ts';
import { mappingIn } from '../../shared/imports/kept-mapping.ts';
import type { ImportItem } from '../../shared/records/files/file-item.ts';
import type { RecordFileOptions } from '../../shared/records/files/record-file.ts';
import { type ImportObject, importKey, importMappingKey } from '../../shared/storage/keys/import-keys.ts';

/**
 * The items of a file that is imported, the same whoever reads it: who takes them in, who asks what was made of them and who
 * undoes it. What lies beside the file says by which mapping it is read.
 *
 * @returns undefined when the file has gone
 * @throws FileBroken as importItems does, and where no mapping is what lies there
 */
export async function itemsOfImport(
  file: ImportObject,
  read: (key: string) => Promise<string | undefined>,
  open: OpenFile,
  options: Omit<RecordFileOptions, 'clinicId'> = {},
): Promise<AsyncIterable<ImportItem> | undefined> {
  const text = await read(importMappingKey(importKey(file)));
  const mapping = text === undefined ? undefined : mappingIn(text);
  return importItems(file.name, open, { ...options, clinicId: file.clinicId, mapping });
}
