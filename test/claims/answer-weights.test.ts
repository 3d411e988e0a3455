import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerWeights } from '../../shared/claims/answer-weights.ts';
import { askedSessions } from '../../shared/claims/asked-pairs.ts';
import { clientRows } from '../../shared/claims/client-rows.ts';
import { tableOf } from '../statistics/outcomes.ts';
import { clientsOf, times, type Visit } from './visits.ts';

function weightsOf(all: readonly (readonly Visit[])[]) {
  const table = tableOf(...clientsOf(all));
  const pairs = askedSessions(table, clientRows(table), 'after');
  return { pairs, weights: [...answerWeights(pairs)] };
}

describe('answerWeights', () => {
  test('everyone answers: each stands for herself', () => {
    for (const weight of weightsOf(times(100, () => [{ before: 6, after: 3 }])).weights) {
      expect(weight).toBeCloseTo(1, 2);
    }
  });

  test('one in four answers: each stands for four, the others for nobody', () => {
    const { pairs, weights } = weightsOf(
      times(400, (index) => [index % 4 === 0 ? { before: 6, after: 3 } : { before: 6 }]),
    );
    for (const [row, weight] of weights.entries()) {
      if (pairs.after[row] === 3) expect(weight).toBeCloseTo(4, 1);
      else expect(weight).toBe(0);
    }
  });

  test('without a score before there is no weight, and nobody counts as silent for it', () => {
    const { pairs, weights } = weightsOf([
      ...times(100, () => [{ before: 6, after: 3 }]),
      ...times(300, () => [{ after: 3 }]),
    ]);
    for (const [row, weight] of weights.entries()) {
      expect(weight).toBeCloseTo(pairs.before[row] === 6 ? 1 : 0, 2);
    }
  });

  test('each technique has its own chance, and so have those who were silent the time before', () => {
    const { pairs, weights } = weightsOf([
      ...times(300, (index) => [
        { technique: 'sports' as const, before: 6, ...(index % 2 === 0 && { after: 3 }) },
      ]),
      ...times(300, () => [{ before: 6, after: 3 }]),
    ]);
    const first = (technique: number) =>
      weights.find((weight, row) => weight > 0 && pairs.technique[row] === technique)!;
    expect(first(3)).toBeCloseTo(2, 1);
    expect(first(0)).toBeCloseTo(1, 1);
    const again = weightsOf(
      times(600, (index) => [
        { before: 6, ...(index % 2 === 0 && { after: 6 }) },
        { before: 6, ...((index % 2 === 0 || index % 6 === 1) && { after: 6 }) },
      ]),
    );
    // Of those who were silent one in three answers the next time, of the others all.
    const second = (earlier: number) =>
      again.weights.find((weight, row) => weight > 0 && again.pairs.earlier[row] === earlier)!;
    expect(second(1)).toBeCloseTo(1, 1);
    expect(second(2)).toBeCloseTo(3, 1);
  });

  test('so have those who gained little the time before', () => {
    // All answer the first time; the second time all who had gained 4, and one in three of those who had not gained.
    const { pairs, weights } = weightsOf(
      times(600, (index) => {
        const gained = index % 2 === 0 ? 4 : 0;
        const answersAgain = gained > 0 || index % 6 === 1;
        return [
          { before: 6, after: 6 - gained },
          { before: 6, ...(answersAgain && { after: 6 }) },
        ];
      }),
    );
    const second = (lastImprovement: number) =>
      weights.find(
        (weight, row) =>
          weight > 0 && pairs.earlier[row] === 1 && pairs.lastImprovement[row] === lastImprovement,
      )!;
    expect(second(4)).toBeLessThan(1.2);
    expect(second(0)).toBeCloseTo(3, 0);
  });

  test('weights of a technique add up to who was asked with a score before', () => {
    const visit = fc.record({ before: fc.nat(10), after: fc.option(fc.nat(10), { nil: undefined }) });
    fc.assert(
      fc.property(fc.array(fc.array(visit, { minLength: 1, maxLength: 3 }), { minLength: 20 }), (all) => {
        const { weights, pairs } = weightsOf(all);
        const said = weights.filter((weight) => weight > 0);
        fc.pre(said.length > pairs.length / 4 && said.every((weight) => weight < 19));
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        // With few, single answers may stand for more or fewer; not for half as many or twice as many.
        expect(total / pairs.length).toBeGreaterThan(0.5);
        expect(total / pairs.length).toBeLessThan(2);
      }),
      { numRuns: 50 },
    );
  });
});
