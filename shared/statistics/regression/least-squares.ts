import { squareTimes } from '../matrices/square-times.ts';
import type { Design } from './design.ts';

/** An ordinary least squares fit; columns that say nothing new are left out of it and named. */
export type LeastSquares = {
  columns: number;
  rows: number;
  /** 0 for aliased columns. */
  coefficients: Float64Array;
  /** (X'X)^-1 over the columns that are not aliased, 0 elsewhere, by rows. */
  inverse: Float64Array;
  /** L^-1 with X'X = L L', so that `inverse` = L^-T L^-1; rows and columns of aliased ones are 0. */
  inverseRoot: Float64Array;
  /** Columns that are combinations of earlier ones, with vectors n of X n = 0: n is 1 there and 0 at later aliased ones. */
  aliased: { column: number; combination: Float64Array }[];
  /** Divisor rows - rank; null where that is 0. */
  residualVariance: number | null;
};

/** A pivot this small beside its column's own square is a rounding error. */
const ALIASED = 1e-9;

/**
 * Ordinary least squares by the normal equations and a Cholesky decomposition column by column. A column that the
 * earlier ones explain is detected by its pivot, left out, and reported, never silently solved (Golub & Van Loan,
 * Matrix Computations, 4th ed., section 4.2.8, with the columns in the order given in place of pivoting).
 */
export function leastSquares(design: Design): LeastSquares {
  const { columns: size, response } = design;
  const { gram, products, squares } = normalEquations(design);
  const { root, isAliased } = cholesky(gram, size);
  const inverseRoot = invertedLower(root, size, isAliased);
  const inverse = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = 0;
      for (let k = i; k < size; k += 1) sum += inverseRoot[k * size + i]! * inverseRoot[k * size + j]!;
      inverse[i * size + j] = inverse[j * size + i] = sum;
    }
  }
  const coefficients = squareTimes(inverse, products);
  let explained = 0;
  for (let j = 0; j < size; j += 1) explained += coefficients[j]! * products[j]!;
  const rank = isAliased.filter((aliased) => !aliased).length;
  const residual = Math.max(0, squares - explained);
  return {
    columns: size,
    rows: response.length,
    coefficients,
    inverse,
    inverseRoot,
    aliased: isAliased.flatMap((aliased, column) =>
      aliased ? [{ column, combination: combinationOf(column, gram, inverse, size) }] : [],
    ),
    residualVariance: response.length > rank ? residual / (response.length - rank) : null,
  };
}

/** Whether a linear combination of the coefficients is one thing, whatever solution of the equations is taken. */
export function isEstimable(
  { aliased }: Pick<LeastSquares, 'aliased'>,
  contrast: readonly number[],
): boolean {
  return aliased.every(({ combination }) => {
    let along = 0;
    for (const [column, weight] of contrast.entries()) along += weight * combination[column]!;
    return Math.abs(along) < 1e-6;
  });
}

function normalEquations({ columns: size, response, fill, widest }: Design) {
  const gram = new Float64Array(size * size);
  const products = new Float64Array(size);
  const at = new Int32Array(widest);
  const values = new Float64Array(widest);
  let squares = 0;
  for (let row = 0; row < response.length; row += 1) {
    const count = fill(row, at, values);
    const y = response[row]!;
    squares += y * y;
    for (let a = 0; a < count; a += 1) {
      const value = values[a]!;
      const place = at[a]! * size;
      products[at[a]!]! += value * y;
      for (let b = 0; b < count; b += 1) gram[place + at[b]!]! += value * values[b]!;
    }
  }
  return { gram, products, squares };
}

function cholesky(gram: Float64Array, size: number) {
  const root = new Float64Array(size * size);
  const isAliased = new Array<boolean>(size).fill(false);
  for (let j = 0; j < size; j += 1) {
    let pivot = gram[j * size + j]!;
    for (let k = 0; k < j; k += 1) pivot -= root[j * size + k]! ** 2;
    if (pivot <= ALIASED * gram[j * size + j]!) {
      isAliased[j] = true;
      for (let k = 0; k < j; k += 1) root[j * size + k] = 0;
      continue;
    }
    const diagonal = Math.sqrt(pivot);
    root[j * size + j] = diagonal;
    for (let i = j + 1; i < size; i += 1) {
      let sum = gram[i * size + j]!;
      for (let k = 0; k < j; k += 1) sum -= root[i * size + k]! * root[j * size + k]!;
      root[i * size + j] = sum / diagonal;
    }
  }
  return { root, isAliased };
}

function invertedLower(root: Float64Array, size: number, isAliased: readonly boolean[]): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j += 1) {
    if (isAliased[j]) continue;
    inverse[j * size + j] = 1 / root[j * size + j]!;
    for (let i = j + 1; i < size; i += 1) {
      if (isAliased[i]) continue;
      let sum = 0;
      for (let k = j; k < i; k += 1) sum -= root[i * size + k]! * inverse[k * size + j]!;
      inverse[i * size + j] = sum / root[i * size + i]!;
    }
  }
  return inverse;
}

/** n with X n = 0: the aliased column less its regression on the others. */
function combinationOf(
  column: number,
  gram: Float64Array,
  inverse: Float64Array,
  size: number,
): Float64Array {
  const products = gram.slice(column * size, (column + 1) * size);
  const combination = squareTimes(inverse, products).map((value) => -value);
  combination[column] = 1;
  return combination;
}
