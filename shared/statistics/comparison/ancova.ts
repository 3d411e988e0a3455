import type { ComparedPairs, Sums } from './compared-pairs.ts';

/**
 * The fit of improvement ~ painBefore + technique. It is kept in an orthonormal basis, in which all that
 * follows is simple: column t is 1 / √n_t for the pairs of technique t and 0 for others, and the last one is
 * (painBefore - its mean in the technique) / √Sxx, with Sxx the sum of squares within techniques.
 */
export type Ancova = {
  /** Columns of the basis: the techniques, and one more where there is a slope. */
  columns: number;
  /** By technique: number of pairs, mean score before, mean improvement. */
  techniques: { n: number; meanBefore: number; meanImprovement: number }[];
  /** Sxx; 0 where no technique has two different scores before, so that there is no slope. */
  withinSquares: number;
  slope: number;
  /** Over all pairs. */
  meanBefore: number;
  /** Every pair lies on its line, so that nothing varies beyond rounding errors. */
  exact: boolean;
};

/** A residual this small is a rounding error: improvements are whole numbers. */
const ROUNDING = 1e-9;

/**
 * Least squares by the classical formulas of the analysis of covariance (Cochran 1957, Biometrics 13:261):
 * the slope is pooled within techniques, Sxy / Sxx. All sums are exact integers.
 *
 * @param pairs of one technique at least
 */
export function ancova({ techniques, cells }: Pick<ComparedPairs, 'techniques' | 'cells'>): Ancova {
  const totals = cells.map(sumsOf);
  const all = totals.reduce(added);
  // n Sxx is a whole number, so whether anything varies is decided without rounding.
  const varies = totals.some(({ n, x, xx }) => n * xx !== x * x);
  const withinSquares = varies ? totals.reduce((sum, { n, x, xx }) => sum + (n * xx - x * x) / n, 0) : 0;
  const withinProducts = totals.reduce((sum, { n, x, y, xy }) => sum + (n * xy - x * y) / n, 0);
  const fit = {
    columns: techniques.length + (varies ? 1 : 0),
    techniques: totals.map(({ n, x, y }) => ({ n, meanBefore: x / n, meanImprovement: y / n })),
    withinSquares,
    slope: varies ? withinProducts / withinSquares : 0,
    meanBefore: all.x / all.n,
  };
  const residuals = cells.flatMap((ofTechnique, technique) =>
    ofTechnique.map(({ before, after }) => before - after - fitted(fit, technique, before)),
  );
  return {
    ...fit,
    exact: residuals.every((residual) => Math.abs(residual) < ROUNDING),
  };
}

/** What the model expects of one pair. */
export function fitted(
  { techniques, slope }: Pick<Ancova, 'techniques' | 'slope'>,
  technique: number,
  before: number,
): number {
  const { meanBefore, meanImprovement } = techniques[technique]!;
  return meanImprovement + slope * (before - meanBefore);
}

/** One pair's row of the orthonormal basis. */
export function basisRow(
  { columns, techniques, withinSquares }: Ancova,
  technique: number,
  before: number,
): number[] {
  const row = new Array<number>(columns).fill(0);
  const { n, meanBefore } = techniques[technique]!;
  row[technique] = 1 / Math.sqrt(n);
  if (withinSquares > 0) row[columns - 1] = (before - meanBefore) / Math.sqrt(withinSquares);
  return row;
}

function sumsOf(ofTechnique: ComparedPairs['cells'][number]): Sums {
  return ofTechnique
    .map(({ before: x, after, count: n }) => {
      const y = x - after;
      return { n, x: n * x, xx: n * x * x, y: n * y, xy: n * x * y };
    })
    .reduce(added);
}

function added(a: Sums, b: Sums): Sums {
  return { n: a.n + b.n, x: a.x + b.x, xx: a.xx + b.xx, y: a.y + b.y, xy: a.xy + b.xy };
}
