import { type Rational, rational } from './rational.ts';
import type { Uniform } from './uniform.ts';

/**
 * True with probability exp(-x), exactly, without ever computing it: for x up to 1 a series of fractions
 * x/1, x/2, ... is tried until one fails, which happens at an odd place with just this probability; beyond 1,
 * every whole unit needs a success of its own (Canonne, Kamath & Steinke 2020, arXiv 2004.00010, algorithm 1).
 */
export function bernoulliExp(x: Rational, uniform: Uniform): boolean {
  const wholes = x.numerator / x.denominator;
  for (let unit = 0n; unit < wholes; unit++) {
    if (!bernoulliExpUpToOne(ONE, uniform)) return false;
  }
  return bernoulliExpUpToOne(rational(x.numerator % x.denominator, x.denominator), uniform);
}

const ONE = rational(1n, 1n);

function bernoulliExpUpToOne({ numerator, denominator }: Rational, uniform: Uniform): boolean {
  let isOdd = true;
  // Not in lowest terms: a fraction is tried for one number, and reducing it costs more than a larger bound does.
  for (let bound = denominator; numerator >= bound || uniform(bound) < numerator; bound += denominator) {
    isOdd = !isOdd;
  }
  return isOdd;
}
