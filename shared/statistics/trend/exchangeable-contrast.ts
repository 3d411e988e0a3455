import { DistinctNumbers } from '../columns/distinct-numbers.ts';

/** Clients by what they contribute to two sides: how many whole numbers, and their sum. */
export type TwoSided = {
  rows: number;
  /** How many clients are alike in each row. */
  clients: Float64Array;
  /** Two a row: of the one side and of the other. */
  n: Float64Array;
  sum: Float64Array;
};

export type ExchangeableContrast = {
  /** Of the one side and of the other. */
  means: [number, number];
  /** Their difference. */
  estimate: number;
  se: number;
  /** Satterthwaite's; null where single clients decide all that the contrast rests on. */
  df: number | null;
};

/** Any two values of a client are taken to be this alike; what they really are decides the precision, not the truth. */
const CORRELATION = 0.5;
/** An eigenvalue of I - H this small is 0: the client alone decides that direction. */
const ALONE = 1e-10;
/** Values are whole numbers: a difference this small is a rounding error. */
const ROUNDING = 1e-9;
/** More than any client has values; the counts of two sides make a number below 2^53. */
const COUNTS = 2 ** 26;

/** A symmetric 2 x 2 matrix: its elements (0, 0), (0, 1) and (1, 1). */
type Symmetric = [number, number, number];
type Pair = [number, number];

/**
 * The difference of two means that share clients, by generalised least squares with a working correlation of one half
 * between a client's values (Liang & Zeger 1986, Biometrika 73:13), CR2 with clients as clusters and Satterthwaite's
 * degrees of freedom under that working model (Pustejovsky & Tipton 2018, JBES 36:672). Who is on both sides is
 * compared with herself, which makes small samples tell far more than the plain difference of means does; whatever
 * the true correlation is, CR2 keeps the interval honest.
 *
 * A client's values of one side enter through their mean, so that with V the covariance of her means, a 2 x 2 matrix,
 * and X = V^(-1/2), all follows from ordinary least squares of X m on X:
 *
 *     B = (Σ X'X)^-1   H = X B X'   A = (I - H)^(-1/2)   p = A X B c   t = X'p   se² = Σ (p'X (m - β))²
 *     P_gg = p'p - t'B t   P_gh = -t_g'B t_h   df = (Σ P_gg)² / ΣΣ P_gh²
 *
 * @param sides rows in an order that depends on their content; each side has a client
 */
export function exchangeableContrast(sides: TwoSided): ExchangeableContrast {
  const shapes = new Shapes(sides);
  const { bread, means } = fitted(sides, shapes);
  const alike = shapes.roots.map((root) => shapeTerms(root, bread));
  const outer: Symmetric = [0, 0, 0];
  let [squares, trace, ownSquares, sharedSquares] = [0, 0, 0, 0];
  for (let row = 0; row < sides.rows; row += 1) {
    const clients = sides.clients[row]!;
    const { root, p, t, shared, own } = alike[shapes.of[row]!]!;
    const [a, b] = [residual(sides, row, 0, means), residual(sides, row, 1, means)];
    squares += clients * (p[0] * (root[0] * a) + p[1] * (root[1] * a + root[2] * b)) ** 2;
    trace += clients * own;
    ownSquares += clients * own * own;
    sharedSquares += clients * shared * shared;
    outer[0] += clients * t[0] * t[0];
    outer[1] += clients * t[0] * t[1];
    outer[2] += clients * t[1] * t[1];
  }
  const [se, estimate] = [Math.sqrt(squares), means[0] - means[1]];
  const pairs = ownSquares + traceOfSquare(outer, bread) - sharedSquares;
  return {
    means,
    estimate: Math.abs(estimate) < ROUNDING ? 0 : estimate,
    se: se < ROUNDING ? 0 : se,
    df: trace > ROUNDING * (bread[0] + bread[2]) ? trace ** 2 / pairs : null,
  };
}

/**
 * How many values a client has on each side, her shape: all but her residuals follows from it, and of tens of
 * thousands of clients there are a few hundred.
 */
class Shapes {
  /** By row: which shape it has. */
  readonly of: Int32Array;
  /** By shape. */
  readonly roots: Symmetric[] = [];

  constructor({ rows, n }: TwoSided) {
    const shapes = new DistinctNumbers();
    this.of = new Int32Array(rows);
    for (let row = 0; row < rows; row += 1) {
      const [n0, n1] = [n[2 * row]!, n[2 * row + 1]!];
      const shape = shapes.placeOf(n0 * COUNTS + n1);
      if (shape === this.roots.length) this.roots.push(whitening(n0, n1));
      this.of[row] = shape;
    }
  }
}

