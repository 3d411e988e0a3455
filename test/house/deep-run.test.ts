import { globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { expect, test } from 'vitest';
import config from '../../vitest.config.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The files that `npm run test:deep` runs, as the projects of its mode say. */
function deepPatterns(): string[] {
  const { test } = config({ mode: 'deep', command: 'serve' }) as {
    test: { projects: { test: { name: string; include: string[] } }[] };
  };
  return test.projects.flatMap(({ test: { name, include } }) => (name === 'browser' ? [] : include));
}

test('whatever has a small version is run whole by test:deep', () => {
  const patterns = deepPatterns();
  const small = globSync('test/**/*.test.ts', { cwd: ROOT }).filter((file) =>
    /from '[./]+\/deep\.ts'/.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(small.length).toBeGreaterThan(10);
  expect(small.filter((file) => !patterns.some((pattern) => matchesGlob(file, pattern)))).toEqual([]);
});

test('whatever test:deep names is there', () => {
  const gone = deepPatterns().filter((pattern) => globSync(pattern, { cwd: ROOT }).length === 0);
  expect(gone).toEqual([]);
});
