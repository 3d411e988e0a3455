import { askedIn } from '../../shared/privacy/programme/asked-in.ts';
import { domainOf, FAMILIES, type Family } from '../../shared/privacy/programme/questions.ts';
import { SCALE, STANDARD_ERRORS } from './scale.ts';
import type { Attack } from './verdict.ts';
import {
  type Asking,
  countsOf,
  crowd,
  declaredVariances,
  exactCounts,
  programmeWith,
  session,
  tallyWith,
} from './worlds.ts';

/** So many random sums and differences besides those that somebody would think of first. */
const RANDOM_COMBINATIONS = 20;

/**
 * Attack 5: margins less their cells, cells less each other, one period less the next, the year as its four
 * quarters. Noise that is shared, reused or missing anywhere cancels in one of them: each must have the
 * variance that independent noise of the declared size has, and so must the same data measured twice.
 */
export const subtractReleases: Attack = (mechanism) => {
  const asking = programmeWith(mechanism, 2, 2);
  const { programme, catalogue, period } = asking;
  const tally = tallyWith(mechanism, catalogue, [...crowd(40), [session(3, 1, 0)], [session(1, 0, 1)]]);
  const exact = exactCounts(asking, tally);
  const measure = () => mechanism.measure(programme, catalogue, period, tally);
  const declared = declaredVariances(asking, measure());
  const quarters = 4;
  const variances = Array.from({ length: quarters }, () => declared).flat();
  const noise = Array.from({ length: SCALE.combined }, () =>
    Array.from({ length: quarters }, () =>
      countsOf(measure().counts).map((count, at) => count - exact[at]!),
    ).flat(),
  );
  return combinations(asking, exact.length, quarters).flatMap(({ name, coefficients }) => {
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

/** Where the counts of each family that is asked begin, for 2 techniques and as many complaints or groups. */
function placesOf({ programme, catalogue, period }: Asking): Partial<Record<Family, number>> {
  const { questions } = askedIn(programme, period);
  const width = domainOf(catalogue, questions).complaints.length;
  const sizes = { cells: 10 * width, techniques: 10, complaints: 5 * width, total: 5, recovery: 12 };
  const places: Partial<Record<Family, number>> = {};
  let next = 0;
  for (const family of FAMILIES) {
    if (questions.percent[family] === 0) continue;
    places[family] = next;
    next += sizes[family];
  }
  return places;
}

/** Of counts in the order of `countsOf` for 2 x 2 cells of 5 bins, or as many as are asked, period after period. */
function combinations(asking: Asking, counts: number, quarters: number): Combination[] {
  const found: Combination[] = [];
  const add = (name: string, ...terms: [at: number, factor: number][]) => {
    const coefficients = Array.from({ length: counts * quarters }, () => 0);
    for (const [at, factor] of terms) coefficients[at]! += factor;
    found.push({ name, coefficients });
  };
  const { cells, techniques: technique, complaints: complaint, total } = placesOf(asking);
  const width = domainOf(asking.catalogue, asking.programme.questions).complaints.length;
  for (let bin = 0; bin < 5; bin++) {
    if (total !== undefined && technique !== undefined)
      add(
        `bin ${bin} of the total less the techniques`,
        [total + bin, 1],
        [technique + bin, -1],
        [technique + 5 + bin, -1],
      );
    if (cells === undefined) continue;
    if (technique !== undefined) {
      const parts = Array.from({ length: width }, (_, c): [number, number] => [cells + 5 * c + bin, -1]);
      add(`bin ${bin} of a technique less its cells`, [technique + bin, 1], ...parts);
      add(`bin ${bin} of a cell less a technique`, [cells + bin, 1], [technique + bin, -1]);
    }
    if (complaint !== undefined)
      add(
        `bin ${bin} of a complaint less its cells`,
        [complaint + bin, 1],
        [cells + bin, -1],
        [cells + 5 * width + bin, -1],
      );
    add(`bin ${bin} of a cell less another`, [cells + bin, 1], [cells + 5 * width + bin, -1]);
    add(`bin ${bin} of a cell less the next bin`, [cells + bin, 1], [cells + ((bin + 1) % 5), -1]);
  }
  for (let bin = 0; bin < 5; bin++) {
    add(
      `bin ${bin} of the first count, all four periods`,
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
