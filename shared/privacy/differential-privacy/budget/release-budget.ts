import { ConfigError } from '../../../errors.ts';
import { type Budget, LEAST_MICRO_RHO } from '../../programme/programme.ts';
import { type Rational, rational } from '../../samplers/rational.ts';

/** The five families of histograms of a release. A client is in one histogram of each, in one bin. */
export const FAMILIES = ['cells', 'techniques', 'complaints', 'total', 'recovery'] as const;
export type Family = (typeof FAMILIES)[number];

/** Per cent of a period's privacy loss. Margins are measured: added up, twenty cells' noise adds up too. */
export const PERCENT: Readonly<Record<Family, number>> = {
  cells: 40,
  techniques: 15,
  complaints: 15,
  total: 10,
  recovery: 20,
};

/** Cells that a client counts in, K. */
export const CELLS_PER_CLIENT = 1;

const MICRO = 1_000_000n;

/** What one release costs, in micro-rho: all of a period's, whatever the data. */
export function chargeOf({ budget }: { budget: Pick<Budget, 'microRhoPerPeriod'> }): number {
  return budget.microRhoPerPeriod;
}

/**
 * A period's micro-rho by family, in whole numbers that add up to it: each has its per cent rounded down, and
 * the cells have what is left.
 *
 * @throws ConfigError when a family would get nothing
 */
export function sharesOf(microRho: number): Record<Family, number> {
  const share = (family: Family) => Math.floor((microRho * PERCENT[family]) / 100);
  const [techniques, complaints, total, recovery] = [
    share('techniques'),
    share('complaints'),
    share('total'),
    share('recovery'),
  ];
  if (total < 1)
    throw new ConfigError(`programme.budget.microRhoPerPeriod: expected at least ${LEAST_MICRO_RHO}`);
  return {
    cells: microRho - techniques - complaints - total - recovery,
    techniques,
    complaints,
    total,
    recovery,
  };
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
