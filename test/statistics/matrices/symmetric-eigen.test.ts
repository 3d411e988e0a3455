import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inverseQuadraticForm } from '../../../shared/statistics/matrices/inverse-quadratic-form.ts';
import { symmetricEigen } from '../../../shared/statistics/matrices/symmetric-eigen.ts';

describe('symmetricEigen', () => {
  test('a matrix with known eigenvalues', () => {
    // Golub & Van Loan: the second difference matrix of size n has 2 - 2 cos(j π / (n + 1)).
    const { values } = symmetricEigen([2, -1, 0, -1, 2, -1, 0, -1, 2], 3);
    const known = [2 - Math.SQRT2, 2, 2 + Math.SQRT2];
    expect(values.sort((a, b) => a - b)).toEqual(known.map((value) => expect.closeTo(value, 14)));
  });

  test('V diag(values) Vᵗ is the matrix and Vᵗ V the identity, also for matrices of low rank', () => {
    const lowRank = fc
      .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }))
      .chain(([size, rank]) =>
        fc
          .array(fc.integer({ min: -9, max: 9 }), { minLength: size * rank, maxLength: size * rank })
          .map((factor) => ({ size, rank, factor })),
      );
    fc.assert(
      fc.property(lowRank, ({ size, rank, factor }) => {
        const sum = (length: number, term: (index: number) => number) =>
          Array.from({ length }, (_, index) => term(index)).reduce((total, value) => total + value, 0);
        const matrix = Array.from({ length: size * size }, (_, at) => {
          const [i, j] = [Math.floor(at / size), at % size];
          return sum(rank, (r) => factor[i * rank + r]! * factor[j * rank + r]!);
        });
        const { values, vectors: v } = symmetricEigen(matrix, size);
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) {
            const back = sum(size, (k) => v[i * size + k]! * values[k]! * v[j * size + k]!);
            expect(Math.abs(back - matrix[i * size + j]!)).toBeLessThan(1e-11);
            const product = sum(size, (k) => v[k * size + i]! * v[k * size + j]!);
            expect(Math.abs(product - (i === j ? 1 : 0))).toBeLessThan(1e-13);
          }
        }
      }),
    );
  });
});

describe('inverseQuadraticForm', () => {
  test('by hand', () => {
    // [[2, 1], [1, 3]] has the inverse [[3, -1], [-1, 2]] / 5.
    expect(inverseQuadraticForm([1, 2], [2, 1, 1, 3])).toBeCloseTo(7 / 5, 14);
  });

  test('a direction without variance, or nothing at all', () => {
    expect(inverseQuadraticForm([1, 2], [1, 1, 1, 1])).toBeNull();
    expect(inverseQuadraticForm([0], [0])).toBeNull();
  });
});
