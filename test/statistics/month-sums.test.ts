import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientsByMonth, monthContrast, monthSums } from '../../shared/statistics/month-sums.ts';
import { denseContrast, denseRegression } from './dense-cr2.ts';

type Visit = { month: number; value: number };

function sumsOf(clients: readonly (readonly Visit[])[]) {
  const starts = [0];
  for (const visits of clients) starts.push(starts.at(-1)! + visits.length);
  return monthSums({
    starts: Int32Array.from(starts),
    month: Int32Array.from(clients.flat(), ({ month }) => month),
    value: Int32Array.from(clients.flat(), ({ value }) => value),
  });
}

const visit = fc.record({ month: fc.integer({ min: 7, max: 11 }), value: fc.integer({ min: -10, max: 10 }) });
const clinic = fc.array(fc.array(visit, { maxLength: 8 }), { minLength: 4, maxLength: 9 });

test('a client counts once a month, clients without a value not at all', () => {
  const sums = sumsOf([
    [
      { month: 8, value: 2 },
      { month: 9, value: 3 },
      { month: 8, value: 4 },
    ],
    [],
    [{ month: 9, value: 1 }],
  ]);
  expect(sums.months).toEqual([8, 9]);
  expect(clientsByMonth(sums)).toEqual([1, 2]);
  expect({ n: [...sums.n], sum: [...sums.sum] }).toEqual({ n: [2, 1, 1], sum: [6, 3, 1] });
  expect([...sums.starts]).toEqual([0, 2, 3]);
});

describe('monthContrast', () => {
  test('is the dense computation with every visit and every client pair, to 1e-9', () => {
    let judged = 0;
    fc.assert(
      fc.property(clinic, (clients) => {
        const sums = sumsOf(clients);
        fc.pre(sums.months.length > 2);
        const middle = Math.floor(sums.months.length / 2);
        const { estimate, se, df, p } = monthContrast(sums, (month) =>
          month > middle ? 'inside' : month < middle ? 'outside' : 'neither',
        );
        fc.pre(p !== null);
        const visits = clients.flatMap((own, client) =>
          own.map((one) => ({ client: String(client), ...one })),
        );
        const sideOf = (month: number) => Math.sign(sums.months.indexOf(month) - middle);
        const x = visits.map(({ month }) => [1, -1, 0].map((side) => (sideOf(month) === side ? 1 : 0)));
        const pairs = visits.map(({ client, value }) => ({ client, improvement: value }));
        const dense = denseContrast(denseRegression(x, pairs), [1, -1, 0]);
        expect(estimate).toBeCloseTo(dense.estimate, 9);
        expect(se).toBeCloseTo(dense.se, 9);
        expect(df).toBeCloseTo(dense.df, 6);
        judged += 1;
      }),
      { numRuns: 200 },
    );
    expect(judged).toBeGreaterThan(50); // or the property would have said little
  });

  test('has the means and the clients of both sides', () => {
    const clients = [
      [
        { month: 1, value: 2 },
        { month: 2, value: 6 },
      ],
      [{ month: 1, value: 4 }],
      [{ month: 2, value: 8 }],
      [{ month: 3, value: 0 }],
    ];
    const contrast = monthContrast(sumsOf(clients), (month) =>
      month === 1 ? 'inside' : month === 0 ? 'outside' : 'neither',
    );
    expect(contrast).toMatchObject({
      inside: 7,
      outside: 3,
      clients: { inside: 2, outside: 2 },
      estimate: 4,
    });
  });
});
