import type { Interval } from '../contract.ts';

/** An estimate with its own 95 % interval, which need not be symmetric, and how much of it is taken. */
export type Part = { weight: number; value: number; ci95: Interval };

/**
 * A 95 % interval of a sum Σ w θ of independent estimates from the interval of each, as far as each reaches to the
 * side that counts (MOVER; Zou & Donner 2008, Stat Med 27:1693; Zou, Huang & Zhang 2009, CSDA 53:1080):
 *
 *     low = Σ w θ - √ Σ (w θ - min(w l, w u))²        high = Σ w θ + √ Σ (max(w l, w u) - w θ)²
 *
 * With Wilson's intervals of two shares and weights 1 and -1 it is Newcombe's method 10.
 *
 * @param parts in any unit, the same for all
 * @returns in that unit
 */
export function combinedInterval(parts: readonly Part[]): { value: number; ci95: Interval } {
  let [value, below, above] = [0, 0, 0];
  for (const { weight, value: own, ci95 } of parts) {
    const ends = ci95.map((end) => weight * (end - own));
    value += weight * own;
    below += Math.min(...ends) ** 2;
    above += Math.max(...ends) ** 2;
  }
  return { value, ci95: [value - Math.sqrt(below), value + Math.sqrt(above)] };
}
