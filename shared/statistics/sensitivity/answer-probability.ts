/** Sessions that are alike to the model: how many were asked, and how many answered. */
export type AnswerCell = { features: readonly number[]; asked: number; answered: number };

const MOST_STEPS = 60;
/** The maximum is reached where a step would move no coefficient by more than this. */
const SETTLED = 1e-10;
const SHORTEST_STEP = 1e-9;
/** Keeps a group that always answers from having an infinite coefficient; it moves no probability that matters. */
const RIDGE = 1e-2;
/** No answer stands for more than twenty. */
const LEAST = 0.05;

/**
 * The chance to answer, by logistic regression over cells: Newton's method on the log-likelihood less a small ridge,
 * each step halved until that rises: it has one maximum, which whole steps can leap over for ever where a group
 * answers always or never (Robins, Rotnitzky & Zhao 1994, JASA 89:846, for the weights that are made of it).
 *
 * @param cells with as many features each, an intercept among them where one is wanted; in a fixed order, so that
 *   the sums are the same to the last digit
 * @returns for each cell, 0.05 to 1
 */
export function answerProbabilities(cells: readonly AnswerCell[]): number[] {
  let coefficients = new Array<number>(cells[0]?.features.length ?? 0).fill(0);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { gradient, information } = derivatives(cells, coefficients);
    const move = solved(information, gradient);
    if (move.every((change) => Math.abs(change) < SETTLED)) break;
    const next = moved(cells, coefficients, move);
    if (!next) break;
    coefficients = next;
  }
  return cells.map(({ features }) => Math.max(LEAST, chance(features, coefficients)));
}

/** Undefined where no step is short enough to gain anything: that is the maximum, but for rounding. */
function moved(
  cells: readonly AnswerCell[],
  coefficients: readonly number[],
  move: readonly number[],
): number[] | undefined {
  const reached = penalisedLikelihood(cells, coefficients);
  for (let length = 1; length > SHORTEST_STEP; length /= 2) {
    const next = coefficients.map((coefficient, j) => coefficient + length * move[j]!);
    if (penalisedLikelihood(cells, next) > reached) return next;
  }
  return undefined;
}

/** Its logarithm less the ridge. */
function penalisedLikelihood(cells: readonly AnswerCell[], coefficients: readonly number[]): number {
  let sum = 0;
  for (const coefficient of coefficients) sum -= (RIDGE / 2) * coefficient * coefficient;
  for (const { features, asked, answered } of cells) {
    const logit = logitOf(features, coefficients);
    // log(1 + e^logit) without overflow.
    sum += answered * logit - asked * (Math.max(0, logit) + Math.log1p(Math.exp(-Math.abs(logit))));
  }
  return sum;
}

function logitOf(features: readonly number[], coefficients: readonly number[]): number {
  let logit = 0;
  for (let j = 0; j < features.length; j += 1) logit += features[j]! * coefficients[j]!;
  return logit;
}

function chance(features: readonly number[], coefficients: readonly number[]): number {
  return 1 / (1 + Math.exp(-logitOf(features, coefficients)));
}

function derivatives(cells: readonly AnswerCell[], coefficients: readonly number[]) {
  const size = coefficients.length;
  const gradient = coefficients.map((coefficient) => -RIDGE * coefficient);
  const information = coefficients.map((_, i) => coefficients.map((__, j) => (i === j ? RIDGE : 0)));
  for (const { features, asked, answered } of cells) {
    const p = chance(features, coefficients);
    const weight = asked * p * (1 - p);
    for (let i = 0; i < size; i += 1) {
      gradient[i]! += features[i]! * (answered - asked * p);
      for (let j = 0; j < size; j += 1) information[i]![j]! += weight * features[i]! * features[j]!;
    }
  }
  return { gradient, information };
}

/** Gaussian elimination; the ridge keeps the matrix positive definite. */
function solved(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, vector[i]!]);
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot += 1) {
    for (let row = pivot + 1; row < size; row += 1) {
      const factor = rows[row]![pivot]! / rows[pivot]![pivot]!;
      for (let column = pivot; column <= size; column += 1)
        rows[row]![column]! -= factor * rows[pivot]![column]!;
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = rows[row]![size]!;
    for (let column = row + 1; column < size; column += 1) sum -= rows[row]![column]! * solution[column]!;
    solution[row] = sum / rows[row]![row]!;
  }
  return solution;
}
