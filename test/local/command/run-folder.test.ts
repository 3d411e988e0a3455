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

test('a start that keeps nothing leaves nothing', () => {
  const folder = createRunFolder({ keep: false }, local);
  expect(existsSync(folder.data)).toBe(true);
  folder.remove();
  expect(existsSync(folder.data)).toBe(false);
});

test('kept data stays, with the clinics that an older start has noted, until they are data', () => {
  const first = createRunFolder({ keep: true }, local);
  expect(first.notedClinics).toEqual([]);
  writeFileSync(join(first.data, 'clinics.json'), '["harbour"]');
  writeFileSync(join(first.data, 'table'), 'rows');
  first.remove();
  const second = createRunFolder({ keep: true }, local);
  expect(second.data).toBe(first.data);
  expect(second.notedClinics).toEqual(['harbour']);
  expect(existsSync(join(second.data, 'table'))).toBe(true);
  second.forgetNote();
  second.remove();
  const third = createRunFolder({ keep: true }, local);
  expect(third.notedClinics).toEqual([]);
  third.remove();
});

test('two starts do not share kept data at one time, and each may have its own', () => {
  const first = createRunFolder({ keep: true }, local);
  expect(() => createRunFolder({ keep: true }, local)).toThrow(/Another start is using .*data; end it first/);
  const other = createRunFolder({ keep: true, data: join(local, 'elsewhere', 'data') }, local);
  expect(other.data).toBe(join(local, 'elsewhere', 'data'));
  for (const folder of [first, other]) folder.remove();
});

test('what a killed start left behind is removed, its lock included', () => {
  mkdirSync(join(local, `run-${NOBODY}`));
  writeFileSync(join(local, 'data.lock'), String(NOBODY));
  const folder = createRunFolder({ keep: true }, local);
  expect(existsSync(join(local, `run-${NOBODY}`))).toBe(false);
  folder.remove();
});

test('what was kept goes where a start begins anew, and nowhere else', () => {
  for (const data of [join(local, 'mine'), join(local, 'other')]) {
    const folder = createRunFolder({ keep: true, data }, local);
    writeFileSync(join(data, 'table'), 'rows');
    folder.remove();
  }
  createRunFolder({ keep: true, data: join(local, 'mine'), anew: true }, local).remove();
  expect(existsSync(join(local, 'mine', 'table'))).toBe(false);
  expect(existsSync(join(local, 'other', 'table'))).toBe(true);
});
