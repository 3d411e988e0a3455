import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AnswerCell,
  answerProbabilities,
} from '../../../shared/statistics/sensitivity/answer-probability.ts';

describe('answerProbabilities', () => {
  test('one group: the share that answered', () => {
    expect(answerProbabilities([{ features: [1], asked: 50, answered: 40 }])[0]).toBeCloseTo(0.8, 3);
    expect(answerProbabilities([])).toEqual([]);
  });

  test('a coefficient for each group: the share of each', () => {
    const [one, other] = answerProbabilities([
      { features: [1, 0], asked: 200, answered: 180 },
      { features: [0, 1], asked: 100, answered: 30 },
    ]);
    expect(one).toBeCloseTo(0.9, 3);
    expect(other).toBeCloseTo(0.3, 3);
  });

  test('a slope: logit 0 and 2 at the ends make 1 in the middle', () => {
    const logistic = (logit: number) => 1 / (1 + Math.exp(-logit));
    const cells = [0, 1, 2].map((x) => ({ features: [1, x], asked: 1e6, answered: 1e6 * logistic(x) }));
    for (const [x, chance] of answerProbabilities(cells).entries())
      expect(chance).toBeCloseTo(logistic(x), 6);
  });

  test('everybody or nobody answers: no infinite coefficient, and no answer for more than twenty', () => {
    const [all] = answerProbabilities([{ features: [1], asked: 1000, answered: 1000 }]);
    expect(all).toBeGreaterThan(0.999);
    expect(all).toBeLessThanOrEqual(1);
    expect(answerProbabilities([{ features: [1], asked: 1000, answered: 0 }])).toEqual([0.05]);
  });

  test('one group answers always and the others never: whole steps would leap over the maximum for ever', () => {
    const silent = [0.8, 0.1, 0.1, 0.7, 0.2].map((x) => ({ features: [1, x], asked: 34, answered: 0 }));
    const chances = answerProbabilities([...silent, { features: [1, 0.9], asked: 9, answered: 9 }]);
    // 0.578 only, since the ridge bends a slope that would be infinite.
    expect(chances.at(-1)).toBeGreaterThan(0.5);
    expect(chances.slice(1, 5)).toEqual([0.05, 0.05, 0.05, 0.05]);
    expect(chances[0]).toBeLessThan(0.2);
  });

  test('groups of very different sizes: a whole step would end on the wrong side', () => {
    const chances = answerProbabilities([
      { features: [1, 1, 0.2, 0], asked: 78_578, answered: 8 },
      { features: [1, 0.7, 0.7, 0], asked: 13_426, answered: 0 },
      { features: [1, 0.3, -0.6, 1], asked: 14, answered: 0 },
      { features: [1, 1, 0.1, 0], asked: 7_101, answered: 7_101 },
      { features: [1, 0.2, 0.5, 1], asked: 80, answered: 80 },
      { features: [1, 0.1, 0.7, 0], asked: 1, answered: 0 },
    ]);
    expect(chances[3]).toBeGreaterThan(0.95);
    // The one who was silent is not taken for one who always answers.
    expect(chances[5]).toBe(0.05);
  });

  test('answered as often as expected in every group and along every feature: the likelihood has its maximum', () => {
    const group = fc
      .record({
        x: fc.integer({ min: 0, max: 10 }),
        asked: fc.integer({ min: 1, max: 40 }),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      })
      .map(({ x, asked, share }) => ({ x: x / 10, asked, answered: Math.round(share * asked) }));
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 12 }), fc.nat(3), (groups, parts) => {
        const cells: AnswerCell[] = groups.map(({ x, asked, answered }, index) => ({
          features: [
            ...Array.from({ length: parts + 1 }, (_, part) => (index % (parts + 1) === part ? 1 : 0)),
            x,
          ],
          asked,
          answered,
        }));
        const chances = answerProbabilities(cells);
        // Where a chance was raised to 0.05 the sums no longer follow.
        if (chances.some((chance) => chance === 0.05)) return;
        for (let feature = 0; feature < parts + 2; feature += 1) {
          const surplus = cells.reduce(
            (sum, { features, asked, answered }, index) =>
              sum + features[feature]! * (answered - asked * chances[index]!),
            0,
          );
          // What is left is the ridge, a hundredth of the coefficient: that of a steep slope may be a hundred.
          expect(Math.abs(surplus)).toBeLessThan(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('more who answer never lower the chance', () => {
    const counts = fc.record({ asked: fc.integer({ min: 1, max: 100 }), share: fc.nat(100) });
    fc.assert(
      fc.property(counts, ({ asked, share }) => {
        const answered = Math.floor((asked * share) / 101);
        const chance = (count: number) =>
          answerProbabilities([{ features: [1], asked, answered: count }])[0]!;
        expect(chance(answered + 1)).toBeGreaterThanOrEqual(chance(answered));
      }),
    );
  });
});
