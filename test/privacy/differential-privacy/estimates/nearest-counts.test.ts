import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestCounts } from '../../../../shared/privacy/differential-privacy/estimates/nearest-counts.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const wanted = (least: number, most: number) =>
  fc.array(fc.double({ min: -60, max: 300, noNaN: true }), { minLength: least, maxLength: most });

describe('nearestCounts', () => {
  it('takes as much from each as leaves the sum, and from none what it has not', () => {
    // 0.5 less of 3 and of 2 make 4; -1 has nothing to give.
    expect(
      nearestCounts([3, -1, 2], [{ of: [0, 1, 2], sum: 4 }]).map((one) => Number(one.toFixed(4))),
    ).toEqual([2.5, 0, 1.5]);
    expect(
      nearestCounts([3, -1, 2], [{ of: [0, 1, 2], sum: 0 }]).map((one) => Math.round(one * 1e4)),
    ).toEqual([0, 0, 0]);
    expect(nearestCounts([], [{ of: [], sum: 0 }])).toEqual([]);
  });

  it('finds tables with known margins, none below 0, and none that is nearer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), wanted(1, 30), wanted(1, 30), (width, cells, truth) => {
        const height = Math.ceil(cells.length / width);
        const size = height * width;
        const [want, have] = [cells, truth].map((values) =>
          Array.from({ length: size }, (_, at) => values[at % values.length]!),
        ) as [number[], number[]];
        const places = [...want.keys()];
        const margins = [
          ...Array.from({ length: height }, (_, row) =>
            places.filter((at) => Math.floor(at / width) === row),
          ),
          ...Array.from({ length: width }, (_, column) => places.filter((at) => at % width === column)),
        ];
        // Sums that some counts of 0 or more have.
        const sums = margins.map((of) => ({ of, sum: sum(of.map((at) => Math.max(0, have[at]!))) }));
        const found = nearestCounts(want, sums);
        for (const { of, sum: known } of sums)
          expect(Math.abs(sum(of.map((at) => found[at]!)) - known)).toBeLessThan(0.01);
        expect(Math.min(...found)).toBeGreaterThanOrEqual(0);
        // Margins stay as they are where what one cell gives is passed round a rectangle: no such change may come nearer.
        for (let from = 0; from < size; from++) {
          for (let to = 0; to < size; to++) {
            const [a, b] = [from % width, to % width];
            if (a === b || Math.floor(from / width) === Math.floor(to / width)) continue;
            const corners = [from, to, from - a + b, to - b + a] as const;
            const most = Math.min(found[corners[2]]!, found[corners[3]]!);
            const slope =
              found[from]! -
              want[from]! +
              found[to]! -
              want[to]! -
              (found[corners[2]]! - want[corners[2]]!) -
              (found[corners[3]]! - want[corners[3]]!);
            if (most > 0.01) expect(slope).toBeGreaterThan(-0.1);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
