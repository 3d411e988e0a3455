import { expect, test } from 'vitest';
import { reasonLines } from '../../../shared/reports/words/reason-lines.ts';

const SHOWN = { immediate: '', 'immediate.clustered': 'interval', mean: 'mean' };

test('a reason stands once, with the rows it holds for', () => {
  const rows = [
    { name: 'a', notes: ['immediate: none', 'immediate.clustered: needs 2 clients'] },
    { name: 'b', notes: ['immediate.clustered: needs 2 clients'] },
    { name: 'c', notes: ['immediate: none'] },
  ];
  expect(reasonLines(rows, SHOWN)).toEqual(['a, c: none.', 'a, b: interval: needs 2 clients.']);
  expect(reasonLines(rows.slice(0, 2), SHOWN)).toEqual(['a: none.', 'All: interval: needs 2 clients.']);
});

test('what is not shown, intervals that nothing shows, and several paths at once', () => {
  const notes = ['course: none', 'expected, mean: fewer than 10 clients', 'toString: is no path'];
  expect(reasonLines([{ name: 'a', notes }], SHOWN)).toEqual(['a: mean: fewer than 10 clients.']);
});
