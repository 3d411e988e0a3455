import { describe, expect, test } from 'vitest';
import { id, instant } from '../../../shared/records/fields.ts';

const why = (text: string) => instant.safeParse(text).error?.issues[0]?.message;

describe('an instant that is refused says why', () => {
  test.each([
    ['2026-08-03T10:00:00', 'the offset is missing'],
    ['2026-08-03T10:00', 'the offset is missing'],
    ['2026-08-03', 'this is a day alone: the time and the offset are missing'],
    ['2026-08-03t10:00:00', 'the offset is missing'],
    ['2026-08-03 10:00:00Z', 'a blank stands where "T" is expected'],
    ['2026-08-03 10:00', 'a blank stands where "T" is expected'],
    ['2026-08-03 10:00:00.5 +02:00', 'a blank stands where "T" is expected'],
    ['2026-08-03T9:00:00Z', 'the hour is expected with two digits, such as 09'],
    ['2026-08-03 9:00', 'the hour is expected with two digits, such as 09'],
    ['2026-8-3T10:00:00Z', 'the month and the day are expected with two digits, such as 08-03'],
    ['2026-08-3', 'the month and the day are expected with two digits, such as 08-03'],
    ['2026-08-03T10:00Z', 'the seconds are missing'],
    ['2026-08-03T10:00:00-0500', 'the offset is expected with a colon, such as -05:00'],
    [
      '31/04/2026',
      'the day and the month come first; the year is expected first, then the month, then the day',
    ],
    [
      '3.8.2026 10:00',
      'the day and the month come first; the year is expected first, then the month, then the day',
    ],
    ['2026/08/03 10:00', 'the parts of the day are expected with "-" between them'],
    [
      '46237.4167',
      'this is the number by which a spreadsheet keeps a day; format the column as text before it is saved',
    ],
    ['1785751200', 'this is a number of seconds or milliseconds since 1970'],
    ['2026-02-30T10:00:00Z', 'there is no such day, time or offset'],
    ['2026-08-03T24:00:00Z', 'there is no such day, time or offset'],
    ['2026-08-03T10:00:00.1234567890Z', 'a fraction has at most nine digits'],
    [' 2026-08-03T10:00:00Z', 'there is a blank before or after it'],
    ['2026-08-03T10:00:00Z\u200B', 'it holds a character that nobody sees, U+200B'],
  ])('%s', (text, reason) => {
    expect(why(text)).toBe(
      `expected an RFC 3339 instant with an offset, such as "2026-08-03T10:00:00-05:00"; ${reason}`,
    );
  });

  test('and nothing where its form tells nothing', () => {
    expect(why('yesterday')).toMatch(/05:00"$/);
  });
});

test('an id names the characters in it that nobody sees', () => {
  const message = (text: string) => id.safeParse(text).error?.issues[0]?.message;
  expect(message('c-1\u200B')).toMatch(/this one holds what nobody sees: U\+200B$/);
  expect(message('c 1')).toMatch(/starting with a letter or digit$/);
  expect(message('')).toMatch(/starting with a letter or digit$/);
});
