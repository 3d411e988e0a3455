import { describe, expect, test } from 'vitest';
import { dayStart } from '../../../shared/records/time/in-zone.ts';

const startOf = (date: string, timeZone: string) => new Date(dayStart(date, timeZone) * 1000).toISOString();

describe('dayStart', () => {
  test.each([
    ['2026-08-10', 'America/Chicago', '2026-08-10T05:00:00.000Z'],
    ['2026-01-10', 'America/Chicago', '2026-01-10T06:00:00.000Z'],
    ['2026-08-10', 'Pacific/Kiritimati', '2026-08-09T10:00:00.000Z'],
    ['2026-08-10', 'UTC', '2026-08-10T00:00:00.000Z'],
    // tzdata, southamerica: rule Brazil put clocks forward from 00:00 to 01:00, and back from 00:00 to 23:00.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['2018-02-18', 'America/Sao_Paulo', '2018-02-18T03:00:00.000Z'],
    // tzdata, australasia: Samoa went from the 29th to the 31st of December 2011.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s in %s', (date, timeZone, start) => {
    expect(startOf(date, timeZone)).toBe(start);
  });
});
