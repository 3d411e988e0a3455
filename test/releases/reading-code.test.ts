import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, test } from 'vitest';
import { readerTable } from '../../shared/releases/files/reader-table.ts';
import { type ReadingCode, readingCode } from '../../shared/releases/files/reading-code.ts';
import { type ReleaseFileName, releaseFile } from '../../shared/releases/files/release-file.ts';
import { FILE_WORLDS } from '../attacks/files/file-worlds.ts';
import { MODES, publish, REAL, textOf } from '../attacks/files/publisher.ts';
import { writeFolder } from '../audit/release-folder.ts';

/** Behind the technique and the clients. */
const MEAN = 2;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const codeIn = (mode: string, language: ReadingCode['language']) =>
  readingCode(mode).find((one) => one.language === language)!.code;
const isThere = (command: string) => spawnSync(command, ['--version']).status === 0;

/** A release in a folder, and what its table says of techniques: name and mean. */
async function released(mode: (typeof MODES)[number]) {
  const published = await publish(REAL, mode, FILE_WORLDS['with nobody in that cell']!);
  const folder = mkdtempSync(join(tmpdir(), 'reading-'));
  folders.push(folder);
  writeFolder(
    folder,
    [...published.files].map(([name, bytes]) => releaseFile(name as ReleaseFileName, bytes)),
  );
  const { techniques, total } = readerTable(textOf(published, 'outcomes.csv'));
  const rows = [...techniques, ...(total ? [total] : [])];
  return { folder, expected: rows.map(({ technique, mean }) => ({ technique, mean: mean?.value })) };
}

/** What a program printed, a row a technique, of which the name and the mean are looked at. */
function printed(command: string, args: readonly string[], folder: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

describe.each(MODES)('the code that reads a release by %s', (mode) => {
  test('in SQL', async () => {
    const { folder, expected } = await released(mode);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const code = codeIn(mode, 'SQL').replace('outcomes.parquet', join(folder, 'outcomes.parquet'));
    const rows = (await connection.runAndReadAll(code)).getRows();
    expect(rows.map((row) => ({ technique: row[0], mean: row[MEAN] ?? undefined })).sort(byName)).toEqual(
      expected.toSorted(byName),
    );
  });

  test.skipIf(!isThere('python3'))('in Python', async () => {
    const { folder, expected } = await released(mode);
    const lines = printed('python3', ['-c', codeIn(mode, 'Python')], folder)
      .trim()
      .split('\n');
    const read = lines.map((line) => line.split('\t'));
    expect(read.map((row) => ({ technique: row[0], mean: numberIn(row[MEAN]!) })).sort(byName)).toEqual(
      expected.toSorted(byName),
    );
  });

  test.skipIf(!isThere('Rscript'))('in R', async () => {
    const { folder, expected } = await released(mode);
    const text = printed(
      'Rscript',
      ['-e', `options(width = 200, digits = 15)\n${codeIn(mode, 'R')}`],
      folder,
    );
    const read = text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/));
    expect(read.map((row) => ({ technique: row[0], mean: numberIn(row[MEAN]!) })).sort(byName)).toEqual(
      expected.toSorted(byName),
    );
  });
});

const byName = (one: { technique: unknown }, other: { technique: unknown }) =>
  String(one.technique).localeCompare(String(other.technique));
const numberIn = (text: string) => (text === 'not published' || text === 'NA' ? undefined : Number(text));
