import { histogramsOf } from '../../shared/privacy/differential-privacy/noise/histograms.ts';
import { PERIOD } from './mechanism.ts';
import { SCALE, STANDARD_ERRORS } from './scale.ts';
import type { Attack } from './verdict.ts';
import { countsOf, crowd, declaredVariances, programmeWith, session, tallyWith } from './worlds.ts';

/** So many random sums and differences besides those that somebody would think of first. */
const RANDOM_COMBINATIONS = 20;

/**
 * Attack 5: margins less their cells, cells less each other, one period less the next, the year as its four
 * quarters. Noise that is shared, reused or missing anywhere cancels in one of them: each must have the
 * variance that independent noise of the declared size has, and so must the same data measured twice.
 */
export const subtractReleases: Attack = (mechanism) => {
  const { programme, catalogue } = programmeWith(2, 2);
  const tally = tallyWith(mechanism, catalogue, [...crowd(40), [session(3, 1, 0)], [session(1, 0, 1)]]);
  const exact = countsOf(histogramsOf(catalogue, tally));
  const measure = () => mechanism.measure(programme, catalogue, PERIOD, tally);
  const declared = declaredVariances(programme, measure());
  const quarters = 4;
  const variances = Array.from({ length: quarters }, () => declared).flat();
  const noise = Array.from({ length: SCALE.combined }, () =>
    Array.from({ length: quarters }, () =>
      countsOf(measure().counts).map((count, at) => count - exact[at]!),
    ).flat(),
  );
  return combinations(exact.length, quarters).flatMap(({ name, coefficients }) => {
    const expected = coefficients.reduce((sum, factor, at) => sum + factor ** 2 * variances[at]!, 0);
    const squares = noise.map(
      (values) => coefficients.reduce((sum, factor, at) => sum + factor * values[at]!, 0) ** 2,
    );
    const found = squares.reduce((sum, square) => sum + square, 0) / squares.length;
    const least = expected * (1 - STANDARD_ERRORS * Math.sqrt(2 / squares.length));
    return found < least ? [`${name} has variance ${found} instead of ${expected}`] : [];
  });
};

type Combination = { name: string; coefficients: number[] };

/** Of counts in the order of `countsOf` for 2 x 2 cells of 5 bins, quarter after quarter. */
function combinations(counts: number, quarters: number): Combination[] {
  const found: Combination[] = [];
  const add = (name: string, ...terms: [at: number, factor: number][]) => {
    const coefficients = Array.from({ length: counts * quarters }, () => 0);
    for (const [at, factor] of terms) coefficients[at]! += factor;
    found.push({ name, coefficients });
  };
  const [technique, complaint, total] = [20, 30, 40];
  for (let bin = 0; bin < 5; bin++) {
    add(`bin ${bin} of a technique less its cells`, [technique + bin, 1], [bin, -1], [bin + 5, -1]);
    add(`bin ${bin} of a complaint less its cells`, [complaint + bin, 1], [bin, -1], [bin + 10, -1]);
    add(
      `bin ${bin} of the total less the techniques`,
      [total + bin, 1],
      [technique + bin, -1],
      [technique + 5 + bin, -1],
    );
    add(`bin ${bin} of a cell less another`, [bin, 1], [bin + 5, -1]);
    add(`bin ${bin} of a cell less a technique`, [bin, 1], [technique + bin, -1]);
    add(`bin ${bin} of a cell less the next bin`, [bin, 1], [(bin + 1) % 5, -1]);
    add(
      `bin ${bin} of a cell, all four quarters`,
      [bin, 1],
      [counts + bin, 1],
      [2 * counts + bin, 1],
      [3 * counts + bin, 1],
    );
  }
  for (let at = 0; at < counts; at++) {
    add(`count ${at}`, [at, 1]);
    add(`count ${at} less that of the next period`, [at, 1], [counts + at, -1]);
  }
  for (let number = 1; number <= RANDOM_COMBINATIONS; number++) {
    const coefficients = Array.from({ length: counts * quarters }, () => Math.floor(Math.random() * 7) - 3);
    found.push({ name: `random combination ${number}`, coefficients });
  }
  return found;
}