/** What clients of one shape have in common: p, t, t'B t and P_gg. */
function shapeTerms(root: Symmetric, bread: Symmetric) {
  const p = adjusted(root, bread, times(root, [bread[0] - bread[1], bread[1] - bread[2]]));
  const t: Pair = [root[0] * p[0] + root[1] * p[1], root[2] * p[1]];
  const shared = t[0] * t[0] * bread[0] + 2 * t[0] * t[1] * bread[1] + t[1] * t[1] * bread[2];
  return { root, p, t, shared, own: p[0] * p[0] + p[1] * p[1] - shared };
}

function fitted(sides: TwoSided, { of, roots }: Shapes): { bread: Symmetric; means: Pair } {
  const gram: Symmetric = [0, 0, 0];
  const products: Pair = [0, 0];
  const inverses = roots.map(([a, b, c]): Symmetric => [a * a + b * b, b * c, c * c]);
  for (let row = 0; row < sides.rows; row += 1) {
    const clients = sides.clients[row]!;
    const inverse = inverses[of[row]!]!;
    const [mean0, mean1] = [meanOf(sides, row, 0), meanOf(sides, row, 1)];
    gram[0] += clients * inverse[0];
    gram[1] += clients * inverse[1];
    gram[2] += clients * inverse[2];
    products[0] += clients * (inverse[0] * mean0 + inverse[1] * mean1);
    products[1] += clients * (inverse[1] * mean0 + inverse[2] * mean1);
  }
  const determinant = gram[0] * gram[2] - gram[1] * gram[1];
  const bread: Symmetric = [gram[2] / determinant, -gram[1] / determinant, gram[0] / determinant];
  return {
    bread,
    means: [bread[0] * products[0] + bread[1] * products[1], bread[1] * products[0] + bread[2] * products[1]],
  };
}

/** L^-1 with V = L L' as (0, 0), (1, 0), (1, 1); a side without values has 0, as if it were not there. */
function whitening(n0: number, n1: number): Symmetric {
  const variance = (count: number) => CORRELATION + (1 - CORRELATION) / count;
  if (n0 === 0) return [0, 0, 1 / Math.sqrt(variance(n1))];
  const first = Math.sqrt(variance(n0));
  if (n1 === 0) return [1 / first, 0, 0];
  const along = CORRELATION / first;
  const second = Math.sqrt(variance(n1) - along * along);
  return [1 / first, -along / first / second, 1 / second];
}

function times([a, b, c]: Symmetric, [x, y]: Pair): Pair {
  return [a * x, b * x + c * y];
}

function meanOf({ n, sum }: TwoSided, row: number, side: 0 | 1): number {
  const count = n[2 * row + side]!;
  return count === 0 ? 0 : sum[2 * row + side]! / count;
}

function residual(sides: TwoSided, row: number, side: 0 | 1, means: Pair): number {
  return sides.n[2 * row + side] === 0 ? 0 : meanOf(sides, row, side) - means[side];
}

/** (I - X B X')^(-1/2) v, with a generalised inverse where the client alone decides. */
function adjusted([a, b, c]: Symmetric, [b00, b01, b11]: Symmetric, v: Pair): Pair {
  // I - H of a side that is not there is 1, and v is 0 there.
  const k: Symmetric = [
    1 - a * a * b00,
    -a * (b * b00 + c * b01),
    1 - (b * b * b00 + 2 * b * c * b01 + c * c * b11),
  ];
  const half = (k[0] - k[2]) / 2;
  const reach = Math.hypot(half, k[1]);
  const middle = (k[0] + k[2]) / 2;
  const inverseRoot = (eigenvalue: number) => (eigenvalue <= ALONE ? 0 : 1 / Math.sqrt(eigenvalue));
  const [high, low] = [inverseRoot(middle + reach), inverseRoot(middle - reach)];
  if (reach === 0) return [high * v[0], high * v[1]];
  // f(K) = f(λ1) P + f(λ2) (I - P), with P = (K - λ2 I) / (λ1 - λ2) the projection on the first eigenvector.
  const along: Pair = [
    ((half + reach) * v[0] + k[1] * v[1]) / (2 * reach),
    (k[1] * v[0] + (reach - half) * v[1]) / (2 * reach),
  ];
  return [low * v[0] + (high - low) * along[0], low * v[1] + (high - low) * along[1]];
}

/** tr(M B M B). */
function traceOfSquare([m00, m01, m11]: Symmetric, [b00, b01, b11]: Symmetric): number {
  const [x, y] = [m00 * b00 + m01 * b01, m00 * b01 + m01 * b11];
  const [z, w] = [m01 * b00 + m11 * b01, m01 * b01 + m11 * b11];
  return x * x + 2 * y * z + w * w;
}
