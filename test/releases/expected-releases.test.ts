import { describe, expect, test } from 'vitest';
import type { PeriodKind } from '../../shared/privacy/programme/release-period.ts';
import { expectedReleases } from '../../shared/releases/expected-releases.ts';

const of = (period: PeriodKind, now: string, ...published: string[]) =>
  expectedReleases({ programme: 'alpha', period }, new Set(published), now).map(
    ({ period: name, publishesAt, state }) => [name, publishesAt.slice(0, 10), state],
  );

describe('the releases that are expected', () => {
  test.each([
    // A quarter is published on the third of the month after its late reports: runbook, "Releasing a period".
    [
      'quarter',
      '2026-11-03T05:59:00Z',
      [],
      [
        ['2026Q2', '2026-08-03', 'missing'],
        ['2026Q3', '2026-11-03', 'to come'],
      ],
    ],
    [
      'quarter',
      '2026-11-03T06:00:00Z',
      ['2026Q3'],
      [
        ['2026Q3', '2026-11-03', 'published'],
        ['2026Q4', '2027-02-03', 'to come'],
      ],
    ],
    [
      'half-year',
      '2026-11-29T00:00:00Z',
      ['2026H1'],
      [
        ['2026H1', '2026-08-03', 'published'],
        ['2026H2', '2027-02-03', 'to come'],
      ],
    ],
    [
      'half-year',
      '2026-08-03T06:00:00Z',
      [],
      [
        ['2026H1', '2026-08-03', 'missing'],
        ['2026H2', '2027-02-03', 'to come'],
      ],
    ],
    [
      'half-year',
      '2026-05-10T00:00:00Z',
      ['2025H1'],
      [
        ['2025H2', '2026-02-03', 'missing'],
        ['2026H1', '2026-08-03', 'to come'],
      ],
    ],
    [
      'quarter-and-year',
      '2027-02-04T00:00:00Z',
      ['2026Q4'],
      [
        ['2026Y', '2027-02-03', 'missing'],
        ['2027Y', '2028-02-03', 'to come'],
        ['2026Q4', '2027-02-03', 'published'],
        ['2027Q1', '2027-05-03', 'to come'],
      ],
    ],
    [
      'year',
      '2026-11-29T00:00:00Z',
      [],
      [
        ['2025Y', '2026-02-03', 'missing'],
        ['2026Y', '2027-02-03', 'to come'],
      ],
    ],
  ] as const)('of a %s at %s', (kind, now, published, expected) => {
    expect(of(kind, now, ...published)).toEqual(expected);
  });
});
