import fc from 'fast-check';
import { columnsRead } from '../../shared/mapping/mapped-columns-check.ts';
import { type Mapping, parseMapping } from '../../shared/mapping/mapping.ts';
import { openTable } from '../../shared/tables/open-table.ts';
import { piecesOf } from '../mapping/mapped.ts';
import type { Shipped } from './fixtures.ts';

/** A file as somebody else might have saved it, and the mapping that would read that. */
export type Variant = { content: Buffer; mapping: Mapping; called: string };

/** How a file is saved otherwise. */
export const otherwise = fc.record({
  separator: fc.constantFrom(',', ';', '\t', '|'),
  encoding: fc.constantFrom('utf-8', 'bom', 'utf-16le', 'windows-1252'),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  names: fc.constantFrom('as they are', 'snake', 'capitals', 'spaced'),
  dates: fc.constantFrom('as they are', 'day-first', 'month-first', 'words'),
  title: fc.boolean(),
  order: fc.infiniteStream(fc.nat()),
  /** The column of which the name says nothing any more. */
  anonymous: fc.option(fc.nat()),
});
type Otherwise = typeof otherwise extends fc.Arbitrary<infer T> ? T : never;

const DAY = /^(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\/(\d{1,2})\/(\d{4}))(?![\dT])/;

/** The same table, saved otherwise. */
export async function variantOf({ content, mapping, file }: Shipped, how: Otherwise): Promise<Variant> {
  const { columns, rows } = await openTable(piecesOf(content, 4096), mapping.file);
  const original = columns!;
  const read: ReadonlyMap<string, string>[] = [];
  for await (const batch of rows) for (const row of batch) if ('cells' in row) read.push(row.cells);
  const order = original
    .map((name) => ({ name, at: how.order.next().value! }))
    .toSorted((a, b) => a.at - b.at);
  const renamed = new Map(original.map((name, index) => [name, newName(name, how, index, original.length)]));
  const table = [
    order.map(({ name }) => renamed.get(name)!),
    ...read.map((cells) => order.map(({ name }) => newDate(cells.get(name) ?? '', how.dates))),
  ];
  const quoted = (text: string) =>
    /["\r\n]/.test(text) || text.includes(how.separator) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = table.map((cells) => cells.map(quoted).join(how.separator));
  const text = [...(how.title ? ['Export', ''] : []), ...lines, ''].join(how.lineEnd);
  const isRead = new Set(columnsRead(mapping));
  const dated = read.some((cells) => [...cells].some(([name, cell]) => isRead.has(name) && DAY.test(cell)));
  const dateOrder =
    how.dates === 'words' || !dated ? undefined : how.dates === 'as they are' ? mapping.dateOrder : how.dates;
  const { dateOrder: _, ...rest } = mapping;
  return {
    content: encoded(text, how.encoding),
    mapping: mappingWith({ ...rest, file: {}, ...(dateOrder && { dateOrder }) }, renamed),
    called: file,
  };
}

function newName(name: string, { names, anonymous }: Otherwise, index: number, count: number): string {
  if (anonymous !== null && anonymous % count === index) return 'Field X';
  if (names === 'snake') return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
  if (names === 'capitals') return name.toUpperCase();
  return names === 'spaced' ? `  ${name.replaceAll('_', ' ').trim()} ` : name;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function newDate(text: string, dates: Otherwise['dates']): string {
  const match = DAY.exec(text);
  if (!match || dates === 'as they are') return text;
  const [, y1, m1, d1, m2, d2, y2] = match;
  const [year, month, day] = [y1 ?? y2!, (m1 ?? m2!).padStart(2, '0'), (d1 ?? d2!).padStart(2, '0')];
  const rest = text.slice(match[0].length);
  if (dates === 'words') return `${MONTHS[Number(month) - 1]} ${Number(day)}, ${year}${rest}`;
  return dates === 'day-first' ? `${day}/${month}/${year}${rest}` : `${month}/${day}/${year}${rest}`;
}

function encoded(text: string, encoding: Otherwise['encoding']): Buffer {
  if (encoding === 'utf-16le') return Buffer.from(`\uFEFF${text}`, 'utf16le');
  if (encoding === 'windows-1252') return Buffer.from(text, 'latin1');
  return Buffer.from(encoding === 'bom' ? `\uFEFF${text}` : text, 'utf8');
}

/** The mapping for a file whose columns are called otherwise. */
function mappingWith(mapping: object, renamed: ReadonlyMap<string, string>): Mapping {
  const name = (text: string) => (renamed.get(text) ?? text).trim();
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return NAMING.has(key) ? name(value) : value;
    if (Array.isArray(value))
      return value.map((one) => (key === 'joined' && typeof one === 'string' ? one : walk(one, key)));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([inner, part]) => [inner, walk(part, inner)]));
  };
  const read = parseMapping(walk(mapping, ''));
  if ('mapping' in read) return read.mapping;
  throw new Error(read.faults.join('; '));
}

/** Under which keys of a mapping columns are named. */
const NAMING = new Set(['column', 'time', 'compact', 'derived', 'needs', 'bodyRegion', 'leftOut']);
