import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { ROOT } from './source-folders.ts';

/** What a file may import beside its own room. */
type Imports = {
  /** Rooms, or single files of them; `*` is all of them. */
  imports?: readonly string[];
  packages?: readonly string[];
  /** Modules of Node; `*` is all of them. */
  node?: readonly string[];
};

/** A folder with all below it that has no row of its own. */
export type Room = Imports & {
  holds: string;
  /** What folders in it hold; they are of the same room. */
  parts?: Readonly<Record<string, string>>;
  /** What single files of it may import more. */
  files?: Readonly<Record<string, Imports>>;
};

export const ROOMS = JSON.parse(readFileSync(join(ROOT, '.rooms.json'), 'utf8')).rooms as Record<
  string,
  Room
>;

/** The page that shows the table. */
export const PAGE = join(ROOT, 'docs/architecture.md');

/** The table of rooms as the page shows it. */
export function roomsTable(rooms: Readonly<Record<string, Room>>): string {
  const rows = Object.entries(rooms).flatMap(([name, { holds, parts = {}, imports = [] }]) => [
    [`\`${name}\``, holds, mayImport(imports)],
    ...Object.entries(parts).map(([folders, held]) => {
      const [first, ...others] = folders.split(', ');
      return [
        [`\`${name}/${first}\``, ...others.map((other) => `\`${other}\``)].join(', '),
        held,
        'the same',
      ];
    }),
  ]);
  const lines = [['folder', 'what it holds', 'what it may import'], ['---', '---', '---'], ...rows];
  return lines
    .map((cells) => `| ${cells.join(' | ')} |`.replaceAll('| --- ', '|---').replace('--- |', '---|'))
    .join('\n');
}

/** In the order of the table, rooms of shared by their short names. */
function mayImport(imports: readonly string[]): string {
  if (imports.includes('*')) return 'everything';
  if (imports.length === 0) return 'nothing of ours';
  return imports.map((entry) => (entry === 'shared' ? entry : entry.replace(/^shared\//, ''))).join(', ');
}

/** A page with its table of rooms replaced. */
export function withTable(page: string, table: string): string {
  const found = /^\| folder \| what it holds \|.*\n(?:\|.*\n)+/m;
  if (!found.test(page)) throw new Error('expected a table of rooms in the page');
  return page.replace(found, () => `${table}\n`);
}

/** `node test/house/rooms-table.ts` writes the table into the page. */
if (import.meta.main) {
  writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), roomsTable(ROOMS)));
  process.stdout.write(format('%s says what .rooms.json says.\n', PAGE));
}
