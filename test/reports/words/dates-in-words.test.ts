import fc from 'fast-check';
import { expect, test } from 'vitest';
import { datesInWords } from '../../../shared/reports/words/dates-in-words.ts';

test('dates and instants of a sentence, in the offset in which they are written', () => {
  expect(
    datesInWords("from the clinic's opening, 1990-01-01, to the end of tomorrow, 2026-11-30, where"),
  ).toBe("from the clinic's opening, 1 January 1990, to the end of tomorrow, 30 November 2026, where");
  expect(datesInWords('which replaced that of 2026-01-13T18:04:00.000000000Z')).toBe(
    'which replaced that of 13 January 2026, 18:04 UTC',
  );
  expect(datesInWords('at 2026-01-05T19:58:00-06:00.')).toBe('at 5 January 2026, 19:58.');
});

test('what shows how to write a date, and what is none, stays', () => {
  for (const text of ['such as 2026-09-28', 'such as "2026-09-28T10:00:00Z"', 'row 2026-13-01', 'h-2026-1']) {
    expect(datesInWords(text)).toBe(text);
  }
});

test('says every other character as it is', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/\d/.test(text)),
      (text) => {
        expect(datesInWords(text)).toBe(text);
      },
    ),
  );
});
