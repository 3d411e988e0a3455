import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The doctor as its users run it, and what it writes as the analysis reads it. */

const ROOT = join(import.meta.dirname, '../..');
const FILE = 'examples/mappings/fixtures/clinicsense-appointments.csv';
const MAPPING = 'clinicsense-appointments';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(script: string, ...args: string[]) {
  const child = spawn(process.execPath, [join(ROOT, script), ...args], { cwd: ROOT });
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}
const doctor = (...args: string[]) => run('infra/doctor/doctor.ts', ...args);

describe('npm run doctor', () => {
  const page = readFileSync(join(ROOT, 'docs/importing.md'), 'utf8');

  test('prints what the documentation shows', async () => {
    const looked = await doctor(FILE);
    expect(looked).toMatchObject({ code: 2, stderr: '' });
    expect(page).toContain(looked.stdout.trimEnd());
    const out = join(folder, 'records.ndjson');
    const read = await doctor(FILE, '--mapping', MAPPING, '--time-zone', 'America/Chicago', '--out', out);
    expect(read).toMatchObject({ code: 0, stderr: '' });
    expect(page).toContain(read.stdout.trimEnd());
    const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(page).toContain(lines[0]);
  });

  test('saves a proposal that reads the file, whose records the analysis takes', async () => {
    const [saved, out] = [join(folder, 'mapping.json'), join(folder, 'sessions.ndjson')];
    expect(await doctor(FILE, '--time-zone', 'America/Chicago', '--save', saved)).toMatchObject({ code: 0 });
    expect(await doctor(FILE, '--mapping', saved, '--out', out, '--clinic', 'riverside')).toMatchObject({
      code: 0,
    });
    const analysed = await run('infra/offline/analyse.ts', out, '--json', '--as-of', '2026-09-01');
    expect(analysed).toMatchObject({ code: 0 });
    expect(JSON.parse(analysed.stdout)).toMatchObject({
      dataQuality: { rows: { rows: 3, counts: { used: 3 } } },
    });
  });

  test('says what is wrong with a mapping, a command or a file', async () => {
    const bad = join(folder, 'bad.json');
    writeFileSync(
      bad,
      '{"mappingVersion":1,"source":{"system":"x","report":"y"},"records":[{"type":"visit","fields":{}}]}',
    );
    expect(await doctor(FILE, '--mapping', bad)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('records.0.type'),
    });
    expect(await doctor(FILE, '--out', 'x')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--mapping'),
    });
    expect(await doctor('nowhere.csv')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no such file'),
    });
    const empty = join(folder, 'empty.csv');
    writeFileSync(empty, '');
    expect(await doctor(empty)).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('the file is empty'),
    });
  });
});
