import { expect, test } from 'vitest';
import { ProgressLine } from '../../infra/command-line/progress-line.ts';

function shown(isTTY: boolean, environment: Record<string, string> = {}) {
  const written: string[] = [];
  let time = 0;
  const stream = { isTTY, columns: 30, write: (text: string) => written.push(text) };
  const line = new ProgressLine(stream, environment, () => time);
  line.show('Reading', 1, 4);
  line.show('Reading', 2, 4); // too soon after the first
  time = 200;
  line.show('Reading', 3, 4);
  line.show('Reading', 4, 4); // the last one always
  line.clear();
  return written.join('').replaceAll('\r\u001B[2K', '|');
}

test('a terminal sees one line that is written again', () => {
  expect(shown(true)).toBe('|Reading 25 % ...|Reading 75 % ...|Reading 100 % ...|');
});

test('files, pipes and plain terminals see nothing', () => {
  expect(shown(false)).toBe('');
  expect(shown(true, { TERM: 'dumb' })).toBe('');
});
