import { describe, expect, it } from 'vitest';
import { naturalSpline } from '../../../shared/statistics/durations/natural-spline.ts';

describe('naturalSpline', () => {
  // The second derivative is a triangle of area 1 over the knots; integrated twice by quadrature (scipy 1.17).
  it.each([
    [0.5, 0],
    [1.5, 0.0138888888888889],
    [3, 0.7222222222222221],
    [5, 2.6666666666666665],
  ])('of the knots 1, 2, 4 at %d is %d', (x, value) => {
    expect(naturalSpline([1, 2, 4], x)).toBeCloseTo(value, 14);
  });

  it('is of one piece at its knots', () => {
    for (const knot of [1, 2, 4]) {
      expect(naturalSpline([1, 2, 4], knot + 1e-9)).toBeCloseTo(naturalSpline([1, 2, 4], knot - 1e-9), 8);
    }
  });
});
