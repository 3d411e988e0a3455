import type { Ancova } from './ancova.ts';
import type { ClientSums } from './compared-pairs.ts';

/** One client's part of a regression, in those columns of its orthonormal basis that the client has. */
export type ClientDesign = {
  columns: number[];
  /** Zᵗ Z of the client's rows Z of the basis, by rows; over all clients they add up to the identity. */
  gram: number[];
  /** Zᵗ e, e being the client's residuals. */
  score: number[];
};

/** The rows of one client enter only through sums, so that a client with many costs no more than one. */
export function clientDesign(fit: Ancova, client: ClientSums): ClientDesign {
  const { withinSquares, slope } = fit;
  const columns = client.map(({ technique }) => technique);
  if (withinSquares > 0) columns.push(fit.columns - 1);
  const size = columns.length;
  const last = size - 1;
  const gram = new Array<number>(size * size).fill(0);
  const score = new Array<number>(size).fill(0);
  const rootOfSquares = Math.sqrt(withinSquares);
  for (const [j, { technique, n, x, xx, y, xy }] of client.entries()) {
    const { n: all, meanBefore, meanImprovement } = fit.techniques[technique]!;
    const root = Math.sqrt(all);
    const aroundMean = x - n * meanBefore;
    const residual = y - n * meanImprovement - slope * aroundMean;
    gram[j * size + j] = n / all;
    score[j] = residual / root;
    if (withinSquares === 0) continue;
    gram[j * size + last] = gram[last * size + j] = aroundMean / (root * rootOfSquares);
    const squares = xx - 2 * meanBefore * x + n * meanBefore * meanBefore;
    gram[last * size + last]! += squares / withinSquares;
    const products = xy - meanBefore * y - meanImprovement * aroundMean;
    score[last]! += (products - slope * squares) / rootOfSquares;
  }
  return { columns, gram, score };
}
