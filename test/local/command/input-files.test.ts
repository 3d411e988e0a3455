import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UsageError } from '../../../infra/command-line/usage-error.ts';
import { filesOfArguments, filesOfFolder } from '../../../infra/local/command/input-files.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'input-files-'));
  const write = (path: string, content: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  write('north/sessions.csv', 'clinicId,sessionId\nnorth,s-1\n');
  write('south/sessions.csv', 'clinicId,sessionId\nnorth,s-2\n');
  write('chain.JSONL', '{"clinicId":"a"}\n{"clinicId":"b"}\n{"type":"session"}\nnot json\n');
  write('nobody.csv', 'sessionId\ns-1\n');
  write('bundle.JSON', '{"resourceType":"Bundle"}');
  write('notes.txt', 'hello');
  write('m.json', JSON.stringify({ mappingVersion: 1, source: { system: 'x', report: 'y' }, records: [] }));
});

afterAll(() => rmSync(folder, { recursive: true }));

const read = (paths: string[], clinic?: string) => filesOfArguments(paths, clinic, ['/nowhere', folder]);

test('files of one name from two folders do not meet in the bucket', async () => {
  const { files, orphans } = await read(['north/sessions.csv', 'south/sessions.csv']);
  expect(files.map(({ clinicId, name, label }) => [clinicId, name, label])).toEqual([
    ['north', 'sessions.csv', 'north/sessions.csv'],
    ['north', '2/sessions.csv', 'south/sessions.csv'],
  ]);
  expect(orphans).toEqual([]);
  expect(await text(files[1]!.open())).toContain('north,s-2');
});

test('a FHIR document belongs to the clinic that is named, since it names none', async () => {
  const { files } = await read(['bundle.JSON'], 'riverside');
  expect(files.map(({ clinicId, name }) => `${clinicId}/${name}`)).toEqual(['riverside/bundle.json']);
  await expect(read(['bundle.JSON'])).rejects.toThrow(/say whose file it is with --clinic/);
});

test('a file of two clinics becomes one for each, on the same lines', async () => {
  const { files, orphans } = await read(['chain.JSONL']);
  expect(files.map(({ clinicId, name }) => `${clinicId}/${name}`)).toEqual([
    'a/chain.ndjson',
    'b/chain.ndjson',
  ]);
  expect(await text(files[0]!.open())).toBe('{"clinicId":"a"}\n\n\nnot json\n');
  expect((await text(files[1]!.open())).trimEnd()).toBe('\n{"clinicId":"b"}');
  const rows = await Array.fromAsync(orphans[0]!.rows());
  expect(rows.map(({ line, path }) => [line, path])).toEqual([[3, 'clinicId']]);
});

test('whose a file is can be said for it', async () => {
  const { files } = await read(['nobody.csv'], 'harbour');
  expect(files.map(({ clinicId, name }) => `${clinicId}/${name}`)).toEqual(['harbour/nobody.csv']);
});

test.each([
  ['missing.csv', /missing\.csv: no such file/],
  ['north', /north is not a file/],
  ['notes.txt', /notes\.txt: expected a name that ends in/],
  ['nobody.csv', /nobody\.csv names no clinic .* --clinic ID/],
])('%s is refused with a sentence', async (path, sentence) => {
  await expect(read([path])).rejects.toThrow(UsageError);
  await expect(read([path])).rejects.toThrow(sentence);
});

test('a folder of clinics, and nothing beside their folders', () => {
  writeFileSync(join(folder, 'README.md'), 'about');
  const { files } = filesOfFolder(folder);
  expect(files.map(({ label }) => label)).toEqual(['north/sessions.csv', 'south/sessions.csv']);
});

test('a file of another system comes with its mapping, whatever its name, and belongs to the clinic that is named', async () => {
  const by = (named: string, clinic?: string) =>
    filesOfArguments(['notes.txt', 'nobody.csv'], clinic, ['/nowhere', folder], {
      mappings: [{ file: 'notes.txt', named }],
      timeZone: 'America/Chicago',
    });
  const { files } = await by('kobo-visit-form', 'harbour');
  expect(files.map(({ name, mapping }) => [name, mapping !== undefined])).toEqual([
    ['notes.txt', true],
    ['nobody.csv', false],
  ]);
  expect(JSON.parse(files[0]!.mapping!)).toMatchObject({ mappingVersion: 1, timeZone: 'America/Chicago' });
  await expect(by('kobo-visit-form')).rejects.toThrow(/notes.txt names no clinic .*--clinic ID/);
  await expect(by('m.json', 'harbour')).rejects.toThrow(/m.json is no mapping:\n {2}records: /);
  await expect(by('none.json', 'harbour')).rejects.toThrow(/none.json: expected a file with a mapping/);
});

test('one file is read by one mapping', async () => {
  const mappings = [{ named: 'kobo-visit-form' }, { named: 'jane-appointments' }];
  await expect(filesOfArguments(['nobody.csv'], 'harbour', [folder], { mappings })).rejects.toThrow(
    'nobody.csv cannot be read by kobo-visit-form and by jane-appointments at once',
  );
});
