import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultsOfPage } from './room-page.ts';
import { filesByFolder, ROOT, sourceFiles } from './source-folders.ts';

/** A folder with more source files than this is a room that a stranger needs a word about. */
const FEW = 5;
const MEDIAN_BELOW = 60;
const LONGEST = 300;

const files = sourceFiles();

describe('a room of more than five files has a page that says what it is for', () => {
  const rooms = [...filesByFolder(files)].flatMap(([folder, count]) => (count > FEW ? [folder] : [])).sort();

  test('there are rooms', () =>
    expect(rooms).toEqual(expect.arrayContaining(['shared', 'functions', 'infra'])));

  test.each(rooms)('%s', (room) => {
    const place = join(ROOT, room, 'README.md');
    expect(existsSync(place), `${room}/README.md is missing`).toBe(true);
    const isThere = (path: string) => existsSync(join(ROOT, path));
    expect(faultsOfPage(readFileSync(place, 'utf8'), isThere)).toEqual([]);
  });
});

describe('faultsOfPage', () => {
  const GOOD =
    '# Room\n\nIt is for this, as `shared/room` says.\n\n- **In:** a.\n- **Out:** b.\n- **May not know:** c.\n';
  const faults = (page: string) => faultsOfPage(page, (path) => path === 'shared/room');

  test('finds none in a page that says everything', () => expect(faults(GOOD)).toEqual([]));
  test('finds what is not said', () => {
    expect(faults(GOOD.replace('# Room', 'Room'))).toEqual(['begins without a title']);
    expect(faults(GOOD.replace(/It is .*\n/, ''))).toEqual(['does not say what the room is for']);
    expect(faults(GOOD.replace(/- \*\*Out.*\n/, ''))).toEqual([
      'has the parts In, May not know, not In, Out, May not know',
    ]);
    expect(faults(`${GOOD}${'and so on\n'.repeat(20)}`)).toEqual(['has 27 lines, more than 20']);
    expect(faults(`${GOOD}\n## Use\n\n${'and so on\n'.repeat(20)}`)).toEqual([]);
  });
  test('finds a path that leads nowhere', () => {
    expect(faults(GOOD.replace('/room', '/hall'))).toEqual(['names shared/hall, which is not there']);
  });
});

describe('files stay small', () => {
  test(`half of them have fewer than ${MEDIAN_BELOW} lines`, () => {
    const lines = files.map((file) => file.lines).sort((a, b) => a - b);
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThan(MEDIAN_BELOW);
  });

  test(`none has more than ${LONGEST}`, () => {
    expect(files.filter(({ lines }) => lines > LONGEST)).toEqual([]);
  });
});
