import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paragraph, textTable, WIDEST_LINE, wrapText } from '../../../shared/reports/tables/text-table.ts';

test('words stand left, numbers right, and no line ends in spaces', () => {
  const table = textTable(
    [{ header: 'Technique' }, { header: 'n', align: 'right' }, { header: 'Note' }],
    [
      ['deep-tissue', '7', ''],
      ['other', '123', 'few'],
    ],
  );
  expect(table.split('\n')).toEqual([
    'Technique      n  Note',
    '-----------  ---  ----',
    'deep-tissue    7',
    'other        123  few',
  ]);
});

test('a cell that is too long goes on in the next line', () => {
  const table = textTable(
    [{ header: 'Measure', width: 16 }, { header: 'Due' }],
    [['range-of-motion:cervical-rotation', '2026-08-01']],
  );
  expect(table.split('\n').slice(2)).toEqual(['range-of-motion:  2026-08-01', 'cervical-', 'rotation']);
});

test('wrapped lines keep to the width and lose nothing but the spaces at their ends', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '-', ':'), minLength: 1 })),
      fc.integer({ min: 3, max: 40 }),
      (words, width) => {
        const text = words.join(' ');
        const lines = wrapText(text, width);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      },
    ),
  );
});

test('a paragraph keeps to the widest line, with its indent', () => {
  const lines = paragraph('word '.repeat(60).trim(), '    ').split('\n');
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(WIDEST_LINE);
  expect(lines[1]!.startsWith('    word')).toBe(true);
});
