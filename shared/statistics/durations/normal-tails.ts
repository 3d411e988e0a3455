import erfc from '@stdlib/math-base-special-erfc';
import { type BracketProbability, bracketProbability } from './bracket-probability.ts';
import { NEVER } from './duration-brackets.ts';

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
/** Below this tails come near to the smallest numbers there are, and lose digits. */
const SMALLEST = 1e-280;

/** Normal scores of times, with what probabilities of brackets between the times are made of. */
export class NormalTails {
  readonly scores: Float64Array;
  /** Beyond each score, on its own side of the middle. */
  readonly #tails: Float64Array;
  readonly #densities: Float64Array;

  constructor(scores: Float64Array) {
    this.scores = scores;
    this.#tails = scores.map((score) => erfc(Math.abs(score) / Math.SQRT2) / 2);
    this.#densities = scores.map((score) => Math.exp((-score * score) / 2) / ROOT_TWO_PI);
  }

  /**
   * The same as bracketProbability of the scores, without working anything out anew but the logarithm.
   *
   * @param right NEVER where nothing bounds it
   */
  bracket(left: number, right: number, into: BracketProbability): void {
    const share = right === NEVER ? this.#above(left) : this.#between(left, right);
    if (!(share > SMALLEST)) {
      const end = right === NEVER ? Number.POSITIVE_INFINITY : this.scores[right]!;
      bracketProbability(this.scores[left]!, end, into);
      return;
    }
    into.log = Math.log(share);
    into.atLeft = this.#densities[left]! / share;
    into.atRight = right === NEVER ? 0 : this.#densities[right]! / share;
  }

  #above(time: number): number {
    return this.scores[time]! > 0 ? this.#tails[time]! : 1 - this.#tails[time]!;
  }

  /** On one side of the middle by the tails there, so that neither loses digits. */
  #between(left: number, right: number): number {
    if (this.scores[left]! > 0) return this.#tails[left]! - this.#tails[right]!;
    if (this.scores[right]! < 0) return this.#tails[right]! - this.#tails[left]!;
    return 1 - this.#tails[left]! - this.#tails[right]!;
  }
}
