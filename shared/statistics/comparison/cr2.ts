import type { Ancova } from './ancova.ts';
import { clientDesign } from './client-design.ts';
import type { ClientSums } from './compared-pairs.ts';
import { type Cr2Adjustment, cr2Adjustment } from './cr2-adjustment.ts';

/**
 * The CR2 variance of a fit in its orthonormal basis, and the sums over clients from which its degrees of
 * freedom follow for whatever contrast. With K = Zᵗ A² Z, J = Zᵗ A Z and L = K - 2 J² of a client, symmetric
 * matrices that are flattened to their elements on and below the diagonal, a table has such elements both
 * as rows and as columns.
 */
export type Cr2 = {
  columns: number;
  /** columns x columns, by rows. */
  variance: Float64Array;
  /** Σ (K - J²), flattened: what the working model expects of `variance`. */
  expectation: Float64Array;
  /** Σ (K ⊗ L + L ⊗ K) / 2. */
  within: Float64Array;
  /** Σ J ⊗ J. */
  between: Float64Array;
};

/** Position of element (a, b) of a flattened symmetric matrix. */
export const flatIndex = (a: number, b: number) => (a < b ? (b * (b + 1)) / 2 + a : (a * (a + 1)) / 2 + b);

/**
 * CR2 with clients as clusters. One pass over the clients, whatever is asked of the result: they are added
 * up in the order given, and each costs the fourth power of the number of columns that it has.
 *
 * @param clients two or more
 */
export function cr2(fit: Ancova, clients: readonly ClientSums[]): Cr2 {
  const { columns } = fit;
  const flat = (columns * (columns + 1)) / 2;
  const sums: Cr2 = {
    columns,
    variance: new Float64Array(columns * columns),
    expectation: new Float64Array(flat),
    within: new Float64Array(flat * flat),
    between: new Float64Array(flat * flat),
  };
  for (const client of clients) {
    const design = clientDesign(fit, client);
    const adjustment = cr2Adjustment(design);
    if (!fit.exact) addScore(sums, design.columns, adjustment.score);
    addProducts(sums, design.columns, adjustment);
  }
  mirror(sums.within, flat);
  mirror(sums.between, flat);
  return sums;
}

function addScore(
  { variance, columns: size }: Cr2,
  columns: readonly number[],
  score: readonly number[],
): void {
  for (let j = 0; j < columns.length; j++) {
    for (let l = 0; l < columns.length; l++) {
      variance[columns[j]! * size + columns[l]!]! += score[j]! * score[l]!;
    }
  }
}

/** Only on and below the diagonal of the tables: columns are in order, so a client's elements are, too. */
function addProducts(sums: Cr2, columns: readonly number[], adjustment: Cr2Adjustment): void {
  const { at, j, k, l } = flattened(columns, adjustment);
  const { expectation, within, between } = sums;
  const flat = expectation.length;
  for (let a = 0; a < at.length; a++) {
    const row = at[a]! * flat;
    expectation[at[a]!]! += (k[a]! + l[a]!) / 2;
    for (let b = 0; b <= a; b++) {
      const cell = row + at[b]!;
      within[cell]! += (k[a]! * l[b]! + l[a]! * k[b]!) / 2;
      between[cell]! += j[a]! * j[b]!;
    }
  }
}

function flattened(columns: readonly number[], { once, twice }: Cr2Adjustment) {
  const size = columns.length;
  const length = (size * (size + 1)) / 2;
  const at = new Array<number>(length).fill(0);
  const j = new Array<number>(length).fill(0);
  const k = new Array<number>(length).fill(0);
  const l = new Array<number>(length).fill(0);
  for (let a = 0, next = 0; a < size; a++) {
    for (let b = 0; b <= a; b++, next++) {
      let jSquared = 0;
      for (let c = 0; c < size; c++) jSquared += once[a * size + c]! * once[c * size + b]!;
      at[next] = flatIndex(columns[a]!, columns[b]!);
      j[next] = once[a * size + b]!;
      k[next] = twice[a * size + b]!;
      l[next] = k[next]! - 2 * jSquared;
    }
  }
  return { at, j, k, l };
}

function mirror(table: Float64Array, size: number): void {
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) table[b * size + a] = table[a * size + b]!;
  }
}
