import betainc from '@stdlib/math-base-special-betainc';
import { chiSquareTail } from '../../shared/statistics/distributions/chi-square-tail.ts';

/** Clopper and Pearson's limits of a probability from successes of n, each missed with at most this chance. */
export function clopperPearson(successes: number, n: number, miss: number): { low: number; high: number } {
  const root = (above: (p: number) => boolean) => {
    let [low, high] = [0, 1];
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2;
      if (above(middle)) high = middle;
      else low = middle;
    }
    return (low + high) / 2;
  };
  // P(X >= s) = I(p; s, n - s + 1), P(X <= s) = 1 - I(p; s + 1, n - s)
  return {
    low: successes === 0 ? 0 : root((p) => betainc(p, successes, n - successes + 1, true, false) > miss),
    high: successes === n ? 1 : root((p) => betainc(p, successes + 1, n - successes, true, true) < miss),
  };
}

/** Fewest draws that a class of the chi-square test is expected to have. */
const FEWEST_EXPECTED = 20;

/**
 * P of Pearson's chi-square test of draws against their probabilities. Values that are too rare are counted
 * together, and so is every value that has no probability.
 */
export function fitProbability(
  draws: readonly number[],
  values: readonly number[],
  probability: (value: number) => number,
): number {
  const seen = new Map<number, number>();
  for (const draw of draws) seen.set(draw, (seen.get(draw) ?? 0) + 1);
  const common = values.filter((value) => probability(value) * draws.length >= FEWEST_EXPECTED);
  const classes = common.map((value) => ({
    seen: seen.get(value) ?? 0,
    expected: probability(value) * draws.length,
  }));
  const rest = {
    seen: draws.length - classes.reduce((sum, one) => sum + one.seen, 0),
    expected: draws.length - classes.reduce((sum, one) => sum + one.expected, 0),
  };
  if (rest.expected >= FEWEST_EXPECTED) classes.push(rest);
  else if (clopperPearson(rest.seen, draws.length, 1e-9).low > Math.max(0, rest.expected) / draws.length)
    return 0;
  const statistic = classes.reduce((sum, one) => sum + (one.seen - one.expected) ** 2 / one.expected, 0);
  return chiSquareTail(statistic, classes.length - 1);
}
