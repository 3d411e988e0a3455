import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordPaths } from '../../infra/offline/record-paths.ts';
import { SHIPPED_MAPPINGS } from '../../shared/mapping/shipped-mappings.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'paths-'));
  mkdirSync(join(folder, 'inner'));
  writeFileSync(join(folder, 'a.ndjson'), 'abc');
  writeFileSync(join(folder, 'inner/a.ndjson'), '');
  writeFileSync(join(folder, 'inner/b.CSV'), '');
  writeFileSync(join(folder, 'notes.txt'), '');
  writeFileSync(join(folder, 'bulk.ndjson'), '\uFEFF\n{"resourceType":"Patient","id":"p-1"}\n');
  writeFileSync(join(folder, 'bundle.JSON'), '{}');
  writeFileSync(join(folder, 'packed.csv'), gzipSync('type\n'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a relative path begins in the first folder that has it', () => {
  const inner = join(folder, 'inner');
  expect(recordPaths(['a.ndjson', 'b.CSV'], [folder, inner])).toEqual([
    { label: 'a.ndjson', path: join(folder, 'a.ndjson'), format: 'ndjson', bytes: 3 },
    { label: 'b.CSV', path: join(inner, 'b.CSV'), format: 'csv', bytes: 0 },
  ]);
});

test('what is FHIR, and what has a mapping, is read item by item', () => {
  const mapping = SHIPPED_MAPPINGS['jane-appointments']!;
  const labels = ['bulk.ndjson', 'bundle.JSON', 'notes.txt', 'a.ndjson'];
  const formats = recordPaths(labels, [folder], new Map([['notes.txt', mapping]])).map(
    ({ label: _label, path: _path, bytes: _bytes, ...rest }) => rest,
  );
  expect(formats).toEqual([
    { format: 'items' },
    { format: 'items' },
    { format: 'items', mapping },
    { format: 'ndjson' },
  ]);
});

test.each([
  ['gone.csv', 'gone.csv: no such file.'],
  ['packed.csv', 'packed.csv: this is packed with gzip; unpack it and send what is in it.'],
  ['inner', 'inner is not a file; name the files one by one.'],
  [
    'notes.txt',
    'notes.txt: expected a name that ends in .csv, .ndjson, .jsonl or .json. A file of another system is read by --mapping M.json',
  ],
])('%s is refused with a sentence', (label, sentence) => {
  expect(() => recordPaths([label], [folder])).toThrow(sentence);
});
