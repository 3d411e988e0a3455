import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feasibleCells } from '../../../shared/privacy/threshold/feasible-cells.ts';
import { shownCell } from '../../../shared/privacy/threshold/shown-cell.ts';
import { countsOf, times } from '../tally/tally-of-cells.ts';

const shown = (...improvements: number[]) => shownCell(countsOf(improvements));
const anyCell = fc
  .array(fc.integer({ min: -10, max: 10 }), { minLength: 11, maxLength: 150 })
  .chain((all) => fc.oneof(fc.constant(all), fc.constant(all.map((points) => (points > 0 ? 10 : -10)))));

describe('shownCell', () => {
  test.each([
    [11, 15],
    [17, 15],
    [18, 20],
    [22, 20],
    [23, 25],
  ])('shows %i clients as %i', (clients, expected) => {
    expect(shown(...times(clients, 2)).clients).toBe(expected);
  });

  test.each([
    [15, 2], // 2.4 to whole points
    [20, 2.5],
    [50, 2.4],
    [100, 2.4],
  ])('coarsens the mean of %i clients to %d', (clients, mean) => {
    expect(shown(...times(clients * 0.6, 2), ...times(clients * 0.4, 3)).meanImprovement).toBe(mean);
  });

  test('shows a tenth of a point from 100 clients on, and never nought with a sign', () => {
    expect(shown(...times(90, 2), ...times(10, 3)).meanImprovement).toBe(2.1);
    expect(Object.is(shown(...times(99, 0), -1).meanImprovement, 0)).toBe(true);
  });

  test('shows 8 for a mean that everybody alike is behind', () => {
    expect(shown(...times(15, 10)).meanImprovement).toBe(8);
    expect(shown(...times(40, -10)).meanImprovement).toBe(-8);
  });

  test('hides a share when responders or others are few or none, and keeps the count', () => {
    expect(shown(...times(30, 2), ...times(10, 0))).toMatchObject({ clients: 40, responderShare: null });
    expect(shown(...times(40, 2))).toMatchObject({ clients: 40, responderShare: null });
    expect(shown(...times(40, 1))).toMatchObject({ clients: 40, responderShare: null });
    expect(shown(...times(30, 2), ...times(11, 0)).responderShare).toBe(0.75); // 30/41 = 0.73
  });

  test('hides a share that would leave one count only', () => {
    // Shown as 20 with 11 responders and 11 others at least, it could be nothing but 22.
    expect(shown(...times(11, 2), ...times(11, 0))).toEqual({
      clients: 20,
      meanImprovement: 1,
      responderShare: null,
    });
  });

  test('leaves at least three counts and sums ten points apart, whatever the cell', () => {
    fc.assert(
      fc.property(anyCell, (improvements) => {
        const { counts, points } = feasibleCells(shown(...improvements));
        expect(counts).toContain(improvements.length);
        expect(counts.length).toBeGreaterThanOrEqual(3);
        expect(points).toBeGreaterThanOrEqual(10);
      }),
      { numRuns: 300 },
    );
  });
});
