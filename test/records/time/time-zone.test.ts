import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateIn, inZone } from '../../../shared/records/time/in-zone.ts';
import { parseInstant, utcSortKey } from '../../../shared/records/time/instant.ts';
import { isTimeZone } from '../../../shared/records/time/time-zone.ts';

const ZONES = [
  ...['America/Chicago', 'Europe/Lisbon', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe'],
  ...['Africa/Casablanca', 'Pacific/Kiritimati', 'America/St_Johns', 'Etc/GMT+12', 'UTC'],
];

describe('an instant in a time zone', () => {
  // Known from the IANA database: America/Chicago is UTC-6, and UTC-5 from the second Sunday of March, 2:00, to the
  // first Sunday of November, 2:00; Europe/Lisbon changes at 1:00 UTC on the last Sundays of March and October.
  it.each([
    ['America/Chicago', '2026-09-01T02:30:00+00:00', '2026-08-31T21:30:00-05:00'],
    ['America/Chicago', '2026-03-08T07:59:59+00:00', '2026-03-08T01:59:59-06:00'],
    ['America/Chicago', '2026-03-08T08:00:00+00:00', '2026-03-08T03:00:00-05:00'],
    ['America/Chicago', '2026-11-01T06:30:00+00:00', '2026-11-01T01:30:00-05:00'],
    ['America/Chicago', '2026-11-01T07:30:00+00:00', '2026-11-01T01:30:00-06:00'],
    ['America/Chicago', '2027-01-01T05:59:59+00:00', '2026-12-31T23:59:59-06:00'],
    ['Europe/Lisbon', '2026-03-29T00:59:59.25+00:00', '2026-03-29T00:59:59.25+00:00'],
    ['Europe/Lisbon', '2026-03-29T01:00:00.25+00:00', '2026-03-29T02:00:00.25+01:00'],
    ['Europe/Lisbon', '2026-10-25T00:30:00+00:00', '2026-10-25T01:30:00+01:00'],
    ['Europe/Lisbon', '2026-10-25T01:30:00+00:00', '2026-10-25T01:30:00+00:00'],
    ['Asia/Kathmandu', '2026-12-31T18:15:00.000000001+00:00', '2027-01-01T00:00:00.000000001+05:45'],
    // Samoa had no 30 December 2011: it went from UTC-10 to UTC+14 at the end of the 29th.
    ['Pacific/Apia', '2011-12-30T09:59:59+00:00', '2011-12-29T23:59:59-10:00'],
    ['Pacific/Apia', '2011-12-30T10:00:00+00:00', '2011-12-31T00:00:00+14:00'],
    // Half an hour of summer time.
    ['Australia/Lord_Howe', '2026-04-04T14:59:59+00:00', '2026-04-05T01:59:59+11:00'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00+00:00', '2026-04-05T01:30:00+10:30'],
    // Morocco goes back for Ramadan, between two Sundays five weeks apart.
    ['Africa/Casablanca', '2025-02-20T12:00:00+00:00', '2025-02-20T13:00:00+01:00'],
    ['Africa/Casablanca', '2025-03-10T12:00:00+00:00', '2025-03-10T12:00:00+00:00'],
    ['Africa/Casablanca', '2025-04-10T12:00:00+00:00', '2025-04-10T13:00:00+01:00'],
    // Liberia kept local mean time until 1972: UTC-0:44:30, of which an offset can say the minutes.
    ['Africa/Monrovia', '1970-06-01T12:00:00+00:00', '1970-06-01T11:16:00-00:44'],
  ])('%s: %s is %s', (zone, utc, local) => {
    expect(inZone(utc, zone)).toBe(local);
    expect(utcSortKey(local)).toBe(utcSortKey(utc));
  });

  it('stays the instant that it was, in a spelling that the contract knows, whatever the offset it came with', () => {
    const instant = fc
      .record({
        seconds: fc.integer({ min: -2_000_000_000, max: 4_000_000_000 }),
        fraction: fc.constantFrom('', '.5', '.25', '.123456789'),
        minutes: fc.integer({ min: -720, max: 840 }),
      })
      .map(({ seconds, fraction, minutes }) => {
        const local = new Date((seconds + minutes * 60) * 1000).toISOString().slice(0, 19);
        const clock = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
        const offset = clock.map((part) => String(part).padStart(2, '0')).join(':');
        return `${local}${fraction}${minutes < 0 ? '-' : '+'}${offset}`;
      });
    fc.assert(
      fc.property(instant, fc.constantFrom(...ZONES), (text, zone) => {
        const local = inZone(text, zone);
        expect(utcSortKey(local)).toBe(utcSortKey(text));
        expect(inZone(local, zone)).toBe(local);
        expect(parseInstant(local)).toEqual({ instant: local });
        // Intl says the same without our tables.
        const shown = new Intl.DateTimeFormat('sv-SE', {
          timeZone: zone,
          ...{ dateStyle: 'short', timeStyle: 'medium' },
        }).format(new Date(Math.floor(Date.parse(text) / 1000) * 1000));
        if (text > '1973') expect(local.slice(0, 19).replace('T', ' ')).toBe(shown);
      }),
    );
  });

  it('stays as it is written where the zone has no year of four digits for it', () => {
    expect(inZone('0001-01-01T00:00:00+00:00', 'America/Chicago')).toBe('0001-01-01T00:00:00+00:00');
    expect(inZone('9999-12-31T23:00:00+00:00', 'Asia/Kathmandu')).toBe('9999-12-31T23:00:00+00:00');
  });
});

describe('today', () => {
  it('is the day of the zone, and that of UTC without one', () => {
    const instant = new Date('2026-09-01T02:30:00Z');
    expect(dateIn(instant, 'America/Chicago')).toBe('2026-08-31');
    expect(dateIn(instant, undefined)).toBe('2026-09-01');
    expect(dateIn(new Date('2026-12-31T23:59:59.9Z'), 'Pacific/Kiritimati')).toBe('2027-01-01');
  });
});

it('time zones are known by their place', () => {
  for (const zone of ZONES) expect(isTimeZone(zone), zone).toBe(true);
  for (const text of ['EST', 'CST6CDT', 'Z', '+01:00', 'Chicago']) expect(isTimeZone(text), text).toBe(false);
});
