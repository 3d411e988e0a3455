import { satisfies } from 'semver';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import lock from '../../package-lock.json' with { type: 'json' };

/** What npm warns of is compared with the Node that npm runs on; what counts is the ones that we bring. */
const BROUGHT = Object.entries(manifest.optionalDependencies).filter(([name]) => name.startsWith('node-'));

test.each(BROUGHT)('every package accepts the Node of %s %s', (_, version) => {
  const asking = Object.entries(
    lock.packages as Record<string, { engines?: { node?: string } | unknown[] }>,
  ).flatMap(([path, { engines }]) =>
    engines && 'node' in engines && engines.node ? [{ path, range: engines.node }] : [],
  );
  expect(asking.length).toBeGreaterThan(100);
  expect(asking.filter(({ range }) => !satisfies(version, range))).toEqual([]);
});
