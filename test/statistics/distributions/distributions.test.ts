import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { describe, expect, test } from 'vitest';
import { chiSquareTail } from '../../../shared/statistics/distributions/chi-square-tail.ts';
import { fTail } from '../../../shared/statistics/distributions/f-tail.ts';
import { normalQuantile } from '../../../shared/statistics/distributions/normal-quantile.ts';
import { tTail } from '../../../shared/statistics/distributions/t-tail.ts';
import { type Frame, rFixture } from '../r-fixture.ts';

type Distribution = (...given: number[]) => number;

const OURS: Record<string, Distribution> = {
  tTail,
  tQuantile: (p, df) => tQuantile(p!, df!),
  fTail,
  chiSquareTail,
  normalQuantile,
} as Record<string, Distribution>;
const fixture = rFixture<Record<string, Frame>>('distributions');

describe('distributions', () => {
  test.each(Object.keys(OURS))('%s is what R says, to a relative 1e-10', (name) => {
    const { rows } = fixture[name]!;
    expect(rows.length).toBeGreaterThan(9);
    for (const row of rows as number[][]) {
      const fromR = row.at(-1)!;
      const ours = OURS[name]!(...row.slice(0, -1));
      const isNear = Math.abs(ours - fromR) <= 1e-10 * Math.abs(fromR);
      expect(isNear, `${name}(${row.slice(0, -1)}): ${ours} is not R's ${fromR}`).toBe(true);
    }
  });

  test('printed tables', () => {
    // Fisher & Yates, Statistical Tables: 5 % points.
    expect(tTail(2.228138852, 10)).toBeCloseTo(0.05, 9);
    expect(chiSquareTail(3.841458820694124, 1)).toBeCloseTo(0.05, 12);
    expect(fTail(4.102821015, 2, 10)).toBeCloseTo(0.05, 9);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
  });

  test('at 0 the tail is everything', () => {
    expect([tTail(0, 3), fTail(0, 2, 3), chiSquareTail(0, 2)]).toEqual([1, 1, 1]);
  });
});
