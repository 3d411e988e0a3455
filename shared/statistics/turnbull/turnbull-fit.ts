import { logLikelihood, probability } from './bracket-likelihood.ts';
import type { Coverages } from './coverages.ts';
import { IsotonicRegression } from './isotonic-regression.ts';

const SHORTEST_STEP = 1e-6;

/** An estimate under way. The memory of all steps is one, as there are many steps and many estimates. */
export class TurnbullFit {
  /** Mass at or before the end of each interval. */
  cumulated: Float64Array;
  readonly #coverages: Coverages;
  readonly #n: number;
  #next: Float64Array;
  /** By the mass of each interval the derivative of the log-likelihood, over n; one place more than needed. */
  readonly #gains: Float64Array;
  /** By the cumulated masses but the last, which is 1 and stays so. */
  readonly #slopes: Float64Array;
  readonly #curvatures: Float64Array;
  readonly #minorant: IsotonicRegression;

  /**
   * @param coverages which intervals the brackets cover, in a fixed order
   * @param start cumulated masses under which each bracket has a probability; taken over
   */
  constructor(coverages: Coverages, start: Float64Array) {
    const size = start.length;
    this.#coverages = coverages;
    this.#n = coverages.count.reduce((sum, count) => sum + count, 0);
    this.cumulated = start;
    this.#next = new Float64Array(size);
    this.#gains = new Float64Array(size + 1);
    this.#slopes = new Float64Array(size - 1);
    this.#curvatures = new Float64Array(size - 1);
    this.#minorant = new IsotonicRegression(size - 1);
  }

  /** 1 at the optimum, where no interval has more and only empty ones have less. */
  largestGain(): number {
    const { first, last, count } = this.#coverages;
    const gains = this.#gains.fill(0);
    for (let index = 0; index < count.length; index++) {
      const gain = count[index]! / probability(this.cumulated, first[index]!, last[index]!) / this.#n;
      gains[first[index]!]! += gain;
      gains[last[index]! + 1]! -= gain;
    }
    let largest = gains[0]!;
    for (let index = 1; index < gains.length - 1; index++) {
      gains[index]! += gains[index - 1]!;
      largest = Math.max(largest, gains[index]!);
    }
    return largest;
  }

  /** Every interval's mass times its gain. */
  expectationStep(): void {
    const { cumulated } = this;
    const end = cumulated.length - 1;
    let before = 0;
    let sum = 0;
    for (let index = 0; index <= end; index++) {
      sum += this.#gains[index]! * (cumulated[index]! - before);
      before = cumulated[index]!;
      cumulated[index] = sum;
    }
    for (let index = 0; index < end; index++) cumulated[index]! /= sum;
    cumulated[end] = 1;
  }

  /**
   * A Newton step with the diagonal of the second derivatives by the cumulated masses, projected onto
   * ascending sequences and shortened until the likelihood does not fall.
   */
  convexMinorantStep(): void {
    const goal = this.#newtonGoal();
    const { cumulated } = this;
    const next = this.#next;
    const before = logLikelihood(cumulated, this.#coverages);
    next[next.length - 1] = 1;
    for (let length = 1; length > SHORTEST_STEP; length /= 2) {
      for (let index = 0; index < goal.length; index++) {
        const target = Math.min(1, Math.max(0, goal[index]!));
        next[index] = cumulated[index]! + length * (target - cumulated[index]!);
      }
      if (logLikelihood(next, this.#coverages) < before) continue;
      this.#next = cumulated;
      this.cumulated = next;
      return;
    }
  }

  #newtonGoal(): Float64Array {
    const { first, last, count } = this.#coverages;
    const slopes = this.#slopes.fill(0);
    const curvatures = this.#curvatures.fill(0);
    const size = slopes.length;
    for (let index = 0; index < count.length; index++) {
      const share = probability(this.cumulated, first[index]!, last[index]!);
      const slope = count[index]! / share;
      const end = last[index]!;
      const start = first[index]! - 1;
      if (end < size) {
        slopes[end]! += slope;
        curvatures[end]! += slope / share;
      }
      if (start >= 0) {
        slopes[start]! -= slope;
        curvatures[start]! += slope / share;
      }
    }
    for (let index = 0; index < size; index++) {
      slopes[index] = this.cumulated[index]! + slopes[index]! / curvatures[index]!;
    }
    return this.#minorant.fit(slopes, curvatures);
  }
}
