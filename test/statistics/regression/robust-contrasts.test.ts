import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leastSquares } from '../../../shared/statistics/regression/least-squares.ts';
import { robustContrasts } from '../../../shared/statistics/regression/robust-contrasts.ts';
import { denseContrast, denseFit } from '../comparison/dense-cr2.ts';
import { denseDesign } from './dense-design.ts';

const pair = fc.record({
  technique: fc.integer({ min: 0, max: 2 }),
  before: fc.integer({ min: 0, max: 10 }),
  improvement: fc.integer({ min: -3, max: 6 }),
});
/** From clients with one pair to clients with more pairs than the model has columns. */
const clinics = fc.array(fc.array(pair, { minLength: 1, maxLength: 9 }), { minLength: 6, maxLength: 14 });

test('equals CR2 and Satterthwaite written out with whole matrices', () => {
  fc.assert(
    fc.property(clinics, (clients) => {
      const pairs = clients.flatMap((own, client) => own.map((each) => ({ client: `c-${client}`, ...each })));
      const starts = [0];
      for (const own of clients) starts.push(starts.at(-1)! + own.length);
      const rows = pairs.map(({ technique, before }) => [
        1,
        before,
        technique === 1 ? 1 : 0,
        technique === 2 ? 1 : 0,
      ]);
      const design = denseDesign(
        rows,
        pairs.map(({ improvement }) => improvement),
        starts,
      );
      const fit = leastSquares(design);
      fc.pre(fit.aliased.length === 0);
      const contrasts = [
        [0, 0, 1, 0],
        [0, 0, 1, -1],
        [1, 5, 0, 0],
      ];
      const dense = denseFit(pairs, 3);
      for (const [index, contrast] of robustContrasts(design, fit, contrasts).entries()) {
        const expected = denseContrast(dense, contrasts[index]!);
        fc.pre(contrast !== null && expected.se > 1e-6);
        expect(contrast!.estimate).toBeCloseTo(expected.estimate, 7);
        expect(contrast!.se).toBeCloseTo(expected.se, 7);
        expect(contrast!.df / expected.df).toBeCloseTo(1, 5);
      }
    }),
  );
});

test('many clients: the short degrees of freedom differ by little, the error by nothing', () => {
  const rows: number[][] = [];
  const response: number[] = [];
  const starts = [0];
  for (let client = 0; client < 1_200; client += 1) {
    for (let visit = 0; visit <= client % 4; visit += 1) {
      rows.push([1, (client * 7 + visit * 3) % 11, (client + visit) % 3 === 0 ? 1 : 0]);
      response.push(((client * 13 + visit * 5) % 7) - 1);
    }
    starts.push(rows.length);
  }
  const ofFirst = (clients: number) => {
    const design = denseDesign(
      rows.slice(0, starts[clients]),
      response.slice(0, starts[clients]),
      starts.slice(0, clients + 1),
    );
    return robustContrasts(design, leastSquares(design), [[0, 0, 1]])[0]!;
  };
  const [short, exact] = [ofFirst(1_001), ofFirst(1_000)];
  expect(short.df / exact.df).toBeGreaterThan(0.97);
  expect(short.df / exact.df).toBeLessThan(1.03);
  expect(short.se / exact.se).toBeCloseTo(1, 2);
});

test('nothing varies: no error, and no p-value made of rounding', () => {
  const rows = [0, 1, 2, 3, 4, 5].map((row) => [1, row % 2, row]);
  const design = denseDesign(rows, [2, 2, 2, 2, 2, 2], [0, 2, 4, 6]);
  expect(robustContrasts(design, leastSquares(design), [[0, 1, 0]])).toEqual([
    { estimate: 0, se: 0, df: expect.any(Number), ci95: [0, 0], p: 1 },
  ]);
});
