import { squareTimes } from '../matrices/square-times.ts';
import { symmetricEigen } from '../matrices/symmetric-eigen.ts';

/** Eigenvalues of I - H this small are 0: the client alone decides that direction, and the fit goes through her. */
const ALONE = 1e-8;
/** Below this trace of H the power series is at its end within 25 terms, and cheaper than eigenvectors. */
const SERIES_BELOW = 0.4;
const SMALLEST_TERM = 1e-10;

/** (I - H)^(-1/2) of one client, made to be applied to several vectors. */
export type Adjustment = (vector: Float64Array) => Float64Array;

/**
 * The CR2 adjustment of a client with hat matrix H, a generalised inverse where an eigenvalue of H is 1 (Bell &
 * McCaffrey 2002; Pustejovsky & Tipton 2018, JBES 36:672). With H = Z Z' it has a small form in either space: rows
 * by rows, or columns by columns where the client has more rows than columns.
 *
 * @param basis Z, the client's rows of the orthonormal basis, by rows: rows x columns
 */
export function leverageAdjustment(basis: Float64Array, rows: number, columns: number): Adjustment {
  let trace = 0;
  for (let index = 0; index < rows * columns; index += 1) trace += basis[index]! * basis[index]!;
  if (rows <= columns) {
    const hat = outerGram(basis, rows, columns);
    return trace < SERIES_BELOW
      ? seriesAdjustment((vector) => squareTimes(hat, vector), trace)
      : byEigen(hat, rows);
  }
  return byColumns(basis, rows, columns);
}

/** Z Z', rows x rows, column by column of Z: no sum waits for another, and many elements are 0. */
function outerGram(basis: Float64Array, rows: number, columns: number): Float64Array {
  const hat = new Float64Array(rows * rows);
  const column = new Float64Array(rows);
  for (let k = 0; k < columns; k += 1) {
    for (let i = 0; i < rows; i += 1) {
      const value = basis[i * columns + k]!;
      column[i] = value;
      if (value === 0) continue;
      for (let j = 0; j <= i; j += 1) hat[i * rows + j]! += value * column[j]!;
    }
  }
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < i; j += 1) hat[j * rows + i] = hat[i * rows + j]!;
  }
  return hat;
}

/**
 * The same by a power series, (1 - x)^(-1/2) = 1 + x / 2 + 3 x² / 8 + ...
 *
 * @param hat multiplies a vector by H
 * @param trace of H, below 1: no eigenvalue is larger
 */
export function seriesAdjustment(hat: (vector: Float64Array) => Float64Array, trace: number): Adjustment {
  return (vector) => {
    const sum = vector.slice();
    let power = vector;
    let coefficient = 1;
    let bound = trace;
    for (let k = 1; bound > SMALLEST_TERM; k += 1) {
      coefficient *= (2 * k - 1) / (2 * k);
      bound *= trace;
      power = hat(power);
      for (let i = 0; i < sum.length; i += 1) sum[i]! += coefficient * power[i]!;
    }
    return sum;
  };
}

function byEigen(hat: Float64Array, rows: number): Adjustment {
  const { values, vectors } = symmetricEigen(Array.from(hat), rows);
  const factors = values.map((value) => (1 - value <= ALONE ? 0 : 1 / Math.sqrt(1 - value)));
  return (vector) => {
    const result = new Float64Array(rows);
    for (let j = 0; j < rows; j += 1) {
      if (factors[j] === 0) continue;
      let along = 0;
      for (let i = 0; i < rows; i += 1) along += vectors[i * rows + j]! * vector[i]!;
      for (let i = 0; i < rows; i += 1) result[i]! += factors[j]! * along * vectors[i * rows + j]!;
    }
    return result;
  };
}

/** I + Z V diag(((1 - λ)^(-1/2) - 1) / λ) V' Z' with Z'Z = V diag(λ) V'. */
function byColumns(basis: Float64Array, rows: number, columns: number): Adjustment {
  const gram = new Array<number>(columns * columns).fill(0);
  for (let row = 0; row < rows; row += 1) {
    for (let a = 0; a < columns; a += 1) {
      const value = basis[row * columns + a]!;
      if (value === 0) continue;
      for (let b = 0; b < columns; b += 1) gram[a * columns + b]! += value * basis[row * columns + b]!;
    }
  }
  const { values, vectors } = symmetricEigen(gram, columns);
  const factors = values.map((value) => {
    if (value < SMALLEST_TERM) return 0;
    return ((1 - value <= ALONE ? 0 : 1 / Math.sqrt(1 - value)) - 1) / value;
  });
  return (vector) => {
    const inColumns = new Float64Array(columns);
    for (let row = 0; row < rows; row += 1) {
      for (let a = 0; a < columns; a += 1) inColumns[a]! += basis[row * columns + a]! * vector[row]!;
    }
    const changed = new Float64Array(columns);
    for (let j = 0; j < columns; j += 1) {
      let along = 0;
      for (let a = 0; a < columns; a += 1) along += vectors[a * columns + j]! * inColumns[a]!;
      for (let a = 0; a < columns; a += 1) changed[a]! += factors[j]! * along * vectors[a * columns + j]!;
    }
    const result = vector.slice();
    for (let row = 0; row < rows; row += 1) {
      for (let a = 0; a < columns; a += 1) result[row]! += basis[row * columns + a]! * changed[a]!;
    }
    return result;
  };
}
