import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { TECHNIQUES, type Technique } from '../records/catalogue.ts';
import { Z_95 } from '../statistics/distributions/normal-limits.ts';
import type { LeastSquares } from '../statistics/regression/least-squares.ts';
import { eValue } from '../statistics/sensitivity/e-value.ts';
import { tippingPoint } from '../statistics/sensitivity/missing-answers.ts';
import type { ComparisonModel } from './comparison-model.ts';
import { comparisonSentence } from './comparison-sentence.ts';
import {
  type ComparedPair,
  isSaid,
  type TechniqueComparison,
  type WithinClientComparison,
} from './contract.ts';
import { droppedTerms } from './dropped-terms.ts';
import { lead } from './lead.ts';
import { type TestedPair, techniquePairs } from './technique-pairs.ts';

/**
 * Techniques against each other: improvement right after the session, adjusted for what differs besides the
 * technique. CR2 by client, Holm over all pairs that can be tested; a pair that the data cannot tell apart from
 * therapist, complaint or anything else is withheld.
 *
 * @param model with therapists, and its fit
 * @param silent by index in the catalogue: share of the technique's sessions without both scores
 * @param therapistIds by rank
 * @param rising techniques after which pain rose
 */
export function techniqueComparison(
  model: ComparisonModel,
  fit: LeastSquares,
  withinClient: WithinClientComparison,
  silent: readonly number[],
  therapistIds: readonly string[],
  rising: ReadonlySet<Technique> = new Set(),
): TechniqueComparison {
  const pairs = techniquePairs(model, model.design, fit).map((pair) =>
    isSaid(pair) ? comparedPair(pair, fit, silent) : pair,
  );
  const compared = model.compared.techniques.map((index) => TECHNIQUES[index]!);
  const terms = termsOf(model, fit);
  const best = lead(compared, pairs, withinClient, rising);
  return {
    outcome: 'improvement',
    terms,
    dropped: droppedTerms(model, fit, therapistIds),
    pairs,
    lead: best,
    sentence: comparisonSentence(compared, terms, pairs, best, rising),
  };
}

/**
 * Scores are whole points, so that with less than this fewer than one session in a thousand differs from what the model
 * expects: there is nothing to measure a hidden cause by, and none is called strong.
 */
const LEAST_DEVIATION = 0.03;

function comparedPair(pair: TestedPair, fit: LeastSquares, silent: readonly number[]): ComparedPair {
  const { a, b, estimate, se, df, ci95, p, pHolm } = pair;
  const sd = Math.sqrt(fit.residualVariance ?? 0);
  const strength = sd < LEAST_DEVIATION ? { estimate: 1, limit: 1 } : eValue(estimate / sd, se / sd);
  const share = Math.max(silent[TECHNIQUES.indexOf(a)]!, silent[TECHNIQUES.indexOf(b)]!);
  return {
    a,
    b,
    difference: estimate,
    se,
    df,
    ci95,
    p,
    pHolm,
    eValue: strength.estimate,
    eValueOfLimit: strength.limit,
    tippingPoint: tippingPoint({ mean: estimate, se: (se * tQuantile(0.975, df)) / Z_95, share }),
  };
}

/** The terms besides the technique that say something of their own: one column at least is not left out. */
function termsOf({ at, design }: ComparisonModel, { aliased }: LeastSquares): string[] {
  const leftOut = new Set(aliased.map(({ column }) => column));
  const ends = [at.painBefore, at.minutes, at.complaint, at.otherTechniques, at.therapist, design.columns];
  return TERMS.filter((_, index) =>
    Array.from({ length: ends[index + 1]! - ends[index]! }, (__, offset) => ends[index]! + offset).some(
      (column) => !leftOut.has(column),
    ),
  );
}

/** In the order of the model's columns. */
const TERMS = ['painBefore', 'minutes', 'complaint', 'otherTechniques', 'therapist'];
