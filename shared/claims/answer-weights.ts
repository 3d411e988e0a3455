import { TECHNIQUES } from '../records/catalogue.ts';
import { NO_SCORE } from '../statistics/change/pair-tally.ts';
import { type AnswerCell, answerProbabilities } from '../statistics/sensitivity/answer-probability.ts';
import { ANSWERED, type AskedPairs, SILENT } from './asked-pairs.ts';

const SCORES = 11;
const EARLIER = 3;
const IMPROVEMENTS = 21;
const CELLS = TECHNIQUES.length * SCORES * EARLIER * IMPROVEMENTS;

/**
 * How many of the asked each answer stands for: one over the chance to answer, given technique, score before, and
 * what the client answered earlier. All of these are small whole numbers, so that sessions that are alike are
 * counted together and a million of them cost as much as a few thousand cells.
 *
 * @returns by row; 0 for rows without an answer
 */
export function answerWeights(pairs: AskedPairs): Float64Array {
  const asked = new Int32Array(CELLS);
  const answered = new Int32Array(CELLS);
  for (let row = 0; row < pairs.length; row += 1) {
    if (pairs.before[row] === NO_SCORE) continue;
    const cell = cellOf(pairs, row);
    asked[cell]! += 1;
    if (pairs.after[row] !== NO_SCORE) answered[cell]! += 1;
  }
  const used = Array.from(asked.keys()).filter((cell) => asked[cell]! > 0);
  const cells = used.map(
    (cell): AnswerCell => ({ features: featuresOf(cell), asked: asked[cell]!, answered: answered[cell]! }),
  );
  const weightOf = new Float64Array(CELLS);
  for (const [index, probability] of answerProbabilities(cells).entries()) {
    weightOf[used[index]!] = 1 / probability;
  }
  const weights = new Float64Array(pairs.length);
  for (let row = 0; row < pairs.length; row += 1) {
    const isAnswered = pairs.before[row] !== NO_SCORE && pairs.after[row] !== NO_SCORE;
    if (isAnswered) weights[row] = weightOf[cellOf(pairs, row)]!;
  }
  return weights;
}

function cellOf({ technique, before, earlier, lastImprovement }: AskedPairs, row: number): number {
  const inTechnique = before[row]! * EARLIER + earlier[row]!;
  return (technique[row]! * SCORES * EARLIER + inTechnique) * IMPROVEMENTS + lastImprovement[row]! + 10;
}

/** A technique's own level, the score before, and the earlier answers; in tens of points, to be of one size. */
function featuresOf(cell: number): number[] {
  const lastImprovement = (cell % IMPROVEMENTS) - 10;
  const inTechnique = Math.floor(cell / IMPROVEMENTS);
  const earlier = inTechnique % EARLIER;
  const before = Math.floor(inTechnique / EARLIER) % SCORES;
  const technique = Math.floor(inTechnique / EARLIER / SCORES);
  return [
    ...TECHNIQUES.map((_, index) => (index === technique ? 1 : 0)),
    before / 10,
    earlier === ANSWERED ? 1 : 0,
    earlier === SILENT ? 1 : 0,
    lastImprovement / 10,
  ];
}
