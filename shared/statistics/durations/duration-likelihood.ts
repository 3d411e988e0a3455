import type { BracketProbability } from './bracket-probability.ts';
import { type ClientDerivatives, clientDerivatives } from './client-derivatives.ts';
import { type DurationBrackets, durationBrackets, NEVER } from './duration-brackets.ts';
import type { LikelihoodTerms } from './likelihood-terms.ts';
import { NormalTails } from './normal-tails.ts';
import type { ObservedDurations } from './observed-durations.ts';
import type { ScoreModel } from './score-model.ts';
import { addShapePrior } from './shape-prior.ts';

/** Sums by time: of what goes with its basis b, with b b', and, for left ends, of weighted bases of right ends. */
type TimeSums = { slopes: Float64Array; bows: Float64Array; crossed: Float64Array };

/**
 * The log-likelihood of bracketed durations, and its derivatives, with P(T <= t) = Φ(γ · b(log t)):
 *
 *     Σ log(F(right) - F(left)) - log(1 - F(first))
 *
 * the second part where what had ended before `first` was never seen. It is concave in γ without that part.
 */
export class DurationLikelihood {
  readonly size: number;
  readonly #clients: Int32Array;
  readonly #model: ScoreModel;
  readonly #brackets: DurationBrackets;
  /** b at each time, by rows. */
  readonly #rows: Float64Array;

  constructor(observed: ObservedDurations, model: ScoreModel) {
    this.size = model.size;
    this.#clients = observed.clients;
    this.#model = model;
    this.#brackets = durationBrackets(observed);
    const { times } = this.#brackets;
    this.#rows = new Float64Array(times.length * model.size);
    for (const [time, hours] of times.entries()) {
      model.columnsAt(Math.log(hours), this.#rows, time * model.size);
    }
  }

  /**
   * Sums over all durations.
   *
   * @param concaveOnly leaves the curvature of the second part out, so that what is left is positive
   */
  total(coefficients: Float64Array, concaveOnly = false): LikelihoodTerms {
    const times = this.#brackets.times.length;
    const sums: TimeSums = {
      slopes: new Float64Array(times),
      bows: new Float64Array(times),
      crossed: new Float64Array(times * this.size),
    };
    const tails = new NormalTails(this.#along(coefficients));
    const value = this.#addBrackets(tails, sums) - this.#addTruncation(tails, sums, concaveOnly);
    const total = { value, ...this.#derivatives(sums) };
    addShapePrior(this.#model, coefficients, total, concaveOnly);
    return total;
  }

  /** Its derivatives in one direction without the prior of the shape, client by client. */
  byClient(coefficients: Float64Array, direction: Float64Array): ClientDerivatives {
    const tails = new NormalTails(this.#along(coefficients));
    return clientDerivatives(this.#brackets, this.#clients, tails, this.#along(direction));
  }

  #addBrackets(tails: NormalTails, { slopes, bows, crossed }: TimeSums): number {
    const { left, right, count } = this.#brackets;
    const { scores } = tails;
    const [size, rows] = [this.size, this.#rows];
    const into: BracketProbability = { log: 0, atLeft: 0, atRight: 0 };
    let value = 0;
    for (let bracket = 0; bracket < count.length; bracket += 1) {
      const [from, to, alike] = [left[bracket]!, right[bracket]!, count[bracket]!];
      tails.bracket(from, to, into);
      const { atLeft, atRight } = into;
      value += alike * into.log;
      slopes[from]! -= alike * atLeft;
      bows[from]! += alike * atLeft * (atLeft - scores[from]!);
      if (to === NEVER) continue;
      slopes[to]! += alike * atRight;
      bows[to]! += alike * atRight * (atRight + scores[to]!);
      const both = alike * atLeft * atRight;
      for (let j = 0; j < size; j += 1) crossed[from * size + j]! -= both * rows[to * size + j]!;
    }
    return value;
  }

  #addTruncation(tails: NormalTails, { slopes, bows }: TimeSums, concaveOnly: boolean): number {
    const { firstCount } = this.#brackets;
    const into: BracketProbability = { log: 0, atLeft: 0, atRight: 0 };
    let value = 0;
    for (let time = 0; firstCount && time < firstCount.length; time += 1) {
      const alike = firstCount[time]!;
      if (alike === 0) continue;
      tails.bracket(time, NEVER, into);
      const hazard = into.atLeft;
      value += alike * into.log;
      slopes[time]! += alike * hazard;
      if (!concaveOnly) bows[time]! -= alike * hazard * (hazard - tails.scores[time]!);
    }
    return value;
  }

  #derivatives({ slopes, bows, crossed }: TimeSums): Omit<LikelihoodTerms, 'value'> {
    const { size } = this;
    const rows = this.#rows;
    const gradient = new Float64Array(size);
    const curvature = new Float64Array(size * size);
    for (let time = 0; time < slopes.length; time += 1) {
      const at = time * size;
      for (let j = 0; j < size; j += 1) {
        const own = rows[at + j]!;
        gradient[j]! += slopes[time]! * own;
        for (let l = 0; l < size; l += 1) {
          curvature[j * size + l]! +=
            bows[time]! * own * rows[at + l]! + own * crossed[at + l]! + crossed[at + j]! * rows[at + l]!;
        }
      }
    }
    return { gradient, curvature };
  }

  /** At each time, how coefficients weigh its basis. */
  #along(coefficients: Float64Array): Float64Array {
    const { size } = this;
    const along = new Float64Array(this.#brackets.times.length);
    for (let time = 0; time < along.length; time += 1) {
      for (let j = 0; j < size; j += 1) along[time]! += coefficients[j]! * this.#rows[time * size + j]!;
    }
    return along;
  }
}
