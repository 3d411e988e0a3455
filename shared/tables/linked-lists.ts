import { isObject } from './flat-json.ts';

/**
 * The rows of one list of a document, completed from its other lists, as REST exports keep them apart: an entry that a
 * row links to gives its `name` beside the link (`appointment_type.name`), and the one entry that links to a row lies in it
 * under the name of its list (`treatment_notes.content...`). Drafts and deleted entries are left out.
 */
export function withLinkedLists(
  rows: readonly unknown[],
  others: readonly { rowsAt: string; rows: readonly unknown[] }[],
): readonly unknown[] {
  if (others.length === 0) return rows;
  const names = new Map<string, unknown>();
  const linking = new Map<string, { list: string; entry: Record<string, unknown> }[]>();
  for (const { rowsAt, rows: entries } of others) {
    for (const entry of entries) {
      if (!isObject(entry) || !isInForce(entry)) continue;
      const self = linkOf(entry);
      if (self !== undefined && typeof entry['name'] === 'string') names.set(self, entry['name']);
      for (const part of Object.values(entry)) {
        const link = linkOf(part);
        if (link === undefined) continue;
        linking.set(link, [...(linking.get(link) ?? []), { list: rowsAt, entry }]);
      }
    }
  }
  return rows.map((row) => (isObject(row) ? completed(row, names, linking) : row));
}

function completed(
  row: Record<string, unknown>,
  names: ReadonlyMap<string, unknown>,
  linking: ReadonlyMap<string, readonly { list: string; entry: Record<string, unknown> }[]>,
): Record<string, unknown> {
  const fields = Object.entries(row).map(([key, part]): [string, unknown] => {
    const link = linkOf(part);
    const name = link === undefined ? undefined : names.get(link);
    return [key, name === undefined || !isObject(part) || 'name' in part ? part : { ...part, name }];
  });
  const self = linkOf(row);
  const entries = (self === undefined ? undefined : linking.get(self)) ?? [];
  const once = entries.filter(({ list }) => entries.filter((other) => other.list === list).length === 1);
  return Object.fromEntries([
    ...fields,
    ...once.filter(({ list }) => !(list in row)).map(({ list, entry }): [string, unknown] => [list, entry]),
  ]);
}

/** `{"links": {"self": ...}}` */
function linkOf(value: unknown): string | undefined {
  const links = isObject(value) ? value['links'] : undefined;
  const self = isObject(links) ? links['self'] : undefined;
  return typeof self === 'string' ? self : undefined;
}

const isInForce = (entry: Record<string, unknown>) =>
  entry['draft'] !== true && (entry['deleted_at'] ?? entry['archived_at'] ?? null) === null;
