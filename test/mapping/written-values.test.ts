import { describe, expect, test } from 'vitest';
import { writtenOut } from '../../shared/mapping/counted-time.ts';
import { instantOfLocal } from '../../shared/mapping/local-time.ts';
import type { Read } from '../../shared/mapping/read-value.ts';
import { readInstant } from '../../shared/mapping/written-instant.ts';
import {
  readMinutes,
  readMinutesWithin,
  readNumber,
  readYesNo,
} from '../../shared/mapping/written-number.ts';
import { readScore } from '../../shared/mapping/written-score.ts';

const valueOrCode = (read: Read<unknown>) => ('value' in read ? read.value : read.problem.code);

describe('readInstant', () => {
  const zone = { timeZone: 'America/Chicago' };

  test.each([
    '2026-08-10T09:00:00-05:00',
    '2026-08-10T09:00-05:00',
    '2026-08-10T09:00:00-0500',
    '2026-08-10T09:00:00-05',
    '2026-08-10 09:00:00-05:00',
    '20260810T090000-0500',
    'Aug 10, 2026 9:00 AM GMT-5',
    'Mon Aug 10 2026 09:00:00 GMT-0500 (Central Daylight Time)',
  ])('%s is one instant', (text) =>
    expect(valueOrCode(readInstant(text, undefined, {}))).toBe('2026-08-10T09:00:00-05:00'),
  );

  test('an abbreviation of a zone is told for one, after AM and PM too', () => {
    for (const text of ['2026-08-14 2:30 PM EST', '2026-08-14 14:30 CST', '2026-08-14 14:30 XYZ'])
      expect(readInstant(text, undefined, zone)).toMatchObject({
        problem: { message: expect.stringContaining('abbreviation of a zone') },
      });
    expect(readInstant('2026-08-14 14:30 CDT', undefined, {})).toMatchObject({
      problem: { message: expect.stringContaining('abbreviation of a zone') },
    });
  });

  test.each(['2026-08-10t14:00:00z', '2026-08-10T14:00:00.000Z', '2026-08-10 14:00 UTC'])(
    '%s is in UTC',
    (text) => expect(valueOrCode(readInstant(text, undefined, {}))).toBe('2026-08-10T14:00:00+00:00'),
  );

  test.each([
    ['2026-08-03 10:00 AM', '2026-08-03T10:00:00-05:00'],
    ['August 3, 2026 10:00 am', '2026-08-03T10:00:00-05:00'],
    ['Monday, August 3, 2026 at 10:00 AM', '2026-08-03T10:00:00-05:00'],
    ['3 Aug 2026 10:00', '2026-08-03T10:00:00-05:00'],
    ['2026-01-03 12:15 AM', '2026-01-03T00:15:00-06:00'],
    ['2026-01-03 12:15 pm', '2026-01-03T12:15:00-06:00'],
    ['13/08/2026 10:00', '2026-08-13T10:00:00-05:00'],
    ['8/13/2026 10:00', '2026-08-13T10:00:00-05:00'],
    ['5/5/2026 10:00', '2026-05-05T10:00:00-05:00'],
    ['3/8/2026 10:00', 'ambiguous-date'],
    ['31/04/2026 10:00', 'invalid-date'],
    ['3/13/26 10:00', 'invalid-date'],
    ['2026-08-03', 'instant-without-time'],
    ['2026-08-03 25:00', 'invalid-instant'],
    ['2026-08-03 10:00 CDT', '2026-08-03T10:00:00-05:00'],
    ['2026-01-03 2:30 PM CST', '2026-01-03T14:30:00-06:00'],
    ['2026-01-03 14:30 CT', '2026-01-03T14:30:00-06:00'],
    ['2026-01-03 14:30 CDT', 'invalid-instant'],
    ['tomorrow', 'invalid-date'],
    ['3. August 2026, 10:00 Uhr', '2026-08-03T10:00:00-05:00'],
    ['Mo, 03.08.2026 10.00 Uhr', 'ambiguous-date'],
    ['Do, 13.08.2026 um 10:00', '2026-08-13T10:00:00-05:00'],
    ['mar. 4 août 2026 à 10h00', '2026-08-04T10:00:00-05:00'],
    ['Mar 4, 2026 10:00', '2026-03-04T10:00:00-06:00'],
    ['3 de agosto de 2026, 10:00', '2026-08-03T10:00:00-05:00'],
    ['01 dic 2026 10:00', '2026-12-01T10:00:00-06:00'],
    ['3 jui 2026 10:00', 'invalid-date'],
    ['Smith, 3 Aug 2026 10:00', 'invalid-date'],
    ['03aug2026 10:00:00', '2026-08-03T10:00:00-05:00'],
    ['03AUG2026:10:00:00', '2026-08-03T10:00:00-05:00'],
    ['03/13/2026 18.01.22', '2026-03-13T18:01:22-05:00'],
    ['13 Mar 2026 11.30am', '2026-03-13T11:30:00-05:00'],
    ['2026-08-03 00:00:00', 'instant-without-time'],
    ['8/13/2026 12:00:00 AM', 'instant-without-time'],
    ['2026-08-03T00:00', 'instant-without-time'],
    ['2026-08-03T00:00:00-05:00', '2026-08-03T00:00:00-05:00'],
    ['2026-08-03 00:00:01', '2026-08-03T00:00:01-05:00'],
  ])('%s', (text, expected) => expect(valueOrCode(readInstant(text, undefined, zone))).toBe(expected));

  test('an order that is told is kept to, also where it makes no day', () => {
    const dayFirst = { ...zone, dateOrder: 'day-first' } as const;
    expect(valueOrCode(readInstant('3/8/2026 10:00', undefined, dayFirst))).toBe('2026-08-03T10:00:00-05:00');
    expect(valueOrCode(readInstant('8/13/2026 10:00', undefined, dayFirst))).toBe('invalid-date');
  });

  test('a day and a time in two cells, as a spreadsheet saves them too', () => {
    expect(valueOrCode(readInstant('2026-08-03', '4:45 PM', zone))).toBe('2026-08-03T16:45:00-05:00');
    expect(valueOrCode(readInstant('2026-08-03', '1899-12-30T16:45:00', zone))).toBe(
      '2026-08-03T16:45:00-05:00',
    );
    expect(valueOrCode(readInstant('2026-08-03', '', zone))).toBe('instant-without-time');
  });

  test('a time without an offset needs a zone', () =>
    expect(valueOrCode(readInstant('2026-08-03 10:00', undefined, {}))).toBe('instant-without-offset'));
});

