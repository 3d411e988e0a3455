import { type BracketProbability, bracketProbability } from './bracket-probability.ts';
import type { ObservedDurations } from './observed-durations.ts';
import type { ScoreModel } from './score-model.ts';
import { addShapePrior } from './shape-prior.ts';

/** Nobody reports within a second of the start, and two reports in one second are a second apart. */
const SECOND = 1 / 3600;

/** A log-likelihood at some coefficients, its gradient and its negative second derivatives, by rows. */
export type LikelihoodTerms = { value: number; gradient: Float64Array; curvature: Float64Array };

/** The basis at one kind of time: a row of coefficients' factors for each duration. */
type Rows = Float64Array;

/**
 * The log-likelihood of bracketed durations, and its derivatives, with P(T <= t) = Φ(γ · b(log t)):
 *
 *     Σ log(F(right) - F(left)) - log(1 - F(first))
 *
 * the second part where what had ended before `first` was never seen. It is concave in γ without that part.
 */
export class DurationLikelihood {
  readonly size: number;
  readonly #observed: ObservedDurations;
  readonly #left: Rows;
  readonly #right: Rows;
  readonly #first: Rows | null;
  readonly #bracket: BracketProbability = { log: 0, atLeft: 0, atRight: 0 };

  readonly #model: ScoreModel;

  constructor(observed: ObservedDurations, model: ScoreModel) {
    const { left, right, first } = observed;
    this.size = model.size;
    this.#model = model;
    this.#observed = observed;
    this.#left = rowsOf(left, model);
    this.#right = rowsOf(
      right.map((hours, index) => Math.max(hours, Math.max(left[index]!, SECOND) + SECOND)),
      model,
    );
    this.#first = first && rowsOf(first, model);
  }

  /**
   * Sums over all durations.
   *
   * @param concaveOnly leaves the curvature of the second part out, so that what is left is positive
   */
  total(coefficients: Float64Array, concaveOnly = false): LikelihoodTerms {
    const total = emptyTerms(this.size);
    for (let index = 0; index < this.#observed.left.length; index += 1) {
      this.#add(index, coefficients, total, concaveOnly);
    }
    addShapePrior(this.#model, coefficients, total, concaveOnly);
    return total;
  }

  /** The same client by client, in the order in which clients come. */
  byClient(coefficients: Float64Array): { client: number; terms: LikelihoodTerms }[] {
    const { clients } = this.#observed;
    const all: { client: number; terms: LikelihoodTerms }[] = [];
    for (let index = 0; index < clients.length; index += 1) {
      const client = clients[index]!;
      if (all.at(-1)?.client !== client) all.push({ client, terms: emptyTerms(this.size) });
      this.#add(index, coefficients, all.at(-1)!.terms, false);
    }
    return all;
  }

  #add(index: number, coefficients: Float64Array, into: LikelihoodTerms, concaveOnly: boolean): void {
    const at = index * this.size;
    const left = this.#score(this.#left, at, coefficients);
    const bounded = this.#observed.right[index] !== Number.POSITIVE_INFINITY;
    const right = bounded ? this.#score(this.#right, at, coefficients) : Number.POSITIVE_INFINITY;
    const bracket = this.#bracket;
    bracketProbability(left, right, bracket);
    const { atLeft, atRight } = bracket;
    into.value += bracket.log;
    addSlope(into, this.#left, at, -atLeft);
    addCurvature(into, this.#left, this.#left, at, atLeft * (atLeft - left));
    if (bounded) {
      addSlope(into, this.#right, at, atRight);
      addCurvature(into, this.#right, this.#right, at, atRight * (atRight + right));
      addCurvature(into, this.#left, this.#right, at, -atLeft * atRight);
      addCurvature(into, this.#right, this.#left, at, -atLeft * atRight);
    }
    if (this.#first) this.#addTruncation(this.#first, at, coefficients, into, concaveOnly);
  }

  #addTruncation(
    rows: Rows,
    at: number,
    coefficients: Float64Array,
    into: LikelihoodTerms,
    concaveOnly: boolean,
  ): void {
    const first = this.#score(rows, at, coefficients);
    bracketProbability(first, Number.POSITIVE_INFINITY, this.#bracket);
    const hazard = this.#bracket.atLeft;
    into.value -= this.#bracket.log;
    addSlope(into, rows, at, hazard);
    if (!concaveOnly) addCurvature(into, rows, rows, at, -hazard * (hazard - first));
  }

  #score(rows: Rows, at: number, coefficients: Float64Array): number {
    let score = 0;
    for (let j = 0; j < this.size; j += 1) score += coefficients[j]! * rows[at + j]!;
    return score;
  }
}

function rowsOf(hours: Float64Array, { size, columnsAt }: ScoreModel): Rows {
  const rows = new Float64Array(hours.length * size);
  for (let index = 0; index < hours.length; index += 1) {
    columnsAt(Math.log(Math.max(hours[index]!, SECOND)), rows, index * size);
  }
  return rows;
}

function emptyTerms(size: number): LikelihoodTerms {
  return { value: 0, gradient: new Float64Array(size), curvature: new Float64Array(size * size) };
}

function addSlope({ gradient }: LikelihoodTerms, rows: Rows, at: number, weight: number): void {
  for (let j = 0; j < gradient.length; j += 1) gradient[j]! += weight * rows[at + j]!;
}

function addCurvature(
  { gradient, curvature }: LikelihoodTerms,
  a: Rows,
  b: Rows,
  at: number,
  weight: number,
): void {
  const size = gradient.length;
  for (let j = 0; j < size; j += 1) {
    const factor = weight * a[at + j]!;
    for (let l = 0; l < size; l += 1) curvature[j * size + l]! += factor * b[at + l]!;
  }
}
