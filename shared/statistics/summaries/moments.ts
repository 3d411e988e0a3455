/** A whole number and how often it was seen. */
export type Counted = readonly [value: number, count: number];

export type Moments = { n: number; mean: number | null; sd: number | null };

/**
 * Mean and sample standard deviation (divisor n - 1) of counted whole numbers. The sums are exact integers,
 * so that no order of the data changes a digit: n Σx² stays below 2^53 for nine million scores of 0-10.
 *
 * @returns mean null for n = 0, sd null for n < 2
 * @example
 * moments([[2, 1], [4, 2]]); // => { n: 3, mean: 3.33..., sd: 1.15... }
 */
export function moments(counted: Iterable<Counted>): Moments {
  let n = 0;
  let sum = 0;
  let sumOfSquares = 0;
  for (const [value, count] of counted) {
    n += count;
    sum += value * count;
    sumOfSquares += value * value * count;
  }
  return {
    n,
    mean: n === 0 ? null : sum / n,
    sd: n < 2 ? null : Math.sqrt((n * sumOfSquares - sum * sum) / (n * (n - 1))),
  };
}