// The clocks of Chicago were put forward on 8 March 2026 at 2:00 and are put back on 1 November 2026 at 2:00 (IANA tzdata).
test.each([
  ['2026-03-08T01:59:59', '2026-03-08T01:59:59-06:00'],
  ['2026-03-08T02:30:00', 'local-time-skipped'],
  ['2026-03-08T03:00:00', '2026-03-08T03:00:00-05:00'],
  ['2026-11-01T00:59:59', '2026-11-01T00:59:59-05:00'],
  ['2026-11-01T01:30:00', 'local-time-twice'],
  ['2026-11-01T02:00:00', '2026-11-01T02:00:00-06:00'],
])('clocks of Chicago at %s', (local, expected) =>
  expect(valueOrCode(instantOfLocal(local, 'America/Chicago'))).toBe(expected),
);

describe('readScore', () => {
  const n = { form: 'n' } as const;
  test.each([
    ['7', 7],
    ['7.0', 7],
    ['0', 0],
    ['0.0', 0],
    ['10', 10],
    ['-0', 0],
    ['7.5', 'not-an-integer'],
    ['11', 'out-of-range'],
    ['99', 'out-of-range'],
    ['-1', 'out-of-range'],
    ['6-7', 'wrong-type'],
    ['7/10', 'wrong-type'],
    ['3/5', 'wrong-type'],
    ['7,0', 'wrong-type'],
    ['seven', 'wrong-type'],
    ['0x7', 'wrong-type'],
    ['7e0', 'wrong-type'],
    ['٧', 'wrong-type'],
  ])('%s', (text, expected) => expect(valueOrCode(readScore(text, n))).toBe(expected));

  test.each([
    ['7/10', 7],
    ['7 / 10', 7],
    ['7 out of 10', 7],
    ['7', 7],
    ['7/5', 'wrong-type'],
    ['11/10', 'out-of-range'],
  ])('of ten: %s', (text, expected) =>
    expect(valueOrCode(readScore(text, { form: 'n-of-10' }))).toBe(expected),
  );

  // 8 mm is 0.8 cm: never a score of 8.
  test.each([
    ['72', 7, 'not-an-integer'],
    ['55', 6, 'not-an-integer'],
    ['8', 1, 'not-an-integer'],
    ['3', 0, 'not-an-integer'],
    ['70', 7, 7],
    ['101', 'out-of-range', 'out-of-range'],
  ])('%s mm', (text, rounded, exact) => {
    expect(valueOrCode(readScore(text, { form: 'mm-of-100', rounding: 'half-up' }))).toBe(rounded);
    expect(valueOrCode(readScore(text, { form: 'mm-of-100', rounding: 'refuse-parts' }))).toBe(exact);
  });

  test('words have the numbers that the mapping gives them, and no others', () => {
    const form = { form: 'words', words: { None: 0, Severe: 8 } } as const;
    expect(['none', 'SEVERE', '5', 'mild'].map((text) => valueOrCode(readScore(text, form)))).toEqual([
      0,
      8,
      5,
      'unknown-code',
    ]);
  });

  test('a code for no answer is told as one', () => {
    const read = readScore('-99', n);
    expect('problem' in read && read.problem.message).toMatch(/no answer.*"missing"/);
  });
});

