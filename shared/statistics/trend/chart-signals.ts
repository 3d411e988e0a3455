import type { Signal, SignalRule } from '../contract.ts';

/** A month on a control chart, with the limits that hold for it. */
export type ChartPoint = { month: string; value: number; lower: number; upper: number };

/** Scores and rates closer than this are equal, or a rounding would put a point on one side of its centre. */
const SAME = 1e-9;
const LONG_RUN = 7;
const NEAR = 2 / 3;

/**
 * The patterns on a control chart that chance alone hardly makes, by the four rules of NHS practice (NHS
 * England, Making Data Count; R package NHSRplotthedots), which the contract words. A point beyond a limit
 * also is beyond two thirds of the way to it.
 *
 * @param points in order of time
 * @returns one entry for each month and rule that it is part of
 */
export function chartSignals(points: readonly ChartPoint[], centre: number): Signal[] {
  const sides = points.map(({ value }) => sideOf(value, centre));
  const directions = points.slice(1).map(({ value }, index) => sideOf(value, points[index]!.value));
  const near = points.map(({ value, lower, upper }) => {
    const limit = value > centre ? upper : lower;
    return Math.abs(value - centre) > NEAR * Math.abs(limit - centre) + SAME;
  });
  const flags: Record<SignalRule, boolean[]> = {
    'outside-limits': points.map(({ value, lower, upper }) => value > upper + SAME || value < lower - SAME),
    'seven-on-one-side': inRuns(sides, LONG_RUN),
    'seven-in-one-direction': endsOfSteps(inRuns(directions, LONG_RUN - 1)),
    'two-of-three-near-limit': twoOfThree(near, sides),
  };
  return points.flatMap(({ month }, index) =>
    (Object.keys(flags) as SignalRule[])
      .filter((rule) => flags[rule][index])
      .map((rule) => ({ month, rule })),
  );
}

/** 1 above, -1 below, 0 on it. */
function sideOf(value: number, level: number): number {
  return Math.abs(value - level) <= SAME ? 0 : Math.sign(value - level);
}

/** Which members belong to a run of at least that many equal signs in a row; 0 is part of none. */
function inRuns(signs: readonly number[], least: number): boolean[] {
  const flags = signs.map(() => false);
  for (let start = 0; start < signs.length; ) {
    let end = start + 1;
    while (end < signs.length && signs[end] === signs[start]) end += 1;
    if (signs[start] !== 0 && end - start >= least) flags.fill(true, start, end);
    start = end;
  }
  return flags;
}

/** Which points a step from one to the next touches. */
function endsOfSteps(steps: readonly boolean[]): boolean[] {
  return [...steps, false].map((step, index) => step || (steps[index - 1] ?? false));
}

/** Which points near a limit have another one among three in a row that all lie on one side. */
function twoOfThree(near: readonly boolean[], sides: readonly number[]): boolean[] {
  const flags = near.map(() => false);
  for (let start = 0; start + 2 < near.length; start++) {
    const window = [start, start + 1, start + 2];
    const oneSide = sides[start] !== 0 && window.every((index) => sides[index] === sides[start]);
    const nearOnes = window.filter((index) => near[index]);
    if (oneSide && nearOnes.length >= 2) for (const index of nearOnes) flags[index] = true;
  }
  return flags;
}
