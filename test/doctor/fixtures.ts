import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Mapping, parseMapping } from '../../shared/mapping/mapping.ts';

const FOLDER = join(import.meta.dirname, '../../examples/mappings');

/** A mapping that ships, and the file that was written after the documentation of its system. */
export type Shipped = { name: string; file: string; content: Buffer; mapping: Mapping };

export function shippedMappings(): Shipped[] {
  return readdirSync(join(FOLDER, 'fixtures')).map((file) => {
    const name = basename(file).replace(/\.\w+$/, '');
    const read = parseMapping(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')));
    if (!('mapping' in read)) throw new Error(`${name}: ${read.faults.join('; ')}`);
    return { name, file, content: readFileSync(join(FOLDER, 'fixtures', file)), mapping: read.mapping };
  });
}

/** The parts of a mapping that decide what becomes of rows, as paths with their values. */
function leaves({
  records,
  rows,
  timeZone,
  dateOrder,
  shortYears,
  decimalComma,
  missing,
  vocabularies,
}: Mapping) {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [key, part] of Object.entries(value)) walk(part, `${path}/${key}`);
    else if (value !== undefined) found.set(path, JSON.stringify(value));
  };
  for (const { type, fields, needs } of records) walk(fields, `${type}(${needs?.join() ?? ''})`);
  for (const { column, ...rule } of rows ?? []) walk(rule, `rows(${column})`);
  walk({ timeZone, dateOrder, shortYears, decimalComma, missing, vocabularies }, '');
  return found;
}

/** How many places of a mapping a person would change to make another of it. */
export function edits(from: Mapping, to: Mapping): string[] {
  const [a, b] = [leaves(from), leaves(to)];
  const places = new Set([...a.keys(), ...b.keys()]);
  return [...places].filter((place) => a.get(place) !== b.get(place));
}
