import { describe, expect, test } from 'vitest';
import { isEstimable, leastSquares } from '../../../shared/statistics/regression/least-squares.ts';
import { robustContrasts } from '../../../shared/statistics/regression/robust-contrasts.ts';
import { denseDesign } from './dense-design.ts';

/** Made with R 4.2.2 and clubSandwich 0.5.8: lm, vcovCR(type = "CR2"), Satterthwaite. */

const range = (n: number) => Array.from({ length: n }, (_, index) => index);

describe('within client', () => {
  const technique = ['abab', 'aab', 'ab', 'bbaa', 'abb', 'ab'];
  const before = ['7665', '877', '55', '6675', '455', '87'];
  const improvement = ['3231', '433', '21', '2142', '212', '43'];
  const clients = technique.length;
  const starts = [0];
  for (const text of technique) starts.push(starts.at(-1)! + text.length);
  const response = [...improvement.join('')].map(Number);
  const x = [...before.join('')].map(Number);
  const b = [...technique.join('')].map((name) => (name === 'b' ? 1 : 0));
  const client = range(clients).flatMap((index) => [...technique[index]!].map(() => index));

  test('equals lm(improvement ~ client + before + technique) with CR2', () => {
    const rows = response.map((_, row) => [
      ...range(clients).map((each) => (each === client[row] ? 1 : 0)),
      x[row]!,
      b[row]!,
    ]);
    expectWithin(denseDesign(rows, response, starts), clients, clients + 1);
  });

  test('is the same with each client taken from her own mean', () => {
    const own = (values: readonly number[]) =>
      values.map((value, row) => {
        const same = values.filter((_, other) => client[other] === client[row]);
        return value - same.reduce((sum, one) => sum + one, 0) / same.length;
      });
    const [ownX, ownB] = [own(x), own(b)];
    expectWithin(
      denseDesign(
        response.map((_, row) => [ownX[row]!, ownB[row]!]),
        own(response),
        starts,
      ),
      0,
      1,
    );
  });

  function expectWithin(design: ReturnType<typeof denseDesign>, slope: number, effect: number): void {
    const fit = leastSquares(design);
    const unit = (column: number) => range(design.columns).map((each) => (each === column ? 1 : 0));
    const [ofB, ofBefore] = robustContrasts(design, fit, [unit(effect), unit(slope)]);
    expect(ofB!.estimate).toBeCloseTo(-0.902439, 6);
    expect(ofB!.se).toBeCloseTo(0.192469, 6);
    expect(ofB!.df).toBeCloseTo(4.125452, 6);
    expect(ofB!.p).toBeCloseTo(0.008708, 6);
    expect(ofBefore!.estimate).toBeCloseTo(0.648084, 6);
    expect(ofBefore!.se).toBeCloseTo(0.140471, 6);
    expect(ofBefore!.df).toBeCloseTo(2.74529, 6);
  }
});

describe('a therapist against the others', () => {
  const improvement = [
    [2, 3, 4, 3, 1, 2, 3, 3, 2, 4, 3, 2, 1, 2, 3, 4, 2, 3, 2, 1],
    [3, 4, 3, 2, 3, 4, 5, 3, 2, 3, 4, 3, 3, 2, 4, 3, 3, 4, 2, 3],
    [1, 0, 2, 1, 1, 2, 0, 1, 2, 1, 1, 1, 0, 2, 1, 1, 2, 1, 1, 0],
  ];
  const response = improvement.flat();
  const rows = response.map((_, row) => [
    ...range(3).map((therapist) => (Math.floor(row / 20) === therapist ? 1 : 0)),
    [7, 6, 8, 5, 6][row % 5]!,
  ]);
  const design = denseDesign(
    rows,
    response,
    range(31).map((client) => 2 * client),
  );

  test('equals her coefficient less the mean of the others with CR2', () => {
    const fit = leastSquares(design);
    const against = range(3).map((own) => [...range(3).map((each) => (each === own ? 1 : -0.5)), 0]);
    const [t1, t2, t3] = robustContrasts(design, fit, against);
    for (const [contrast, estimate, se] of [
      [t1, 0.4, 0.267263],
      [t2, 1.375, 0.218686],
      [t3, -1.775, 0.204095],
    ] as const) {
      expect(contrast!.estimate).toBeCloseTo(estimate, 6);
      expect(contrast!.se).toBeCloseTo(se, 6);
      expect(contrast!.df).toBeCloseTo(17.978655, 5);
    }
  });
});

describe('a design that cannot tell two things apart', () => {
  test('is detected: the column is left out, and no contrast that hangs on it is estimable', () => {
    // Therapist 2 alone gives technique b, and nothing else.
    const rows = [
      [1, 0, 0],
      [1, 0, 0],
      [0, 1, 1],
      [0, 1, 1],
    ];
    const fit = leastSquares(denseDesign(rows, [1, 2, 4, 5], [0, 1, 2, 3, 4]));
    expect(fit.aliased.map(({ column }) => column)).toEqual([2]);
    const [along, against, own] = fit.aliased[0]!.combination;
    expect(along).toBeCloseTo(0, 12);
    expect(against).toBeCloseTo(-1, 12);
    expect(own).toBe(1);
    expect(isEstimable(fit, [1, -1, 0])).toBe(false);
    expect(isEstimable(fit, [1, 0, 0])).toBe(true);
    expect(isEstimable(fit, [0, 1, 1])).toBe(true);
  });
});
