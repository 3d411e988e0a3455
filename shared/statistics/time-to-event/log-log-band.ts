import type { Interval } from '../contract.ts';
import { Z_95 } from '../distributions/normal-limits.ts';

/**
 * Pointwise 95 % limits of a survival probability on the log-log scale, S^exp(±z · se / (S |ln S|))
 * (Kalbfleisch & Prentice), which keeps them between 0 and 1.
 *
 * @param se Greenwood's standard error of S
 * @returns null where S is 1 or 0: the transformation has no value there
 */
export function logLogBand(survival: number, se: number | null): Interval | null {
  if (se === null || survival <= 0 || survival >= 1) return null;
  const exponent = Math.exp((Z_95 * se) / (survival * Math.abs(Math.log(survival))));
  return [survival ** exponent, survival ** (1 / exponent)];
}
