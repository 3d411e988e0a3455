import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chartSignals } from '../../../shared/statistics/trend/chart-signals.ts';

const month = (index: number) => `2026-${String(index + 1).padStart(2, '0')}`;
/** Centre 0, limits -3 and 3. */
const signalsOf = (values: readonly number[]) =>
  chartSignals(
    values.map((value, index) => ({ month: month(index), value, lower: -3, upper: 3 })),
    0,
  );
/** Indices of the points that a rule speaks of. */
const flagged = (rule: string, values: readonly number[]) =>
  signalsOf(values).flatMap((signal) => (signal.rule === rule ? [Number(signal.month.slice(5)) - 1] : []));

describe('chartSignals', () => {
  test('a point outside the limits, not one on them', () => {
    expect(signalsOf([0, 3.1, -1, -3.1, 3, -3])).toEqual([
      { month: '2026-02', rule: 'outside-limits' },
      { month: '2026-04', rule: 'outside-limits' },
    ]);
  });

  test('seven on one side of the centre; on it is on neither', () => {
    const seven = [1, 0.5, 1, 0.5, 1, 0.5, 1];
    expect(flagged('seven-on-one-side', [-1, ...seven, -1])).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(flagged('seven-on-one-side', seven.slice(1))).toEqual([]);
    expect(flagged('seven-on-one-side', [1, 0.5, 1, 0, 1, 0.5, 1])).toEqual([]);
    expect(
      flagged(
        'seven-on-one-side',
        seven.map((value) => -value),
      ),
    ).toHaveLength(7);
  });

  test('seven that rise or fall, strictly', () => {
    const rising = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5];
    expect(flagged('seven-in-one-direction', [0, ...rising, 1])).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(flagged('seven-in-one-direction', rising.toReversed())).toHaveLength(7);
    expect(flagged('seven-in-one-direction', rising.slice(1))).toEqual([]);
    expect(flagged('seven-in-one-direction', [-1.5, -1, -1, 0, 0.5, 1, 1.5])).toEqual([]);
    // Eight in a row are all part of it.
    expect(flagged('seven-in-one-direction', [...rising, 2])).toHaveLength(8);
  });

  test('two of three beyond two thirds of the way to a limit, all on one side', () => {
    expect(flagged('two-of-three-near-limit', [0.5, 2.1, 1, 2.1, 0.5])).toEqual([1, 3]);
    expect(flagged('two-of-three-near-limit', [0.5, 2.1, 1, 1, 2.1, 0.5])).toEqual([]);
    expect(flagged('two-of-three-near-limit', [2.1, -1, 2.1])).toEqual([]);
    expect(flagged('two-of-three-near-limit', [2, 1, 2])).toEqual([]); // on two thirds is not beyond
    expect(flagged('two-of-three-near-limit', [-2.5, -3.5, -1])).toEqual([0, 1]);
  });

  test('a month may be in several patterns, in the order of the rules', () => {
    expect(signalsOf([3.1, 1, 2.5])).toEqual([
      { month: '2026-01', rule: 'outside-limits' },
      { month: '2026-01', rule: 'two-of-three-near-limit' },
      { month: '2026-03', rule: 'two-of-three-near-limit' },
    ]);
  });

  test('a rounding error puts no point on a side', () => {
    const centre = 0.1 + 0.2;
    const points = Array.from({ length: 8 }, (_, index) => ({
      month: month(index),
      value: 0.3,
      lower: centre,
      upper: centre,
    }));
    expect(centre).not.toBe(0.3);
    expect(chartSignals(points, centre)).toEqual([]);
  });

  test('turned upside down a chart has the same signals', () => {
    const values = fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 12 });
    fc.assert(
      fc.property(values, (all) => {
        expect(signalsOf(all.map((value) => -value))).toEqual(signalsOf(all));
      }),
    );
  });
});
