import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dateAsWritten,
  isCalendarDate,
  monthAsWritten,
  parseInstant,
  utcSeconds,
  utcSortKey,
  utcText,
} from '../../../shared/records/time/instant.ts';

describe('parseInstant', () => {
  test.each([
    ['2026-08-03T10:00:00-05:00', '2026-08-03T10:00:00-05:00'],
    ['2026-08-03T10:00:00Z', '2026-08-03T10:00:00+00:00'],
    ['2026-08-03t10:00:00z', '2026-08-03T10:00:00+00:00'],
    ['9999-12-31t23:59:59z', '9999-12-31T23:59:59+00:00'],
    ['2026-08-03T10:00:00.500Z', '2026-08-03T10:00:00.5+00:00'],
    ['2026-08-03T10:00:00.000+14:00', '2026-08-03T10:00:00+14:00'],
    ['2028-02-29T23:59:59.123456789-12:00', '2028-02-29T23:59:59.123456789-12:00'],
  ])('brings %s into one spelling', (text, instant) => {
    expect(parseInstant(text)).toEqual({ instant });
  });

  test.each(['2026-08-03T10:00:00', '2026-08-03T10:00', '2026-08-03T10:00:00.25'])(
    'says that %s lacks its offset',
    (text) => {
      expect(parseInstant(text)).toEqual({ problem: 'instant-without-offset' });
    },
  );

  test.each([
    '31/04/2026',
    '2026-04-31T10:00:00Z',
    '2027-02-29T10:00:00Z',
    '2026-08-03T24:00:00Z',
    '2026-08-03T10:60:00Z',
    '2026-08-03T10:00:60Z',
    '2026-08-03T10:00:00+14:01',
    '2026-08-03T10:00:00-12:30',
    '2026-08-03T10:00:00+05:60',
    '2026-08-03T10:00:00-0500',
    '2026-08-03 10:00:00Z',
    '2026-08-03T10:00Z',
    ' 2026-08-03T10:00:00Z',
    '2026-08-03T10:00:00.1234567890Z',
    '0000-08-03T10:00:00Z',
    '9999-12-31T23:59:59-12:00',
    '',
  ])('refuses "%s"', (text) => {
    expect(parseInstant(text)).toEqual({ problem: 'invalid-instant' });
  });

  test('is stable: its own answer comes back unchanged', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true }),
        (date) => {
          const { instant } = parseInstant(date.toISOString()) as { instant: string };
          expect(parseInstant(instant)).toEqual({ instant });
          expect(utcSeconds(instant)).toBe(Math.floor(date.getTime() / 1000));
        },
      ),
    );
  });
});

describe('an instant', () => {
  test('is the second that any other reader of dates makes of it', () => {
    const twoDigits = (max: number) =>
      fc.integer({ min: 0, max }).map((number) => String(number).padStart(2, '0'));
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        fc.constantFrom('+', '-'),
        twoDigits(11),
        twoDigits(59),
        (date, sign, hours, minutes) => {
          const instant = `${date.toISOString().slice(0, 19)}${sign}${hours}:${minutes}`;
          expect(utcSeconds(instant)).toBe(Date.parse(instant) / 1000);
        },
      ),
    );
  });

  test('keeps the month and the day of its own offset', () => {
    const lateOnTheLast = '2026-08-31T23:30:00-05:00'; // in UTC it is September
    expect(monthAsWritten(lateOnTheLast)).toBe('2026-08');
    expect(dateAsWritten(lateOnTheLast)).toBe('2026-08-31');
    expect(utcText(utcSeconds(lateOnTheLast))).toBe('2026-09-01T04:30:00');
  });

  test('sorts as time to both ends of the calendar', () => {
    const inOrder = [
      '0001-01-01T00:00:00+14:00',
      '0001-01-01T00:00:00Z',
      '2026-08-03T10:00:00Z',
      '9999-12-31T23:59:59.9Z',
    ];
    const keys = inOrder.map((text) => utcSortKey((parseInstant(text) as { instant: string }).instant));
    expect(keys.toSorted()).toEqual(keys);
  });

  test('sorts by UTC to the nanosecond, whatever its offset', () => {
    const inOrder = [
      '2026-08-03T12:00:00+14:00',
      '2026-08-03T10:00:00+00:00',
      '2026-08-03T10:00:00.000000001+00:00',
      '2026-08-03T05:00:00.5-05:00',
      '2026-08-03T05:00:01-05:00',
    ];
    const keys = inOrder.map(utcSortKey);
    expect(keys.toSorted()).toEqual(keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(utcSortKey('2026-08-03T10:00:00-05:00')).toBe(utcSortKey('2026-08-03T15:00:00+00:00'));
    expect(keys[1]).toBe('2026-08-03T10:00:00.000000000Z');
  });
});

describe('isCalendarDate', () => {
  test.each(['2026-08-03', '2028-02-29', '2000-02-29', '0001-01-01'])('takes %s', (text) => {
    expect(isCalendarDate(text)).toBe(true);
  });
  test.each([
    '2026-04-31',
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '0000-01-01',
    '26-01-01',
  ])('refuses %s', (text) => {
    expect(isCalendarDate(text)).toBe(false);
  });
});
