import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ImportJob } from '../../functions/import-file/import-job.ts';
import { type LookDeps, lookAtFile } from '../../functions/import-file/look-at-file.ts';
import type { LookedFile } from '../../shared/imports/looked-file.ts';
import { lookResultKey, uploadKey } from '../../shared/storage/keys/import-keys.ts';
import { DEEP } from '../deep.ts';

/** FUZZED=1000000 looks at as many as that. */
const FILES = Number(process.env['FUZZED'] ?? (DEEP ? 400 : 60));
const PATIENCE = Math.max(600_000, FILES * 100);
const FIXTURES = join(import.meta.dirname, '../../examples/mappings/fixtures');

/** Files of other systems, as owners bring them. */
const WHOLE = readdirSync(FIXTURES).map((name) => ({ name, bytes: readFileSync(join(FIXTURES, name)) }));

/** What has happened to a file on its way: cut off, with something in it, or a stretch of it somewhere else. */
const damaged = fc.constantFrom(...WHOLE).chain(({ name, bytes }) => {
  const where = fc.nat({ max: bytes.length });
  return fc.record({
    name: fc.oneof(
      { weight: 4, arbitrary: fc.constant(name) },
      fc.constantFrom('x.csv', 'x.xlsx', 'x.json', 'x.ndjson', 'x.txt', 'x'),
    ),
    bytes: fc.oneof(
      where.map((end) => bytes.subarray(0, end)),
      fc
        .tuple(where, fc.uint8Array({ maxLength: 40 }))
        .map(([at, more]) => Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)])),
      fc
        .tuple(where, where, fc.nat({ max: 200 }))
        .map(([from, to, length]) =>
          Buffer.concat([bytes.subarray(0, to), bytes.subarray(from, from + length), bytes.subarray(to)]),
        ),
      fc
        .tuple(where, fc.string({ unit: 'binary', maxLength: 20 }))
        .map(([at, text]) => Buffer.concat([bytes.subarray(0, at), Buffer.from(text), bytes.subarray(at)])),
      fc.uint8Array({ maxLength: 400 }).map((any) => Buffer.from(any)),
    ),
  });
});

it('a look at a damaged file of another system ends, and says what it has seen or why it has not', {
  timeout: PATIENCE,
}, async () => {
  const states = new Set<string>();
  await fc.assert(
    fc.asyncProperty(damaged, async ({ name, bytes }) => {
      const upload = { clinicId: 'riverside', look: '6f1e4c2a-0d3b-4a5e-9c7d-1b2a3c4d5e6f', name };
      const objects = new Map<string, string>();
      const deps: LookDeps = {
        foresee: async (_clinic, records) => records.map(() => ({ status: 'accepted' })),
        keyOfClinic: async () => 'key',
        settingsOf: async () => ({ timeZone: 'America/Chicago' }),
        keptMappings: async () => [],
        open: async (_job, fromByte) =>
          (async function* () {
            yield bytes.subarray(fromByte);
          })(),
        read: async (key) => objects.get(key),
        write: async (key, text) => void objects.set(key, text),
      };
      const job: ImportJob = {
        ...{ bucket: 'imports', key: uploadKey(upload), eTag: 'e' },
        arrivedAt: '2026-11-28T00:00:00Z',
      };
      await lookAtFile(job, deps, () => false);
      const seen = JSON.parse(objects.get(lookResultKey(upload))!) as LookedFile;
      expect(seen.state).not.toBe('reading');
      states.add(seen.state);
    }),
    { numRuns: FILES, endOnFailure: true },
  );
  expect(states).toContain('read');
});
