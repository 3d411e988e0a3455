import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repeatedStretches } from './repeated-stretches.ts';
import { ROOT } from './source-folders.ts';

/** Only ever lowered: what is new is written once. */
const STILL_TWICE = { inSource: 8, withTests: 24 };

const LINES = [
  'const a = 1;',
  'const b = 2;',
  'const c = 3;',
  'const d = 4;',
  'const e = 5;',
  'const f = 6;',
];
const file = (...lines: string[]) => lines.join('\n');

describe('repeatedStretches', () => {
  it('finds six lines that stand in two files, however they are set and wherever', () => {
    const indented = LINES.map((line) => `    ${line}`);
    const found = repeatedStretches(
      new Map([
        ['a.ts', file("import { x } from './x.ts';", ...LINES)],
        ['b.ts', file('const other = 0;', ...indented, '}', 'const last = 7;')],
      ]),
    );
    expect(found).toEqual([{ first: 'a.ts:2', second: 'b.ts:2', lines: 6 }]);
  });

  it('tells a longer stretch once, and leaves five lines, brackets and imports alone', () => {
    const long = [...LINES, 'const g = 7;', '});', 'const h = 8;'];
    const twice = new Map([
      ['a.ts', file(...long)],
      ['b.ts', file(...long)],
    ]);
    expect(repeatedStretches(twice)).toEqual([{ first: 'a.ts:1', second: 'b.ts:1', lines: 8 }]);
    const imports = LINES.map((_, index) => `import { m${index} } from './m${index}.ts';`);
    const few = file(...imports, ...LINES.slice(1), '});', '}', ')');
    const alike = new Map([
      ['a.ts', few],
      ['b.ts', few],
    ]);
    expect(repeatedStretches(alike)).toEqual([]);
  });
});

describe('the house', () => {
  const read = (pattern: string) =>
    new Map(
      globSync(pattern, { cwd: ROOT })
        .sort()
        .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]),
    );

  it('says little twice in its source', () => {
    const found = repeatedStretches(read('{infra,functions,shared,examples}/**/*.{ts,mjs}'));
    expect(found.length, JSON.stringify(found, null, 1)).toBeLessThanOrEqual(STILL_TWICE.inSource);
  });

  it('and in its tests', () => {
    const found = repeatedStretches(read('{infra,functions,shared,examples,test}/**/*.{ts,mjs}'));
    expect(found.length, JSON.stringify(found, null, 1)).toBeLessThanOrEqual(STILL_TWICE.withTests);
  });
});
