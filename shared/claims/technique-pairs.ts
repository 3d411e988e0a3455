import { TECHNIQUES, type Technique } from '../records/catalogue.ts';
import { holm } from '../statistics/intervals/holm.ts';
import type { Design } from '../statistics/regression/design.ts';
import { isEstimable, type LeastSquares } from '../statistics/regression/least-squares.ts';
import { type RobustContrast, robustContrasts } from '../statistics/regression/robust-contrasts.ts';
import type { ComparisonModel } from './comparison-model.ts';
import type { WithheldPair } from './contract.ts';
import { confounded } from './dropped-terms.ts';

/** A pair of techniques with its contrast, Holm's adjustment over all pairs that could be tested. */
export type TestedPair = { a: Technique; b: Technique; pHolm: number } & RobustContrast;

/** With fewer degrees of freedom Satterthwaite's t is not to be trusted (Pustejovsky & Tipton 2018). */
const FEWEST_DEGREES = 4;

/**
 * Every pair of compared techniques in catalogue order, a before b, as a - b of their coefficients.
 *
 * @param fit of `design`, whose columns are those of the model
 * @param refusal says why a pair is not to be looked at at all; undefined: it is
 */
export function techniquePairs(
  model: ComparisonModel,
  design: Design,
  fit: LeastSquares,
  refusal: (a: Technique, b: Technique) => string | undefined = () => undefined,
): (TestedPair | WithheldPair)[] {
  const pairs = allPairs(model, design.columns).map(({ a, b, contrast }) => {
    const withheld = refusal(a, b) ?? hidden(model, fit, { a, b, contrast });
    return { a, b, contrast, withheld };
  });
  const asked = pairs.filter(({ withheld }) => withheld === undefined);
  const contrasts = robustContrasts(
    design,
    fit,
    asked.map(({ contrast }) => contrast),
  );
  const found = new Map(asked.map((pair, index) => [pair, contrasts[index] ?? null]));
  return adjusted(
    pairs.map((pair): Found | WithheldPair => {
      const { a, b, withheld = TOO_FEW } = pair;
      const contrast = found.get(pair);
      return contrast && contrast.df >= FEWEST_DEGREES ? { a, b, contrast } : { a, b, withheld };
    }),
  );
}

const TOO_FEW = 'Too few clients tell the two apart once everything else is allowed for.';

type Pair = { a: Technique; b: Technique; contrast: number[] };
type Found = { a: Technique; b: Technique; contrast: RobustContrast };

function allPairs({ compared }: ComparisonModel, columns: number): Pair[] {
  const techniques = compared.techniques.map((index) => TECHNIQUES[index]!);
  return techniques.flatMap((a, first) =>
    techniques.slice(first + 1).map((b, offset) => {
      const contrast = new Array<number>(columns).fill(0);
      contrast[first] = 1;
      contrast[first + 1 + offset] = -1;
      return { a, b, contrast };
    }),
  );
}

/** Names what else a difference may come from, if the data cannot tell; undefined where they can. */
function hidden(model: ComparisonModel, fit: LeastSquares, { a, b, contrast }: Pair): string | undefined {
  const by = fit.aliased.find((aliased) => !isEstimable({ aliased: [aliased] }, contrast));
  return by && confounded(model, by.combination, [a, b]);
}

function adjusted(results: readonly (Found | WithheldPair)[]): (TestedPair | WithheldPair)[] {
  const adjustedP = holm(results.map((result) => ('contrast' in result ? result.contrast.p : null)));
  return results.map((result, index) =>
    'contrast' in result
      ? { a: result.a, b: result.b, ...result.contrast, pHolm: adjustedP[index]! }
      : result,
  );
}
