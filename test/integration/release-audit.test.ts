import { spawn } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyFingerprint } from '../../shared/releases/files/key-fingerprint.ts';
import { problemsOfRelease } from '../../shared/releases/files/verify-release.ts';
import { filesOf, MECHANISMS, releaseOf, termsOf, writeFolder } from '../audit/release-folder.ts';
import { programmeNamed } from '../privacy/audit/publications.ts';
import { CATALOGUE, tallyOfCells, times } from '../privacy/tally/tally-of-cells.ts';

/** The audit as its users run it: a process, exit codes, what is printed where. */

const ROOT = join(import.meta.dirname, '../..');
const CLIENTS = tallyOfCells({
  ...Object.fromEntries(
    CATALOGUE.techniques.flatMap((technique) =>
      CATALOGUE.complaints.map((complaint) => [
        `${technique}|${complaint}`,
        [...times(30, 4), ...times(20, 0)],
      ]),
    ),
  ),
  'sports|sciatica': times(3, 2),
});

let folder = '';
const noisy = () => join(folder, 'noisy');
const hidden = () => join(folder, 'hidden');
const faulty = () => join(folder, 'faulty');
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
  const byNoise = termsOf(programmeNamed('spine-study', 'differential-privacy'), '2026Q3');
  const byThreshold = termsOf(programmeNamed('neck-study', 'threshold'), '2026Q2');
  writeFolder(noisy(), (await releaseOf(byNoise, CLIENTS)).files);
  const { files, kept } = await releaseOf(byThreshold, CLIENTS);
  writeFolder(hidden(), files);
  const table = MECHANISMS.threshold.table(byThreshold, kept);
  const rows = table.rows.map((row) =>
    row['complaint'] === 'sciatica' && row['technique'] === 'sports'
      ? { ...row, status: 'a', clients: 3, mean_improvement: 2 }
      : row,
  );
  writeFolder(faulty(), await filesOf(byThreshold, { ...table, rows }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function audit(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'infra/audit/audit.ts'), ...args], { cwd: folder });
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}

test('sound releases of both modes: exit code 0, and what was looked at', async () => {
  const { code, stdout, stderr } = await audit('noisy', 'hidden');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('spine-study 2026Q3 revision 1 (differential-privacy), 34 rows: noisy');
  expect(stdout).toContain('neck-study 2026Q2 revision 1 (threshold), 30 rows: hidden');
  expect(stdout).toContain('Nothing can be derived that the releases do not show.');
});

test('a finding: exit code 1, and the row', async () => {
  const { code, stdout, stderr } = await audit('noisy', 'faulty');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toContain('FINDING count-below-threshold: neck-study 2026Q2 revision 1: sports, sciatica');
});

test('one JSON document and nothing else, with --json', async () => {
  const { code, stdout } = await audit('--json', 'hidden', 'faulty');
  expect(code).toBe(1);
  const { releases, findings } = JSON.parse(stdout);
  expect(releases).toEqual([
    { folder: 'hidden', release: 'neck-study 2026Q2 revision 1' },
    { folder: 'faulty', release: 'neck-study 2026Q2 revision 1' },
  ]);
  expect(findings.map(({ kind }: { kind: string }) => kind)).toContain('two-versions');
});

test.each([
  ['a folder that is not there', ['noisy', 'nowhere'], 'nowhere/datapackage.json: no such file.\n'],
  ['a file that is broken', ['broken'], 'broken/datapackage.json: '],
  ['no folder', [], 'Name at least one folder of a release.\n'],
  ['an unknown option', ['--quick', 'noisy'], "Unknown option '--quick'.\n"],
])('%s: exit code 2, one sentence, nothing on the standard output', async (_, args, message) => {
  writeFolder(join(folder, 'broken'), []);
  writeFileSync(join(folder, 'broken', 'datapackage.json'), '[');
  const { code, stdout, stderr } = await audit(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

describe('who signed', () => {
  const forged = () => join(folder, 'forged');
  const fingerprint = () => keyFingerprint(readFileSync(join(noisy(), 'signing-key.pem'), 'utf8'));
  const asPeopleWrite = () => `SHA256:${fingerprint().toUpperCase().match(/../g)!.join(':')}`;

  /** A table of the forger's own, with checksums, key and signature that go with it. */
  beforeAll(() => {
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    cpSync(noisy(), forged(), { recursive: true });
    const at = (name: string) => join(forged(), name);
    writeFileSync(at('DICTIONARY.md'), 'All techniques cure everything.\n');
    writeFileSync(at('signing-key.pem'), key.publicKey.export({ type: 'spki', format: 'pem' }));
    const sums = readFileSync(at('SHA256SUMS'), 'utf8').replace(
      /^[0-9a-f]{64} {2}(.+)$/gm,
      (_, name: string) =>
        `${createHash('sha256')
          .update(readFileSync(at(name)))
          .digest('hex')}  ${name}`,
    );
    writeFileSync(at('SHA256SUMS'), sums);
    writeFileSync(at('SHA256SUMS.sig'), sign('sha256', Buffer.from(sums), key.privateKey));
  });

  test('is not shown by a key from the same folder: it is asked for', async () => {
    const files = new Map(readdirSync(forged()).map((name) => [name, readFileSync(join(forged(), name))]));
    expect(problemsOfRelease(files), 'a forgery is whole').toEqual([]);
    const { code, stdout } = await audit('forged');
    expect(code).toBe(0);
    expect(stdout).toContain('Who signed was not checked: give --key-fingerprint');
  });

  test('is found by the fingerprint that the clinic has told, however it is written', async () => {
    const sound = await audit('noisy', '--key-fingerprint', asPeopleWrite());
    expect(sound.code, sound.stdout).toBe(0);
    expect(sound.stdout).toContain(`The key ${fingerprint()} is the one that had to have signed.`);
    const found = await audit('noisy', 'forged', '--key-fingerprint', fingerprint());
    expect(found.code).toBe(1);
    expect(found.stdout).toContain('FINDING not-authentic: spine-study 2026Q3 revision 1');
    expect(found.stdout).toContain(`and not ${fingerprint()}: somebody else has signed.`);
  });

  test('is found when a file is changed, missing or no key, and a fingerprint that is none is refused', async () => {
    const changed = join(folder, 'changed');
    cpSync(noisy(), changed, { recursive: true });
    writeFileSync(join(changed, 'METHOD.md'), 'Trust us.\n');
    const { code, stdout } = await audit('changed', '--key-fingerprint', fingerprint());
    expect(code).toBe(1);
    expect(stdout).toContain('METHOD.md is not what SHA256SUMS says.');
    writeFileSync(join(changed, 'signing-key.pem'), 'no key');
    expect((await audit('changed', '--key-fingerprint', fingerprint())).stdout).toContain(
      'signing-key.pem is no public key.',
    );
    rmSync(join(changed, 'SHA256SUMS.sig'));
    expect((await audit('changed', '--key-fingerprint', fingerprint())).stdout).toContain(
      'SHA256SUMS.sig is missing.',
    );
    const none = await audit('noisy', '--key-fingerprint', 'signing-key.pem');
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('expected the 64 hexadecimal digits of a SHA-256');
  });
});

test('--help prints the exit codes', async () => {
  const { code, stdout } = await audit('--help');
  expect(code).toBe(0);
  expect(stdout).toContain('Exit code 0 when nothing can be derived, 1 on a finding, 2 when');
});
