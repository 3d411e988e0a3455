import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEEP } from '../deep.ts';
import { type Finding, findingsIn, type House } from './planted-house.ts';
import { PAGE, ROOMS, type Room, roomsTable, withTable } from './rooms-table.ts';
import { ROOT } from './source-folders.ts';

const names = Object.keys(ROOMS);
const rooms = Object.entries(ROOMS);

describe('the table of rooms', () => {
  it('has a row for every folder below shared, functions and infra, and none for what is not there', () => {
    const folders = ['shared', 'functions', 'infra'].flatMap((top) =>
      readdirSync(join(ROOT, top), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => `${top}/${name}`),
    );
    expect(names).toEqual(expect.arrayContaining(folders));
    const named = rooms.flatMap(([name, { parts = {}, files = {}, imports = [] }]) => [
      name,
      ...Object.keys(parts).flatMap((folders) => folders.split(', ').map((folder) => `${name}/${folder}`)),
      ...Object.keys(files).map((file) => `${name}/${file}`),
      ...imports.filter((entry) => entry !== '*'),
    ]);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('is what the page shows; else run node test/house/rooms-table.ts', () => {
    const page = readFileSync(PAGE, 'utf8');
    expect(withTable(page, roomsTable(ROOMS))).toBe(page);
  });

  it('is what npm run lint asks for', () => {
    const { lint } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts;
    expect(lint).toMatch(
      /depcruise --config \.dependency-cruiser\.cjs .*infra functions shared test examples/,
    );
  });
});

/** The ways in which one file can name another. */
const FORMS = [
  "import { a } from '/shared/storage/stub.ts';",
  "import type { a } from '/shared/storage/stub.ts';",
  "import { type a } from '/shared/storage/stub.ts';",
  "export * from '/shared/storage/stub.ts';",
  "export type { a } from '/shared/storage/stub.ts';",
  "export const a = import('/shared/storage/stub.ts');",
  "export type A = import('/shared/storage/stub.ts').A;",
];
const formFile = (index: number) => `shared/records/deep/below/form-${index}.ts`;
const NEWCOMER = 'shared/newcomers/plant.ts';

/** Of the rules that the table makes; of others a package of a table may be refused as well. */
const ofRooms = (findings: readonly Finding[]) => findings.filter(({ rule }) => rule.startsWith('room '));

describe('an import', () => {
  const packages = [...new Set(rooms.flatMap(([, room]) => everyOf(room, 'packages')))].filter(
    (name) => name !== '*',
  );
  const modules = ['fs', 'child_process', 'crypto', 'node:sqlite', 'timers/promises'];
  const stubOf = (room: string) => `${room}/stub.ts`;
  const filesNamed = rooms.flatMap(([, { imports = [] }]) =>
    imports.filter((entry) => /\/.*\.\w+$/.test(entry)),
  );
  /** What there is to import, and by what it is said in an import. */
  const targets = [
    ...[...new Set([...names.map(stubOf), ...filesNamed])].map((path) => ({
      kind: 'imports' as const,
      name: path,
    })),
    ...packages.map((name) => ({ kind: 'packages' as const, name })),
    ...modules.map((name) => ({ kind: 'node' as const, name })),
  ];
  type Target = (typeof targets)[number];

  const isAllowed = (from: string, { kind, name }: Target, more: Partial<Room> = {}): boolean => {
    const rows = [...(ROOMS[from]![kind] ?? []), ...(more[kind] ?? [])];
    if (rows.includes('*') || rows.includes(name)) return true;
    return kind === 'imports' && [from, ...rows].includes(roomOf(name));
  };
  /** Files of the planted house by their imports: in each room one, and each file that may import more than it. */
  const planted = rooms.flatMap(([room, { files = {} }]) => [
    { file: `${room}/plant.ts`, room, more: {} },
    ...Object.entries(files).map(([file, more]) => ({ file: `${room}/${file}`, room, more })),
  ]);
  /** What a planted file imports: of all there is every second, fast every sixth, others in each file. */
  const importedBy = (file: string) => {
    const at = planted.findIndex((one) => one.file === file);
    return targets.filter(({ name }, index) => name !== file && (index + at) % (DEEP ? 2 : 6) === 0);
  };
  let found: Finding[];

  beforeAll(async () => {
    const house: House = { packages, files: new Map() };
    for (const { kind, name } of targets) if (kind === 'imports') house.files.set(name, 'export {};\n');
    for (const { file } of planted) {
      const lines = importedBy(file).map(
        ({ kind, name }) =>
          `import '${kind === 'imports' ? `/${name}` : kind === 'node' ? asNode(name) : name}';\n`,
      );
      house.files.set(file, lines.join(''));
    }
    for (const [index, form] of FORMS.entries()) house.files.set(formFile(index), form);
    house.files.set(NEWCOMER, "import '/shared/records/stub.ts';\n");
    found = await findingsIn(house);
  }, 600_000);

  it.each(planted)('is refused in $file unless its row names it', ({ file, room, more }) => {
    const refused = importedBy(file)
      .filter((target) => !isAllowed(room, target, more))
      .map(({ name }) => name);
    const told = ofRooms(found).flatMap(({ from, to }) => (from === file ? [nameOf(to)] : []));
    expect(told.sort()).toEqual(refused.sort());
    expect(refused).not.toEqual([]);
  });

  it('from a folder without a row is refused', () => {
    const rules = found.flatMap(({ rule, from }) => (from === NEWCOMER ? [rule] : []));
    expect(rules).toContain('a room for everything');
  });

  it.each(FORMS)('is seen however it is written: %s', (form) => {
    const from = formFile(FORMS.indexOf(form));
    const told = ofRooms(found).filter((finding) => finding.from === from);
    expect(told).toEqual([{ rule: 'room shared/records', from, to: stubOf('shared/storage') }]);
  });
});

describe('a circle', () => {
  let found: Finding[];
  beforeAll(async () => {
    const files = {
      'test/files/one.ts': "import type { Other } from '/test/files/other.ts';\nexport type One = Other;\n",
      'test/files/other.ts': "import type { One } from '/test/files/one.ts';\nexport type Other = One;\n",
      'test/one/a.ts': "import type { B } from '/test/other/b.ts';\nexport type A = B;\n",
      'test/one/d.ts': 'export type D = 1;\n',
      'test/other/b.ts': 'export type B = 1;\n',
      'test/other/c.ts': "import type { D } from '/test/one/d.ts';\nexport type C = D;\n",
    };
    found = await findingsIn({ packages: [], files: new Map(Object.entries(files)) });
  }, 600_000);

  it('of files is refused, of types too', () => {
    expect(found.filter(({ rule }) => rule === 'no circle of files').map(({ from }) => from)).toEqual(
      expect.arrayContaining(['test/files/one.ts']),
    );
  });

  it('of folders is refused, of types too, where no files go in one', () => {
    const told = found.filter(({ from }) => /^test\/(one|other)\b/.test(from));
    expect(new Set(told.map(({ rule }) => rule))).toEqual(new Set(['no circle of folders']));
  });
});

/** The room of a path: the row with the longest name that it lies under. */
function roomOf(path: string): string {
  return names.filter((name) => path.startsWith(`${name}/`)).reduce((a, b) => (a.length > b.length ? a : b));
}

function everyOf({ files = {}, ...row }: Room, kind: 'packages'): readonly string[] {
  return [row, ...Object.values(files)].flatMap((each) => each[kind] ?? []);
}

function asNode(name: string): string {
  return name.startsWith('node:') ? name : `node:${name}`;
}

/** What a path that dependency-cruiser has resolved is called in the table. */
function nameOf(path: string): string {
  return /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? path;
}
