import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leastSquares } from '../../../shared/statistics/regression/least-squares.ts';
import { robustContrasts } from '../../../shared/statistics/regression/robust-contrasts.ts';
import { withinClients } from '../../../shared/statistics/regression/within-clients.ts';
import { denseContrast, denseRegression } from '../comparison/dense-cr2.ts';
import { denseDesign } from './dense-design.ts';

type Row = { x: readonly number[]; y: number };
type Clinic = readonly (readonly Row[])[];

function designOf(clients: Clinic) {
  const starts = [0];
  for (const own of clients) starts.push(starts.at(-1)! + own.length);
  const rows = clients.flat();
  return denseDesign(
    rows.map(({ x }) => x),
    rows.map(({ y }) => y),
    starts,
  );
}

/** What the design writes out, row by row and client by client. */
function written(clients: Clinic) {
  const design = withinClients(designOf(clients));
  const columns = new Int32Array(design.widest);
  const values = new Float64Array(design.widest);
  const rows = Array.from(design.response, (y, row) => {
    const x = new Array<number>(design.columns).fill(0);
    const count = design.fill(row, columns, values);
    for (let index = 0; index < count; index += 1) x[columns[index]!] = values[index]!;
    return { x, y };
  });
  return { rows, starts: [...design.starts], design };
}

describe('withinClients', () => {
  test('takes each client from her own mean, and leaves out who came once', () => {
    const { rows, starts } = written([
      [
        { x: [1, 5], y: 2 },
        { x: [0, 7], y: 4 },
      ],
      [{ x: [1, 9], y: 9 }],
      [
        { x: [1, 3], y: 1 },
        { x: [1, 3], y: 2 },
        { x: [1, 6], y: 6 },
      ],
    ]);
    expect(starts).toEqual([0, 2, 5]);
    expect(rows).toEqual([
      { x: [0.5, -1], y: -1 },
      { x: [-0.5, 1], y: 1 },
      { x: [0, -1], y: -2 },
      { x: [0, -1], y: -1 },
      { x: [0, 2], y: 3 },
    ]);
  });

  test('nobody, and nobody who came twice', () => {
    expect(written([]).rows).toEqual([]);
    expect(written([[{ x: [1], y: 1 }], [{ x: [2], y: 2 }]])).toMatchObject({ rows: [], starts: [0] });
  });

  test('what a client never changes is no column, also where thirds leave a rounding error', () => {
    const { rows } = written([[0, 1, 2].map((y) => ({ x: [0.45, y], y }))]);
    for (const { x } of rows) expect(x[0]).toBe(0);
  });

  test('rows can be asked for in any order', () => {
    const clients: Clinic = [1, 4].map((from) => [0, 1, 3].map((y) => ({ x: [from + y * y], y })));
    const { design, rows } = written(clients);
    const values = new Float64Array(1);
    for (const row of [5, 0, 3, 2, 4, 1]) {
      expect(design.fill(row, new Int32Array(1), values)).toBe(1);
      expect(values[0]).toBeCloseTo(rows[row]!.x[0]!, 12);
    }
  });
});

const row = fc.record({
  x: fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 10 })),
  y: fc.integer({ min: -3, max: 6 }),
});
const clinics = fc.array(fc.array(row, { minLength: 1, maxLength: 5 }), { minLength: 6, maxLength: 12 });

function contrastOf(clients: Clinic) {
  const design = withinClients(designOf(clients));
  const fit = leastSquares(design);
  return fit.aliased.length > 0 ? null : robustContrasts(design, fit, [[1, 0]])[0]!;
}

test('equals a column for each client, with CR2 and Satterthwaite written out', () => {
  fc.assert(
    fc.property(clinics, (clients) => {
      const contrast = contrastOf(clients);
      fc.pre(contrast !== null && contrast.se > 1e-6);
      const rows = clients.flatMap((own, client) => own.map((one) => ({ ...one, client })));
      const columns = (client: number) => clients.map((_, index) => (index === client ? 1 : 0));
      const dense = denseContrast(
        denseRegression(
          rows.map(({ x, client }) => [...x, ...columns(client)]),
          rows.map(({ y, client }) => ({ client: `c-${client}`, improvement: y })),
        ),
        [1, 0, ...clients.map(() => 0)],
      );
      expect(contrast!.estimate).toBeCloseTo(dense.estimate, 6);
      expect(contrast!.se).toBeCloseTo(dense.se, 6);
      expect(contrast!.df / dense.df).toBeCloseTo(1, 4);
    }),
  );
});

test('whatever is added to all rows of a client changes nothing', () => {
  const constants = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 24, maxLength: 24 });
  fc.assert(
    fc.property(clinics, constants, (clients, added) => {
      const moved = clients.map((own, client) =>
        own.map(({ x, y }) => ({ x: [x[0], x[1] + added[2 * client]!], y: y + added[2 * client + 1]! })),
      );
      const [before, after] = [contrastOf(clients), contrastOf(moved)];
      fc.pre(before !== null && after !== null && before.se > 1e-6);
      expect(after!.estimate).toBeCloseTo(before!.estimate, 8);
      expect(after!.se).toBeCloseTo(before!.se, 8);
      expect(after!.df).toBeCloseTo(before!.df, 6);
    }),
  );
});
