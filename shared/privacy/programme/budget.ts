import * as z from 'zod';
import { FAMILIES, type Percent } from './questions.ts';
import type { PeriodKind } from './release-period.ts';

/**
 * The most that may ever be told of one client under the name of differential privacy, revisions included, in
 * millionths of rho. At 2, somebody who looks for a client finds 37 % of them at 1 % false alarms: with more,
 * the name would promise what the noise does not keep.
 */
const MOST_MICRO_RHO = 2_000_000;
const QUARTERS_A_YEAR = 4;

/**
 * Differential privacy's account, in millionths of rho (zCDP): integers, so that nothing is ever spent by a
 * rounding error. A client is counted while what he has spent, in whatever programme, leaves room for another
 * release below his lifetime: `periodsPerClient` times what a period spends.
 */
export const budgetSchema = z.strictObject({
  microRhoPerPeriod: z.int().min(1),
  /** What the totals of each quarter spend, where they are told besides a year; they are part of the year's. */
  microRhoPerQuarter: z.int().min(1).optional(),
  periodsPerClient: z.int().min(1),
  /** All that the programme may ever spend, and apart from it what a revision may. */
  microRhoCap: z.int().min(1),
  microRhoReserve: z.int().min(0),
});

export type Budget = z.infer<typeof budgetSchema>;

/**
 * What is usual where nothing is said: half a rho for a client's lifetime of two years, which longer periods share
 * among fewer releases.
 */
export function usualBudget(kind: PeriodKind): Budget {
  const rest = { microRhoCap: 2_000_000, microRhoReserve: 62_500 };
  switch (kind) {
    case 'quarter':
      return { microRhoPerPeriod: 62_500, periodsPerClient: 8, ...rest };
    case 'half-year':
      return { microRhoPerPeriod: 125_000, periodsPerClient: 4, ...rest };
    case 'year':
      return { microRhoPerPeriod: 250_000, periodsPerClient: 2, ...rest };
    case 'quarter-and-year':
      return { microRhoPerPeriod: 187_500, microRhoPerQuarter: 15_625, periodsPerClient: 2, ...rest };
  }
}

/** What a client may spend in first releases, over all of them: in millionths of rho. */
export function lifetimeMicroRho({
  microRhoPerPeriod,
  microRhoPerQuarter = 0,
  periodsPerClient,
}: Budget): number {
  return (microRhoPerPeriod + QUARTERS_A_YEAR * microRhoPerQuarter) * periodsPerClient;
}

/** The least that can be shared among families in whole millionths, each by its per cent rounded down. */
export function leastMicroRho(percent: Percent): number {
  const smallest = Math.min(...FAMILIES.map((family) => percent[family] || 100));
  return Math.ceil(100 / smallest);
}

/**
 * What is wrong with a budget that differential privacy is to go with.
 *
 * @returns the field and what was expected; undefined when all is well
 */
export function budgetProblem(
  kind: PeriodKind,
  percent: Percent,
  budget: Budget,
): { field: keyof Budget; message: string } | undefined {
  const { microRhoPerPeriod, microRhoPerQuarter, microRhoReserve, microRhoCap } = budget;
  const wrong = (field: keyof Budget, message: string) => ({ field, message });
  const least = leastMicroRho(percent);
  if (microRhoPerPeriod < least) return wrong('microRhoPerPeriod', `expected at least ${least}`);
  if ((microRhoPerQuarter !== undefined) !== (kind === 'quarter-and-year')) {
    const expected =
      kind === 'quarter-and-year' ? 'what the totals of each quarter spend' : `nothing with ${kind}s`;
    return wrong('microRhoPerQuarter', `expected ${expected}`);
  }
  const lifetime = lifetimeMicroRho(budget);
  if (lifetime > MOST_MICRO_RHO) {
    const quarters = microRhoPerQuarter === undefined ? '' : 'and four times microRhoPerQuarter, ';
    return wrong(
      'microRhoPerPeriod',
      `${quarters}times periodsPerClient is ${lifetime}; expected at most ${MOST_MICRO_RHO} (rho 2) over a client's lifetime`,
    );
  }
  if (lifetime + microRhoReserve > MOST_MICRO_RHO) {
    return wrong(
      'microRhoReserve',
      `expected at most ${MOST_MICRO_RHO - lifetime}: with the ${lifetime} of a client's lifetime it may come to ${MOST_MICRO_RHO} (rho 2)`,
    );
  }
  if (microRhoCap < microRhoPerPeriod) {
    return wrong('microRhoCap', `expected at least the ${microRhoPerPeriod} of one period`);
  }
  return undefined;
}
