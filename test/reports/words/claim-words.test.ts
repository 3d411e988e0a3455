import { describe, expect, test } from 'vitest';
import { momentWords, monthRangeWords, shortMonthRange } from '../../../shared/outcomes/date-words.ts';
import { changeText, hoursText, inTen, manySilent } from '../../../shared/reports/words/claim-words.ts';
import { inWords, techniqueInWords } from '../../../shared/reports/words/words.ts';
import { changeClaim } from '../said-claims.ts';

describe('numbers', () => {
  test('with less than 80 % answered, what the silent ones could change stands with the number', () => {
    const claim = changeClaim(2, 0.5, { asked: 10, answered: 8, missingUpTo: [0.8, 3.2] });
    expect(manySilent(claim)).toBe(false);
    expect(changeText(claim)).toBe('2.0 (1.5 to 2.5)');
    const silent = { ...claim, answered: 7 };
    expect(manySilent(silent)).toBe(true);
    expect(changeText(silent)).toBe('2.0 (1.5 to 2.5; 0.8 to 3.2 if the silent ones differ)');
  });

  test('answers that never vary have no interval of no width, and do not tell how far the silent may be', () => {
    const alike = changeClaim(2, 0, { ci95: [2, 2], missingUpTo: [2, 2], asked: 10, answered: 10 });
    expect(changeText(alike)).toBe('2.0 (all alike)');
    expect(changeText({ ...alike, answered: 7 })).toBe(
      '2.0 (all alike; not known if the silent ones differ)',
    );
  });

  test('a share in ten is never none or all unless it is', () => {
    expect([0, 0.02, 0.04, 0.06, 0.55, 0.97, 1].map(inTen)).toEqual([
      ...['0 in 10', '2 in 100', '4 in 100', '1 in 10', '6 in 10', '97 in 100', '10 in 10'],
    ]);
  });

  test('hours, also without an upper limit', () => {
    expect(hoursText({ medianHours: 33.2, ci95: [29.1, 38.4] })).toBe('33 hours (29 to 38)');
    expect(hoursText({ medianHours: 1.2, ci95: [0.6, null] })).toBe('1 hour (1 or more)');
  });
});

describe('months and moments', () => {
  test('as people say them', () => {
    expect(monthRangeWords('2026-01', '2026-09')).toBe('January to September 2026');
    expect(monthRangeWords('2025-12', '2026-03')).toBe('December 2025 to March 2026');
    expect(monthRangeWords('2026-02', '2026-02')).toBe('February 2026');
    expect(shortMonthRange('2026-01', '2026-09')).toBe('Jan to Sep 2026');
    expect(momentWords('2026-09-30T17:42:10+01:00')).toBe('30 September 2026, 17:42');
  });
});

test('"other" cannot be read as all the others', () => {
  expect(techniqueInWords('other')).toBe('techniques outside the catalogue');
  expect(inWords('chronic-low-back-pain')).toBe('chronic low back pain');
});
