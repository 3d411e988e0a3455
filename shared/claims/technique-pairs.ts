import { TECHNIQUES, type Technique } from '../records/catalogue.ts';
import { holm } from '../statistics/holm.ts';
import type { Design } from '../statistics/regression/design.ts';
import { isEstimable, type LeastSquares } from '../statistics/regression/least-squares.ts';
import { type RobustContrast, robustContrasts } from '../statistics/regression/robust-contrasts.ts';
import type { ComparisonModel } from './comparison-model.ts';
import type { WithheldPair } from './contract.ts';
import { otherSideOf, techniquesIn } from './dropped-terms.ts';
import { spokenList, spokenTechnique } from './spoken.ts';

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
  refusal: (a: number, b: number) => string | undefined = () => undefined,
): (TestedPair | WithheldPair)[] {
  const { techniques } = model.compared;
  const pairs = techniques.flatMap((first, a) =>
    techniques.slice(a + 1).map((second, offset) => {
      const b = a + 1 + offset;
      const contrast = new Array<number>(design.columns).fill(0);
      contrast[a] = 1;
      contrast[b] = -1;
      const reason =
        refusal(first, second) ?? (isEstimable(fit, contrast) ? undefined : confounded(model, fit, contrast));
      return { a: TECHNIQUES[first]!, b: TECHNIQUES[second]!, contrast, reason };
    }),
  );
  const asked = pairs.filter(({ reason }) => reason === undefined);
  const contrasts = robustContrasts(
    design,
    fit,
    asked.map(({ contrast }) => contrast),
  );
  const found = new Map(asked.map((pair, index) => [pair, contrasts[index] ?? null]));
  const results = pairs.map((pair): Found | WithheldPair => {
    const { a, b, reason } = pair;
    const contrast = found.get(pair);
    if (contrast && contrast.df >= FEWEST_DEGREES) return { a, b, contrast };
    return {
      a,
      b,
      withheld: reason ?? 'Too few clients tell the two apart once everything else is allowed for.',
    };
  });
  return adjusted(results);
}

type Found = { a: Technique; b: Technique; contrast: RobustContrast };

function adjusted(results: readonly (Found | WithheldPair)[]): (TestedPair | WithheldPair)[] {
  const adjustedP = holm(results.map((result) => ('contrast' in result ? result.contrast.p : null)));
  return results.map((result, index) =>
    'contrast' in result
      ? { a: result.a, b: result.b, ...result.contrast, pHolm: adjustedP[index]! }
      : result,
  );
}

/** Why a difference cannot be estimated: the first combination of columns that it hangs on. */
function confounded(model: ComparisonModel, fit: LeastSquares, contrast: readonly number[]): string {
  const { combination } = fit.aliased.find((aliased) => {
    let along = 0;
    for (const [column, weight] of contrast.entries()) along += weight * aliased.combination[column]!;
    return Math.abs(along) > 1e-6;
  })!;
  const techniques = techniquesIn(model, combination).map(spokenTechnique);
  return `The data cannot tell ${spokenList(techniques)} from ${otherSideOf(model, combination) || 'each other'}.`;
}
