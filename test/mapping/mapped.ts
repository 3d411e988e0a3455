import { applyMapping, type MappingOptions, MappingTally } from '../../shared/mapping/apply-mapping.ts';
import { type Mapping, parseMapping } from '../../shared/mapping/mapping.ts';
import type { ImportItem } from '../../shared/records/files/file-item.ts';
import { openTable } from '../../shared/tables/open-table.ts';

export async function* piecesOf(content: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** A mapping from what a test says of it. */
export function mappingOf(input: object): Mapping {
  const read = parseMapping({ mappingVersion: 1, source: { system: 'a test', report: 'rows' }, ...input });
  if ('mapping' in read) return read.mapping;
  throw new Error(read.faults.join('\n'));
}

/** All that becomes of a text under a mapping. */
export async function mapped(
  content: string | Uint8Array,
  mapping: Mapping,
  options: MappingOptions = { clinicId: 'c' },
): Promise<{ items: ImportItem[]; tally: MappingTally }> {
  const tally = new MappingTally();
  const items: ImportItem[] = [];
  const table = await openTable(piecesOf(content), mapping.file);
  for await (const item of applyMapping(table, mapping, options, tally)) items.push(item);
  return { items, tally };
}

export const recordsOf = (items: readonly ImportItem[]) =>
  items.flatMap((item) => ('record' in item ? [item.record] : []));
export const refusalsOf = (items: readonly ImportItem[]) =>
  items.flatMap((item) => ('refusal' in item ? [item.refusal] : []));
/** How many rows were passed over, by the code of the reason. */
export function skippedOf(items: readonly ImportItem[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items)
    if ('skipped' in item) counts[item.skipped.code] = (counts[item.skipped.code] ?? 0) + 1;
  return counts;
}
