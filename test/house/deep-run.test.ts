import { globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { expect, test } from 'vitest';
import { DEEP, DEEP_ALONE, DEEP_INTEGRATION } from '../deep-files.ts';

const ROOT = join(import.meta.dirname, '../..');

const PATTERNS = [...DEEP, ...DEEP_INTEGRATION, ...DEEP_ALONE];

test('whatever has a small version is run whole by test:deep', () => {
  const small = globSync('test/**/*.test.ts', { cwd: ROOT }).filter((file) =>
    /from '[./]+\/deep\.ts'/.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(small.length).toBeGreaterThan(10);
  expect(small.filter((file) => !PATTERNS.some((pattern) => matchesGlob(file, pattern)))).toEqual([]);
});

test('whatever test:deep names is there', () => {
  const gone = PATTERNS.filter((pattern) => globSync(pattern, { cwd: ROOT }).length === 0);
  expect(gone).toEqual([]);
});
