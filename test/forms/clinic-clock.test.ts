import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantBy, shownBy } from '../../shared/forms/clinic-clock.ts';

const CHICAGO = { timeZone: 'America/Chicago' };
/** Clocks that are put forward by an hour or by half of one, at offsets of whole hours and of parts, and never. */
const ZONES = [
  'America/Chicago',
  'Europe/Lisbon',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Asia/Kathmandu',
];
const DAY_MILLISECONDS = 86_400_000;
const minuteText = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 16);

test('a time that the clock skips when it is put forward is none, and one that it shows twice is', () => {
  // 8 March 2026, 02:00 to 03:00, and 1 November 2026, 01:00 to 02:00: the IANA database.
  expect(instantBy(CHICAGO, '2026-03-08', '01:55')).toBe('2026-03-08T01:55:00-06:00');
  expect(instantBy(CHICAGO, '2026-03-08', '02:30')).toBeUndefined();
  expect(instantBy(CHICAGO, '2026-03-08', '03:00')).toBe('2026-03-08T03:00:00-05:00');
  expect(instantBy(CHICAGO, '2026-11-01', '01:30')).toMatch(/^2026-11-01T01:30:00-0[56]:00$/);
});

test('of an hour that is shown twice the one after an instant is meant, where that is asked for', () => {
  const after = (instant: string) => instantBy(CHICAGO, '2026-11-01', '01:30', instant);
  expect(after('2026-11-01T01:10:00-05:00')).toBe('2026-11-01T01:30:00-05:00');
  expect(after('2026-11-01T01:40:00-05:00')).toBe('2026-11-01T01:30:00-06:00');
  expect(after('2026-11-01T01:40:00-06:00')).toBe('2026-11-01T01:30:00-05:00');
});

/** Minutes from a day before to a day after a spring or an autumn change somewhere, and of any other time. */
const around = fc.oneof(
  ...['2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01'].map((day) =>
    fc.integer({ min: -1440, max: 2880 }).map((minute) => Date.parse(day) + minute * 60_000),
  ),
  fc.integer({ min: 0, max: 730 }).map((day) => Date.UTC(2025, 0, 1) + day * DAY_MILLISECONDS),
);

test('what a clock shows can be typed, and an instant is one at which it shows what was typed', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), around, (timeZone, milliseconds) => {
      const shown = shownBy({ timeZone }, new Date(milliseconds)).slice(0, 16);
      for (const [typed, mayBeSkipped] of [
        [shown, false],
        [minuteText(milliseconds), true],
      ] as const) {
        const instant = instantBy({ timeZone }, typed.slice(0, 10), typed.slice(11));
        if (instant === undefined) expect(mayBeSkipped, typed).toBe(true);
        else expect(shownBy({ timeZone }, new Date(instant)).slice(0, 16)).toBe(typed);
      }
    }),
    { numRuns: 300 },
  );
});
