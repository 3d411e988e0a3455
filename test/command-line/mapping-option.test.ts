import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askedMapping, mappingForFile } from '../../infra/command-line/mapping-option.ts';
import { SHIPPED_MAPPINGS } from '../../shared/mapping/shipped-mappings.ts';

const FIXTURES = join(import.meta.dirname, '../../examples/mappings/fixtures');
const JANE = join(FIXTURES, 'jane-appointments.csv');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mapping-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

test('one that ships takes its time zone from whoever asks, never from the example', async () => {
  const asked = await askedMapping('jane-appointments');
  expect(asked.mapping.timeZone).toBe('America/Chicago');
  expect((await mappingForFile(asked, JANE, undefined)).timeZone).toBeUndefined();
  expect((await mappingForFile(asked, JANE, 'Europe/Lisbon')).timeZone).toBe('Europe/Lisbon');
});

test('one that somebody has written says what it says, and only what it leaves open is told', async () => {
  const { timeZone: _zone, ...open } = SHIPPED_MAPPINGS['jane-appointments']!;
  const own = await askedMapping(
    written('own.json', `\uFEFF${JSON.stringify({ ...open, timeZone: 'UTC' })}`),
  );
  expect((await mappingForFile(own, JANE, 'Europe/Lisbon')).timeZone).toBe('UTC');
  const undecided = await askedMapping('open.json', () => written('open.json', JSON.stringify(open)));
  expect((await mappingForFile(undecided, JANE, 'Europe/Lisbon')).timeZone).toBe('Europe/Lisbon');
});

test.each([
  ['no-such-system', /no-such-system: expected a file with a mapping.*acuity-appointments, clinicsense/],
  ['bad.json', /bad\.json is no mapping:\n {2}mappingVersion: .*\n {2}source: .*\n {2}records: .*/],
])('%s is refused with all that is wrong', async (name, sentence) => {
  const bad = written('bad.json', '{}');
  await expect(askedMapping(name, (path) => (path === 'bad.json' ? bad : path))).rejects.toThrow(sentence);
});
