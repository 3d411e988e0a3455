import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPlan } from '../../infra/offline/read-plan.ts';
import { StretchReader, type StretchResult } from '../../infra/offline/read-stretch.ts';
import { RecordIntake } from '../../infra/offline/record-intake.ts';
import { recordPaths } from '../../infra/offline/record-paths.ts';
import { LONGEST_LINE_BYTES } from '../../shared/records/files/file-lines.ts';
import { contractExamples } from '../records/contract-examples.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stretch-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const score = JSON.stringify(contractExamples().painScore);

async function read(
  text: string,
  stretchBytes: number,
): Promise<{ results: StretchResult[]; scores: number }> {
  const path = join(folder, 'records.ndjson');
  writeFileSync(path, text);
  const intake = new RecordIntake({
    partitions: 1,
    clinic: undefined,
    arrivedAt: '2026-11-28T00:00:00Z',
    timeZone: undefined,
  });
  const reader = new StretchReader(intake, undefined);
  const results: StretchResult[] = [];
  for (const stretch of readPlan(recordPaths([path], ['/']), stretchBytes))
    results.push(await reader.read(stretch));
  return { results, scores: intake.finish().records['pain-score'] ?? 0 };
}

test.each([1, 7, 100, 269, 270, 271, 1_000_000])(
  'in stretches of %i bytes every line is read once',
  async (bytes) => {
    const lines = Array.from({ length: 7 }, (_, index) => score.replace('p-77', `p-${index}`));
    for (const text of [lines.join('\n'), `${lines.join('\r\n')}\r\n`, `\n\n${lines.join('\n\n')}`]) {
      const { results, scores } = await read(text, bytes);
      expect(scores).toBe(7);
      expect(results.reduce((sum, { lines: count }) => sum + count, 0)).toBe(
        text.replace(/\n$/, '').split('\n').length,
      );
      expect(results.every(({ first }) => first.length === 0)).toBe(true);
    }
  },
);

// Spaces after the record, so that the line would be valid but for its length; its line end counts.
const padded = (bytes: number) => score.padEnd(bytes - 1, ' ');
test.each([
  ['the longest line', LONGEST_LINE_BYTES, { scores: 3, refused: 0 }],
  ['a line that is one byte longer', LONGEST_LINE_BYTES + 1, { scores: 2, refused: 1 }],
  ['a line that goes over several stretches', 5 * LONGEST_LINE_BYTES, { scores: 2, refused: 1 }],
])('%s does not take its neighbours with it', async (_, bytes, expected) => {
  const text = `${score}\n${padded(bytes)}\n${score}\n`;
  for (const stretchBytes of [1_000, LONGEST_LINE_BYTES, 10 * LONGEST_LINE_BYTES]) {
    const { results, scores } = await read(text, stretchBytes);
    expect(scores).toBe(expected.scores);
    const refused = results.flatMap(({ first }) => first.map(({ code }) => code));
    expect(refused).toEqual(Array.from({ length: expected.refused }, () => 'line-too-long'));
  }
});

test('the longest line may be the last one, without a line end', async () => {
  expect((await read(`${score}\n${padded(LONGEST_LINE_BYTES + 1)}`, 1_000)).scores).toBe(2);
  expect((await read(`${score}\n${padded(LONGEST_LINE_BYTES + 2)}`, 1_000)).scores).toBe(1);
});

test('a byte order mark is taken off the first line only', async () => {
  const { results, scores } = await read(`\ufeff${score}\n\ufeff${score}\n`, 1_000_000);
  expect(scores).toBe(1);
  expect(results[0]!.first).toMatchObject([{ line: 2, code: 'invalid-json' }]);
});

test('an empty file has no lines', async () => {
  expect(await read('', 100)).toEqual({
    results: [{ lines: 0, counts: {}, first: [], sessions: [] }],
    scores: 0,
  });
});

test('a refused row says what was found, and one that is no record what it is', async () => {
  const { results } = await read(`${score.replace('"pain":3', '"pain":99')}\nno record\n`, 1_000_000);
  expect(results.flatMap(({ first }) => first.map(({ path, found }) => [path, found]))).toEqual([
    ['pain', '99'],
    ['', 'no record'],
  ]);
});
