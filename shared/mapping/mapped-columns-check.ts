import { FileBroken } from '../records/files/file-item.ts';
import { pathText } from '../records/refusal.ts';
import type { FieldRule } from './field-rule.ts';
import type { Mapping } from './mapping.ts';
import { columnKey } from './row-reading.ts';

/** The columns that a mapping reads, as it names them. */
export function columnsRead(mapping: Mapping): string[] {
  const names = new Set<string>();
  for (const { column } of mapping.rows ?? []) names.add(column);
  for (const { fields, needs, where } of mapping.records) {
    if (where) names.add(where.column);
    for (const column of needs ?? []) names.add(column);
    for (const rule of Object.values(fields)) for (const column of columnsOfRule(rule)) names.add(column);
  }
  return [...names];
}

/** The columns in which rows name the zone of their times. */
export function zonesRead({ records }: Mapping): string[] {
  const rules = records.flatMap(({ fields }) => Object.values(fields));
  return [
    ...new Set(rules.flatMap((rule) => ('zone' in rule && rule.zone !== undefined ? [rule.zone] : []))),
  ];
}

/** The columns that one rule reads. */
export function columnsOfRule(rule: FieldRule): string[] {
  const found: string[] = [];
  if ('compact' in rule) found.push(rule.compact);
  if ('column' in rule) found.push(rule.column);
  if ('time' in rule && rule.time !== undefined) found.push(rule.time);
  if ('zone' in rule && rule.zone !== undefined) found.push(rule.zone);
  if ('bodyRegion' in rule && rule.bodyRegion !== undefined) found.push(rule.bodyRegion);
  if ('derived' in rule) found.push(...rule.derived);
  if ('movements' in rule)
    for (const { before, after, pair } of rule.movements)
      for (const cell of [before, after, pair]) if (cell) found.push(cell.column);
  if ('joined' in rule)
    found.push(...rule.joined.flatMap((part) => (typeof part === 'string' ? [] : [part.column])));
  if ('minutes' in rule && typeof rule.minutes === 'object' && 'column' in rule.minutes)
    found.push(rule.minutes.column);
  return found;
}

/**
 * Whether a file has the columns that a mapping reads, and no other that it does not name. All that is wrong is told at
 * once, before any row is read.
 *
 * @throws FileBroken that names the columns
 */
export function checkColumns(mapping: Mapping, columns: readonly string[], line: number): void {
  const absent = absentColumns(mapping, columns);
  const other = otherColumns(mapping, columns);
  const faults = [
    absent.length > 0 && `the mapping reads columns that are not there: ${listed(absent)}`,
    other.length > 0 &&
      mapping.otherColumns === 'refuse' &&
      `there are columns that the mapping does not name: ${listed(other)}; read them, or list them under "leftOut"`,
  ].filter((fault) => fault !== false);
  if (faults.length > 0) throw new FileBroken('unknown-column', line, faults.join('; '));
}

/** The columns that a mapping reads and a file does not have. */
export function absentColumns(mapping: Mapping, columns: readonly string[]): string[] {
  const there = new Set(columns.map(columnKey));
  return columnsRead(mapping).filter((column) => !there.has(columnKey(column)));
}

/** The columns of a file that a mapping neither reads nor leaves out by name. */
export function otherColumns(mapping: Mapping, columns: readonly string[]): string[] {
  const known = new Set(columnsRead(mapping).map(columnKey));
  return columns.filter((column) => !known.has(columnKey(column)) && !isLeftOut(mapping, column));
}

/** Whether a mapping names a column among those that are never read. */
export function isLeftOut(mapping: Mapping, column: string): boolean {
  const key = columnKey(column);
  return mapping.leftOut.some((name) => {
    const other = columnKey(name);
    return other.endsWith('.*') ? key.startsWith(other.slice(0, -1)) : other === key;
  });
}

const listed = (columns: readonly string[]) => columns.map((column) => `"${pathText([column])}"`).join(', ');
