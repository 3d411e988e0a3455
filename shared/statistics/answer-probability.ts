/** Sessions that are alike to the model: how many were asked, and how many answered. */
export type AnswerCell = { features: readonly number[]; asked: number; answered: number };

const MOST_STEPS = 50;
const SETTLED = 1e-10;
/** Keeps a group that always answers from having an infinite coefficient; it moves no probability that matters. */
const RIDGE = 1e-2;
/** No answer stands for more than twenty. */
const LEAST = 0.05;

/**
 * The chance to answer, by logistic regression over cells: Newton's method on the log-likelihood less a small ridge
 * (Robins, Rotnitzky & Zhao 1994, JASA 89:846, for the weights that are made of it).
 *
 * @param cells with as many features each, an intercept among them where one is wanted; in a fixed order, so that
 *   the sums are the same to the last digit
 * @returns for each cell, 0.05 to 1
 */
export function answerProbabilities(cells: readonly AnswerCell[]): number[] {
  const size = cells[0]?.features.length ?? 0;
  const coefficients = new Array<number>(size).fill(0);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { gradient, information } = derivatives(cells, coefficients);
    const move = solved(information, gradient);
    let largest = 0;
    for (let j = 0; j < size; j += 1) {
      // A step of more than a few logits would leap over the maximum where answers are nearly all alike.
      const bounded = Math.max(-3, Math.min(3, move[j]!));
      coefficients[j]! += bounded;
      largest = Math.max(largest, Math.abs(bounded));
    }
    if (largest < SETTLED) break;
  }
  return cells.map(({ features }) => Math.max(LEAST, chance(features, coefficients)));
}

function chance(features: readonly number[], coefficients: readonly number[]): number {
  let logit = 0;
  for (let j = 0; j < features.length; j += 1) logit += features[j]! * coefficients[j]!;
  return 1 / (1 + Math.exp(-logit));
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
