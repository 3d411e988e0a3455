import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changeContrasts,
  type MonthContrast,
  monthContrasts,
} from '../../../shared/statistics/trend/month-contrasts.ts';
import { denseContrast, denseRegression, multiply, ofSymmetric } from '../comparison/dense-cr2.ts';
import { sumsOf, type Visit } from './month-visits.ts';

const visit = fc.record({ month: fc.integer({ min: 7, max: 11 }), value: fc.integer({ min: -10, max: 10 }) });
const clinic = fc
  .array(fc.array(visit, { maxLength: 8 }), { minLength: 4, maxLength: 9 })
  .filter((clients) => new Set(clients.flat().map(({ month }) => month)).size > 2);

/** With every visit, whitened client by client, and every client pair. */
function expectDense(
  contrast: MonthContrast,
  clients: readonly (readonly Visit[])[],
  isInside: (month: number) => boolean,
) {
  const visits = clients.flatMap((own, client) => own.map((one) => ({ client: String(client), ...one })));
  const whitened = clients.flatMap((own) => {
    if (own.length === 0) return [];
    const covariance = own.map((_, i) => own.map((__, j) => (i === j ? 1 : 0.5)));
    const rows = own.map(({ month, value }) => [...(isInside(month) ? [1, 0] : [0, 1]), value]);
    return multiply(
      ofSymmetric(covariance, (eigenvalue) => 1 / Math.sqrt(eigenvalue)),
      rows,
    );
  });
  const x = whitened.map(([inside, outside]) => [inside!, outside!]);
  const pairs = visits.map(({ client }, index) => ({ client, improvement: whitened[index]![2]! }));
  const { estimate, se, df } = denseContrast(denseRegression(x, pairs), [1, -1]);
  const of = (inside: boolean) => visits.filter(({ month }) => isInside(month) === inside);
  const countOf = (inside: boolean) => new Set(of(inside).map(({ client }) => client)).size;
  expect(contrast.clients).toEqual({ inside: countOf(true), outside: countOf(false) });
  expect(contrast.estimate).toBeCloseTo(estimate, 9);
  expect(contrast.se).toBeCloseTo(se, 9);
  if (contrast.df !== null) expect(contrast.df / df).toBeCloseTo(1, 6);
  return contrast.df !== null;
}

describe('by the dense computation, to 1e-9', () => {
  test('each month against the others', () => {
    let judged = 0;
    fc.assert(
      fc.property(clinic, (clients) => {
        const sums = sumsOf(clients);
        for (const [index, contrast] of monthContrasts(sums).entries()) {
          judged += Number(expectDense(contrast, clients, (month) => month === sums.months[index]));
        }
      }),
    );
    expect(judged).toBeGreaterThan(200); // or the property would have said little
  });

  test('all months from one on against those before it', () => {
    let judged = 0;
    fc.assert(
      fc.property(clinic, (clients) => {
        const sums = sumsOf(clients);
        const contrasts = changeContrasts(sums);
        expect(contrasts).toHaveLength(sums.months.length - 1);
        for (const [index, contrast] of contrasts.entries()) {
          judged += Number(expectDense(contrast, clients, (month) => month >= sums.months[index + 1]!));
        }
      }),
    );
    expect(judged).toBeGreaterThan(200);
  });
});

test('means of both sides, by hand', () => {
  const clients = [
    [
      { month: 1, value: 2 },
      { month: 2, value: 6 },
    ],
    [{ month: 1, value: 4 }],
    [{ month: 2, value: 8 }],
  ];
  // The first client's inverse covariance is 4/3 and -2/3, that of the others 1: the normal equations are
  // 7/3 a - 2/3 b = 44/3 and -2/3 a + 7/3 b = 8/3.
  const [change] = changeContrasts(sumsOf(clients));
  expect(change).toMatchObject({
    inside: expect.closeTo(7.2, 12),
    outside: expect.closeTo(3.2, 12),
    estimate: expect.closeTo(4, 12),
    clients: { inside: 2, outside: 2 },
  });
  expect(monthContrasts(sumsOf(clients))[0]).toMatchObject({ estimate: expect.closeTo(-4, 12) });
});

test('where nothing varies, any difference is one', () => {
  const level = (values: readonly number[]) =>
    sumsOf(Array.from({ length: 4 }, () => values.map((value, month) => ({ month, value }))));
  expect(changeContrasts(level([2, 3])).map(({ se, p }) => ({ se, p }))).toEqual([{ se: 0, p: 0 }]);
  expect(changeContrasts(level([2, 2])).map(({ se, p }) => ({ se, p }))).toEqual([{ se: 0, p: 1 }]);
});
