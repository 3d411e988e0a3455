import { solvePositive } from '../matrices/solve-positive.ts';

/** What values of one cluster add up to: all that a model with an intercept of its own for each cluster looks at. */
export type ClusterSums = {
  n: number;
  /** Σ x, Σ x xᵗ by rows, Σ x y, Σ y, Σ y². */
  x: Float64Array;
  xx: Float64Array;
  xy: Float64Array;
  y: number;
  yy: number;
};

/** The model with one share of the variance between clusters taken for true. */
export type RandomInterceptFit = {
  /** Variance between clusters, of that within. */
  ratio: number;
  /** How likely this share is, of those that were tried: they add up to 1. */
  weight: number;
  /** Variance within clusters. */
  within: number;
  /** Xᵗ V⁻¹ X by rows and Xᵗ V⁻¹ y, with V the variance of all values. */
  information: Float64Array;
  right: Float64Array;
};

/** Shares of the variance that lie between clusters, all as likely beforehand. */
const SHARES = Array.from({ length: 24 }, (_, index) => (index + 0.5) / 24);

export function noValues(columns: number): ClusterSums {
  const [x, xy] = [new Float64Array(columns), new Float64Array(columns)];
  return { n: 0, x, xx: new Float64Array(columns * columns), xy, y: 0, yy: 0 };
}

/** Adds a value to the sums of its cluster. */
export function addValue(sums: ClusterSums, x: readonly number[], y: number): void {
  const columns = x.length;
  sums.n += 1;
  sums.y += y;
  sums.yy += y * y;
  for (let row = 0; row < columns; row++) {
    sums.x[row]! += x[row]!;
    sums.xy[row]! += x[row]! * y;
    for (let column = 0; column < columns; column++) sums.xx[row * columns + column]! += x[row]! * x[column]!;
  }
}

/**
 * y = xᵗ β + v + ε with v the same for all values of a cluster, by restricted likelihood (Patterson & Thompson 1971,
 * Biometrika 58:545) at a grid of shares of the variance between clusters. The weights are the posterior of the share
 * under a flat prior (Harville 1974, Biometrika 61:383), so that whoever averages over them allows for not knowing it.
 *
 * @param columns of x, linearly independent over all values; fewer than there are values
 */
export function randomInterceptFits(clusters: readonly ClusterSums[], columns: number): RandomInterceptFit[] {
  const fits = SHARES.map((share) => fitAt(share / (1 - share), clusters, columns));
  const most = Math.max(...fits.map(({ logLikelihood }) => logLikelihood));
  const weights = fits.map(({ logLikelihood }) => Math.exp(logLikelihood - most));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return fits.map(({ logLikelihood: _, ...fit }, index) => ({ ...fit, weight: weights[index]! / all }));
}

function fitAt(ratio: number, clusters: readonly ClusterSums[], columns: number) {
  const [matrix, right] = [new Float64Array(columns * columns), new Float64Array(columns)];
  let [squares, logVariances, values] = [0, 0, 0];
  for (const { n, x, xx, xy, y, yy } of clusters) {
    const shared = ratio / (1 + n * ratio);
    squares += yy - shared * y * y;
    logVariances += Math.log1p(n * ratio);
    values += n;
    for (let row = 0; row < columns; row++) {
      right[row]! += xy[row]! - shared * x[row]! * y;
      for (let column = 0; column < columns; column++) {
        matrix[row * columns + column]! += xx[row * columns + column]! - shared * x[row]! * x[column]!;
      }
    }
  }
  const factor = matrix.slice();
  const coefficients = solvePositive(factor, right);
  const logDeterminant = right.reduce((sum, _, at) => sum + 2 * Math.log(factor[at * columns + at]!), 0);
  const degrees = values - columns;
  const within = (squares - right.reduce((sum, of, at) => sum + of * coefficients[at]!, 0)) / degrees;
  return {
    ratio,
    within,
    information: matrix.map((element) => element / within),
    right: right.map((element) => element / within),
    logLikelihood: -(logVariances + logDeterminant + degrees * Math.log(within)) / 2,
  };
}

/**
 * What is known of xᵗ β + v of one cluster, by one fit: its expected value (BLUP; Henderson 1975, Biometrics 31:423), and the
 * variance of what is not known of it.
 *
 * @param fit with the information that anybody else has of β added to its own
 * @param own the sums of the cluster, none of one that has no value yet
 */
export function predictedBy(
  { ratio, within, information, right }: RandomInterceptFit,
  own: ClusterSums,
  x: readonly number[],
): { value: number; variance: number } {
  const pulled = (own.n * ratio) / (1 + own.n * ratio);
  const of = Float64Array.from(x, (at, column) => at - (own.n > 0 ? (pulled * own.x[column]!) / own.n : 0));
  const coefficients = solvePositive(information.slice(), right);
  const spread = solvePositive(information.slice(), of);
  const dot = (one: Float64Array) => of.reduce((sum, at, column) => sum + at * one[column]!, 0);
  return {
    value: dot(coefficients) + (own.n > 0 ? (pulled * own.y) / own.n : 0),
    variance: within * ratio * (1 - pulled) + dot(spread),
  };
}
