import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Mapping } from '../../shared/mapping/mapping.ts';
import { SHIPPED_MAPPINGS } from '../../shared/mapping/shipped-mappings.ts';

const FOLDER = join(import.meta.dirname, '../../examples/mappings');

/** A mapping that ships, and the file that was written after the documentation of its system. */
export type Shipped = { name: string; file: string; content: Buffer; mapping: Mapping };

export function shippedMappings(): Shipped[] {
  return readdirSync(join(FOLDER, 'fixtures')).map((file) => {
    const name = basename(file).replace(/\.\w+$/, '');
    const mapping = SHIPPED_MAPPINGS[name];
    if (!mapping) throw new Error(`${name}: no mapping of this name ships`);
    return { name, file, content: readFileSync(join(FOLDER, 'fixtures', file)), mapping };
  });
}

/**
 * The parts of a mapping that decide what becomes of rows, as a person would change them: a field, a rule for rows, a
 * setting, the words of a vocabulary; and whole records. What ids begin with is nothing that anybody needs to change.
 */
function parts({
  records,
  rows,
  timeZone,
  dateOrder,
  shortYears,
  decimalComma,
  missing,
  vocabularies,
}: Mapping) {
  const found = new Map<string, Map<string, string>>();
  const put = (block: string, entries: object) =>
    found.set(block, new Map(Object.entries(entries).map(([key, part]) => [key, text(part)])));
  const text = (part: unknown) =>
    JSON.stringify(part, (key, value) =>
      key === 'prefix'
        ? undefined
        : key === 'joined'
          ? value.filter((one: unknown) => typeof one !== 'string')
          : value,
    ) ?? '';
  for (const { type, fields, needs } of records) put(`${type}(${needs?.join() ?? ''})`, fields);
  put('', { timeZone, dateOrder, shortYears, decimalComma, missing, ...vocabularies });
  put('rows', Object.fromEntries((rows ?? []).map((rule) => [rule.column, rule])));
  return found;
}

/**
 * What a person would change in a mapping to make another of it: the same change at several places is one, since it is
 * found and replaced, and so is a record that is missing.
 */
export function edits(from: Mapping, to: Mapping): string[] {
  const [a, b] = [parts(from), parts(to)];
  const changes = [...new Set([...a.keys(), ...b.keys()])].flatMap((block) => {
    const [before, after] = [a.get(block), b.get(block)];
    if (!before || !after) return [block];
    const keys = new Set([...before.keys(), ...after.keys()]);
    return [...keys]
      .filter((key) => before.get(key) !== after.get(key))
      .map((key) => `${before.get(key) ?? 'nothing'} becomes ${after.get(key) ?? 'nothing'}`);
  });
  return [...new Set(changes)];
}
