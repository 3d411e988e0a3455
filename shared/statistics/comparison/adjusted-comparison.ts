import type { Comparisons, Interval } from '../contract.ts';
import { tTail } from '../distributions/t-tail.ts';
import { holm } from '../intervals/holm.ts';
import { tInterval } from '../intervals/student-interval.ts';
import { type Ancova, ancova, basisRow, fitted } from './ancova.ts';
import type { ComparedPairs } from './compared-pairs.ts';
import { type Cr2, cr2 } from './cr2.ts';
import { cr2Covariance, satterthwaiteDf } from './cr2-contrast.ts';
import { hotellingZ } from './hotelling-z.ts';

type Inference = { se: number | null; df: number | null; ci95: Interval | null; p: number | null };

/**
 * Techniques compared by improvement ~ painBefore + technique: mean improvements at the mean score before of
 * all compared pairs, their differences, and the test that there is none. CR2 with clients as clusters,
 * Student's t with Satterthwaite's degrees of freedom of each contrast, Holm over all differences, HTZ for
 * all techniques together.
 *
 * @param compared pairs of two techniques at least
 * @returns null leaves where every technique has a single score before, and they are not the same: then the
 *   model cannot tell the technique from the score
 */
export function adjustedComparison(
  compared: ComparedPairs,
): Pick<Comparisons, 'adjusted' | 'pairs' | 'overall'> {
  const fit = ancova(compared);
  const sums = isConfounded(fit) ? null : cr2(fit, compared.clients());
  const means = compared.techniques.map((technique, index) => ({
    technique,
    row: basisRow(fit, index, fit.meanBefore),
    estimate: fitted(fit, index, fit.meanBefore),
  }));
  const differences = means.flatMap((a, index) =>
    means.slice(index + 1).map((b) => ({
      a: a.technique,
      b: b.technique,
      row: a.row.map((element, column) => element - b.row[column]!),
      estimate: a.estimate - b.estimate,
    })),
  );
  const adjusted = means.map(({ technique, row, estimate }) => {
    const { se, ci95 } = inference(sums, row, estimate);
    return { technique, mean: sums && estimate, se, ci95 };
  });
  const pairs = differences.map(({ a, b, row, estimate }) => ({
    a,
    b,
    difference: sums && estimate,
    ...inference(sums, row, estimate),
  }));
  const adjustedP = holm(pairs.map(({ p }) => p));
  // Against the first technique: any other choice of independent differences gives the same test.
  const independent = differences.slice(0, means.length - 1);
  return {
    adjusted,
    pairs: pairs.map((pair, index) => ({ ...pair, pHolm: adjustedP[index]! })),
    overall: sums
      ? hotellingZ(
          sums,
          independent.map(({ row }) => row),
          independent.map(({ estimate }) => estimate),
        )
      : { statistic: null, df1: null, df2: null, p: null },
  };
}

/** Without a slope a mean score before is the only one its technique has, so it is compared exactly. */
function isConfounded({ withinSquares, techniques }: Ancova): boolean {
  return withinSquares === 0 && techniques.some(({ meanBefore }) => meanBefore !== techniques[0]!.meanBefore);
}

function inference(sums: Cr2 | null, row: readonly number[], estimate: number): Inference {
  const nothing = { se: null, df: null, ci95: null, p: null };
  if (!sums) return nothing;
  const se = Math.sqrt(cr2Covariance(sums, row, row));
  const df = satterthwaiteDf(sums, row);
  if (df === null) return nothing;
  return { se, df, ci95: tInterval(estimate, se, df), p: se === 0 ? null : tTail(estimate / se, df) };
}
