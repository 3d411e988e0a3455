import { ConfigError } from '../../../errors.ts';
import { leastMicroRho } from '../../programme/budget.ts';
import { EVERYTHING, FAMILIES, type Family, type Percent } from '../../programme/questions.ts';
import { type Rational, rational } from '../../samplers/rational.ts';

/** Cells that a client counts in, K. */
export const CELLS_PER_CLIENT = 1;

const MICRO = 1_000_000n;

/**
 * What a release spends, in micro-rho, by family, in whole numbers that add up to it: each family has its per cent
 * rounded down, and the first that is asked has what is left. A family that is not asked has nothing.
 *
 * @throws ConfigError when a family that is asked would get nothing
 */
export function sharesOf(microRho: number, percent: Percent = EVERYTHING.percent): Record<Family, number> {
  const least = leastMicroRho(percent);
  if (microRho < least)
    throw new ConfigError(`programme.budget.microRhoPerPeriod: expected at least ${least}`);
  const shares = Object.fromEntries(
    FAMILIES.map((family) => [family, Math.floor((microRho * percent[family]) / 100)]),
  ) as Record<Family, number>;
  const left = microRho - FAMILIES.reduce((sum, family) => sum + shares[family], 0);
  shares[FAMILIES.find((family) => percent[family] > 0)!] += left;
  return shares;
}

/**
 * Variance parameter of the noise on each count of a family: sigma² = K / (2 rho), an exact fraction, so that
 * there is nothing to round.
 *
 * @param microRho the family's share, above 0
 */
export function sigmaSquaredOf(microRho: number): Rational {
  return rational(BigInt(CELLS_PER_CLIENT) * MICRO, 2n * BigInt(microRho));
}

/** The same as a number. */
export function varianceOf(microRho: number): number {
  const { numerator, denominator } = sigmaSquaredOf(microRho);
  return Number(numerator) / Number(denominator);
}
