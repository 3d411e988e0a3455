import { squareTimes } from '../matrices/square-times.ts';
import type { DurationFit } from './fit-durations.ts';
import { columns, normalScore } from './score-model.ts';
import { shapeDerivative } from './shape-prior.ts';

export type MedianEstimate = {
  /** Of the median in hours. */
  log: number;
  /** Whole numbers that tell clients apart, ascending. */
  clients: Int32Array;
  /** How far each of them moved it; without a prior their sum is 0. */
  influences: Float64Array;
  /** The share of each in the information about it; none below 0. */
  leverages: Float64Array;
  /** Under the model, durations being independent, and what of it the prior of the shape takes. */
  modelVariance: number;
  priorVariance: number;
};

const SMALLEST_STEP = 1e-6;

/**
 * Median of a fitted distribution. The influence of a client is the derivative of the log median times the inverse
 * information times the client's score, so that the sum of squares of influences is the sandwich B M B
 * (Huber 1967; with clients as clusters: Rogers 1993, Stata Technical Bulletin 13:19).
 */
export function durationMedian({
  model,
  coefficients,
  inverseInformation,
  likelihood,
}: DurationFit): MedianEstimate {
  const log = logMedian(model, coefficients);
  const rise =
    (normalScore(model, coefficients, log + SMALLEST_STEP) -
      normalScore(model, coefficients, log - SMALLEST_STEP)) /
    (2 * SMALLEST_STEP);
  const derivative = columns(model, log).map((value) => -value / rise);
  const weights = squareTimes(inverseInformation, derivative);
  const product = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, j) => sum + value * b[j]!, 0);
  const modelVariance = product(derivative, weights);
  const { clients, slopes, curvatures } = likelihood.byClient(coefficients, weights);
  return {
    log,
    clients,
    influences: slopes,
    leverages: curvatures.map((curvature) => Math.max(0, curvature / modelVariance)),
    modelVariance,
    priorVariance: model.bend
      ? (product(weights, shapeDerivative(model, coefficients)) / model.bend.sd) ** 2
      : 0,
  };
}

/** By bisection: the score rises. */
function logMedian(model: DurationFit['model'], coefficients: Float64Array): number {
  let [low, high] = [-50, 50];
  for (let middle = 0; ; ) {
    middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (normalScore(model, coefficients, middle) < 0) low = middle;
    else high = middle;
  }
}

/** Client-robust variance of a log median, Σ influence² · G / (G - 1), and what the prior of the shape adds. */
export function robustVariance({ influences, priorVariance }: MedianEstimate): number {
  let squares = 0;
  for (const influence of influences) squares += influence * influence;
  return (squares * influences.length) / (influences.length - 1) + priorVariance;
}

/**
 * Satterthwaite's degrees of freedom of that variance, as of the CR2 variance of a mean to which each client gives its
 * share p of the information (Pustejovsky & Tipton 2018, JBES): 1 / (Σ p² + (Σ q)² - Σ q²) with q = p² / (1 - p).
 * With equal shares it is the number of clients less one; where a few know most it is less.
 */
export function medianDegrees({ leverages }: Pick<MedianEstimate, 'leverages'>): number {
  const total = leverages.reduce((sum, leverage) => sum + leverage, 0);
  let [sumOfP2, sumOfQ, sumOfQ2] = [0, 0, 0];
  for (const leverage of leverages) {
    const p = leverage / total;
    const q = (p * p) / (1 - p);
    sumOfP2 += p * p;
    sumOfQ += q;
    sumOfQ2 += q * q;
  }
  return 1 / (sumOfP2 + sumOfQ * sumOfQ - sumOfQ2);
}
