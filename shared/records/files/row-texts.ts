/**
 * A record as the cells of a CSV row, by column: what rowReader (csv-row.ts) reads, written. Of a record that is
 * not valid as much as has a form there; the rest as JSON, which no column takes.
 */
export function rowTexts(record: Readonly<Record<string, unknown>>): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const [field, value] of Object.entries(record)) {
    if (value === undefined || value === null) continue;
    if (!isObject(value)) cells[field] = textOf(field, value);
    else for (const [key, part] of Object.entries(value)) cells[`${field}.${key}`] = textOf(key, part);
  }
  return cells;
}

function textOf(field: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return JSON.stringify(value) ?? '';
  return value.map((entry) => entryText(field, entry)).join(';');
}

function entryText(field: string, entry: unknown): string {
  if (typeof entry === 'string') return entry;
  if (!isObject(entry)) return JSON.stringify(entry) ?? '';
  const part = (name: string, before: string) =>
    entry[name] === undefined ? '' : `${before}${textOf(name, entry[name])}`;
  if (field === 'techniques') {
    return `${part('technique', '')}${part('own', '=')}:${part('minutes', '')}${part('bodyRegion', '@')}${part('pressure', '/')}`;
  }
  if (field === 'rangeOfMotion') {
    return `${part('movement', '')}${part('side', '@')}:${part('before', '')}>${part('after', '')}`;
  }
  return JSON.stringify(entry);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
