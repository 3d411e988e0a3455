import { describe, expect, it } from 'vitest';
import { DurationLikelihood } from '../../../shared/statistics/durations/duration-likelihood.ts';
import {
  freeModel,
  modelOfMedian,
  type ScoreModel,
} from '../../../shared/statistics/durations/score-model.ts';
import { squareTimes } from '../../../shared/statistics/matrices/square-times.ts';
import { twelveSessions } from './twelve-sessions.ts';

const bend = { knots: [3, 3.6, 4.2], sd: 0.3 } as const;
const STEP = 1e-5;

/** Central differences of the value, and of the gradient. */
function numerical(likelihood: DurationLikelihood, at: Float64Array) {
  const moved = (j: number, by: number) =>
    likelihood.total(at.map((value, index) => (index === j ? value + by : value)));
  const sides = Array.from(at.keys(), (j) => ({ up: moved(j, STEP), down: moved(j, -STEP) }));
  return {
    gradient: sides.map(({ up, down }) => (up.value - down.value) / (2 * STEP)),
    curvature: sides.flatMap(({ up, down }) =>
      Array.from(up.gradient, (slope, l) => -(slope - down.gradient[l]!) / (2 * STEP)),
    ),
  };
}

const MODELS: [string, ScoreModel, number[]][] = [
  ['log-normal', freeModel(null), [-9, 2.5]],
  ['bent', freeModel(bend), [-9, 2.3, 0.8]],
  ['bent, of a given median', modelOfMedian(3.5, bend), [2.3, 0.8]],
  ['log-normal, of a given median', modelOfMedian(3.5, null), [2.3]],
];

describe('DurationLikelihood', () => {
  it.each(MODELS)('has the derivatives of its value: %s', (_, model, coefficients) => {
    for (const truncated of [true, false]) {
      const likelihood = new DurationLikelihood(twelveSessions({ truncated }), model);
      const at = Float64Array.from(coefficients);
      const { gradient, curvature } = likelihood.total(at);
      const expected = numerical(likelihood, at);
      for (const [j, slope] of gradient.entries()) expect(slope).toBeCloseTo(expected.gradient[j]!, 5);
      for (const [j, bow] of curvature.entries()) expect(bow).toBeCloseTo(expected.curvature[j]!, 5);
    }
  });

  it.each(MODELS.slice(0, 2))(
    'is the sum over its clients, but for the prior of the shape: %s',
    (_, model, at) => {
      const plain = { ...model, bend: null };
      const coefficients = Float64Array.from(at);
      const direction = coefficients.map((__, j) => 1 - 0.4 * j);
      const along = (terms: Float64Array) => terms.reduce((sum, term, j) => sum + term * direction[j]!, 0);
      for (const truncated of [true, false]) {
        const likelihood = new DurationLikelihood(twelveSessions({ truncated }), plain);
        const { clients, slopes, curvatures } = likelihood.byClient(coefficients, direction);
        const { gradient, curvature } = likelihood.total(coefficients);
        expect(String.fromCharCode(...clients)).toBe('ABCDEFGH');
        expect(slopes.reduce((sum, slope) => sum + slope, 0)).toBeCloseTo(along(gradient), 10);
        expect(curvatures.reduce((sum, bow) => sum + bow, 0)).toBeCloseTo(
          along(squareTimes(curvature, direction)),
          10,
        );
      }
    },
  );

  it('takes two reports at one second, and one at the very end, as a second apart', () => {
    const observed = {
      first: null,
      left: Float64Array.of(0, 24),
      right: Float64Array.of(0, 24),
      clients: Int32Array.of(1, 2),
    };
    expect(
      new DurationLikelihood(observed, freeModel(null)).total(Float64Array.of(-3, 1)).value,
    ).toBeGreaterThan(Number.NEGATIVE_INFINITY);
  });
});