describe('numbers, minutes, yes and no', () => {
  test('numbers', () => {
    expect(['7.0', '-2.5', '0.5', '-0'].map((text) => valueOrCode(readNumber(text)))).toEqual([
      7, -2.5, 0.5, 0,
    ]);
    expect(
      ['1,234', '1e3', '', '7,5', '12 345', '+7', '07', '7.', '.7', '0x7'].map((text) =>
        valueOrCode(readNumber(text)),
      ),
    ).toEqual(Array(10).fill('wrong-type'));
    expect(valueOrCode(readNumber('7,5', true))).toBe(7.5);
  });

  test.each([
    ['60', 60],
    ['60 min', 60],
    ['1 hr 30 min', 90],
    ['1.5 hours', 90],
    ['1:30', 90],
    ['01:00:00', 60],
    ['an hour', 'wrong-type'],
    ['', 'wrong-type'],
  ])('%s', (text, expected) => expect(valueOrCode(readMinutes(text))).toBe(expected));

  test.each([
    ['60 Minute Massage', 60],
    ['Deep tissue (90-minute)', 90],
    ['1 hour relaxation', 60],
    ['Massage', 'missing-field'],
    ['60 min massage + 15 min cupping', 'inconsistent'],
    ['60-90 min massage', 'missing-field'],
    ['60 - 90 min massage', 'missing-field'],
    ['60/90 min', 'missing-field'],
    ['60 to 90 minutes', 'missing-field'],
    ['Massage 1,5 h', 'missing-field'],
    ['Massage 1½ h', 'missing-field'],
    ['Massage .5 h', 'missing-field'],
    ['Massage 1.5 h', 90],
    ['Level 2 - 60 min', 60],
    ['Deep tissue-60 min', 60],
  ])('within %s', (text, expected) => expect(valueOrCode(readMinutesWithin(text))).toBe(expected));

  test('yes and no, as spreadsheets save them', () => {
    expect(
      ['TRUE', 'Yes', '1', '1.0', 'Checked', 'WAHR'].map((text) => valueOrCode(readYesNo(text))),
    ).toEqual(Array(6).fill(true));
    expect(['FALSE', 'no', '0', 'Unchecked', 'FAUX'].map((text) => valueOrCode(readYesNo(text)))).toEqual(
      Array(5).fill(false),
    );
    expect(valueOrCode(readYesNo('maybe'))).toBe('wrong-type');
  });
});

// The first is the example of POSIX (Base Definitions, 4.16); day 25569 of a spreadsheet is 1970-01-01 (ECMA-376, 18.17.4.1).
test.each([
  ['536457599', 'unix-seconds', '1986-12-31T23:59:59.000Z'],
  ['1785747600000', 'unix-milliseconds', '2026-08-03T09:00:00.000Z'],
  ['25569.5', 'spreadsheet-days', '1970-01-01T12:00:00.000'],
  ['46237.41666667', 'spreadsheet-days', '2026-08-03T10:00:00.000'],
  ['46237,375', 'spreadsheet-days', '2026-08-03T09:00:00.000'],
  ['46237', 'spreadsheet-days', '2026-08-03'],
  ['999999999999999', 'unix-seconds', '999999999999999'],
  ['soon', 'unix-seconds', 'soon'],
] as const)('%s in %s', (text, counted, expected) => expect(writtenOut(text, counted)).toBe(expected));
