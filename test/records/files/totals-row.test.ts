import { describe, expect, test } from 'vitest';
import { isTotalsWord, looksLikeTotals } from '../../../shared/records/files/totals-row.ts';

describe('looksLikeTotals', () => {
  test.each([
    [['Total', '', '24', '1,440']],
    [['', '', 'Totals:', '24', '$1,920.00']],
    [['Summe', '24', '1.440,50 €']],
    [['Total général', '12', '(30.00)']],
    [['Total general', '5', '42%']],
    [['Total: 24', '', '']],
    [['Zwischensumme', '3', '2:30 h']],
    [['Ogółem', '7']],
    [['Общий итог', '7']],
    [['合計', '12', '720']],
    [['Grand Total', 'Total', '9']],
  ])('%j is a row of totals', (cells) => expect(looksLikeTotals(cells)).toBe(true));

  test.each([
    [['Total', '', '']],
    [['24', '1440']],
    [['Total', 'Swedish', '24']],
    [['Total', '2026-08-03 10:00', '7']],
    [['Total knee replacement', '7']],
    [['C-201', '7', '3']],
    [[]],
  ])('%j is none', (cells) => expect(looksLikeTotals(cells)).toBe(false));
});

test.each(['TOTAL', ' total ', 'Sub-total:', 'Gesamtsumme', 'I alt'])('%s is a word for a total', (text) =>
  expect(isTotalsWord(text)).toBe(true),
);
