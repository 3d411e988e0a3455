import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRunFolder } from '../../../infra/local/command/run-folder.ts';

let local = '';
beforeEach(() => {
  local = mkdtempSync(join(tmpdir(), 'run-folder-'));
});
afterEach(() => rmSync(local, { recursive: true }));

/** Above the largest process id of Linux. */
const NOBODY = 4_194_305;

test('a start without --keep leaves nothing', () => {
  const folder = createRunFolder(false, local);
  expect(existsSync(folder.data)).toBe(true);
  folder.remove();
  expect(existsSync(folder.data)).toBe(false);
});

test('kept data stays, with the clinics that an older start has noted, until they are data', () => {
  const first = createRunFolder(true, local);
  expect(first.notedClinics).toEqual([]);
  writeFileSync(join(first.data, 'clinics.json'), '["harbour"]');
  writeFileSync(join(first.data, 'table'), 'rows');
  first.remove();
  const second = createRunFolder(true, local);
  expect(second.data).toBe(first.data);
  expect(second.notedClinics).toEqual(['harbour']);
  expect(existsSync(join(second.data, 'table'))).toBe(true);
  second.forgetNote();
  second.remove();
  const third = createRunFolder(true, local);
  expect(third.notedClinics).toEqual([]);
  third.remove();
});

test('two starts with --keep do not share the data at one time', () => {
  const first = createRunFolder(true, local);
  expect(() => createRunFolder(true, local)).toThrow(/Another start with --keep/);
  first.remove();
});

test('what a killed start left behind is removed, its lock included', () => {
  mkdirSync(join(local, `run-${NOBODY}`));
  writeFileSync(join(local, 'data.lock'), String(NOBODY));
  const folder = createRunFolder(true, local);
  expect(existsSync(join(local, `run-${NOBODY}`))).toBe(false);
  folder.remove();
});
