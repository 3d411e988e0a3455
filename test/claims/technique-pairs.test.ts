import { describe, expect, test } from 'vitest';
import type { ComparisonModel } from '../../shared/claims/comparison-model.ts';
import { isSaid } from '../../shared/claims/contract.ts';
import { techniquePairs } from '../../shared/claims/technique-pairs.ts';
import { leastSquares } from '../../shared/statistics/regression/least-squares.ts';
import { denseDesign } from '../statistics/regression/dense-design.ts';
import { modelOf, times } from './visits.ts';

/** One session a client: `sizes` clients of each technique, with nothing but a mean of each. */
function meansOf(...sizes: number[]) {
  const technique = sizes.flatMap((size, index) => new Array<number>(size).fill(index));
  const design = denseDesign(
    technique.map((own) => sizes.map((_, index) => (index === own ? 1 : 0))),
    technique.map((own, row) => own + (row % 3)),
    [...technique.keys(), technique.length],
  );
  const { model } = modelOf([]);
  const compared = { ...model.compared, techniques: [...sizes.keys()] };
  return techniquePairs({ ...model, compared } as ComparisonModel, design, leastSquares(design));
}

describe('techniquePairs', () => {
  test("fewer than 4 of Satterthwaite's degrees of freedom are not told", () => {
    // Two means: df = (1/a + 1/b)² / (1/(a²(a - 1)) + 1/(b²(b - 1))), 4.09 for 3 and 6 clients, 3.85 for 3 and 7.
    const [enough] = meansOf(3, 6);
    expect(enough).toMatchObject({ df: expect.closeTo(0.25 / (1 / 18 + 1 / 180), 9) });
    expect(meansOf(3, 7)).toEqual([
      {
        a: 'deep-tissue',
        b: 'myofascial-release',
        withheld: 'Too few clients tell the two apart once everything else is allowed for.',
      },
    ]);
  });

  test('all pairs in catalogue order, with Holm over those that are told', () => {
    const pairs = meansOf(12, 12, 3, 7);
    expect(pairs.map(({ a, b }) => `${a} ${b}`)).toEqual([
      'deep-tissue myofascial-release',
      'deep-tissue trigger-point-therapy',
      'deep-tissue sports',
      'myofascial-release trigger-point-therapy',
      'myofascial-release sports',
      'trigger-point-therapy sports',
    ]);
    const told = pairs.filter((pair) => isSaid(pair)).toSorted((a, b) => a.p - b.p);
    expect(told.map(({ a, b }) => `${a} ${b}`)).not.toContain('trigger-point-therapy sports');
    expect(told[0]!.pHolm).toBeCloseTo(Math.min(1, told[0]!.p * told.length), 12);
    expect(told.at(-1)!.pHolm).toBeGreaterThanOrEqual(told.at(-1)!.p);
  });

  test('who is refused is not looked at', () => {
    const { model, fit } = modelOf(
      times(24, (index) => [
        {
          technique: index % 2 ? 'sports' : 'deep-tissue',
          before: 4 + (index % 5),
          after: index % 3,
          minutes: 30 + index,
        },
      ]),
    );
    expect(techniquePairs(model, model.design, fit, (a, b) => `${a}, ${b}: no.`)).toEqual([
      { a: 'deep-tissue', b: 'sports', withheld: 'deep-tissue, sports: no.' },
    ]);
    expect(isSaid(techniquePairs(model, model.design, fit)[0]!)).toBe(true);
  });
});
