import { PRICES, type Priced } from './prices.ts';
import type { Amounts, Use } from './use.ts';

/** Dollars of some amounts. */
export function dollarsOf(amounts: Amounts): number {
  return Object.entries(amounts).reduce(
    (sum, [priced, amount]) => sum + PRICES[priced as Priced] * amount,
    0,
  );
}

/** Dollars of all that was used; starts of environments are not among it. */
export function billOf({ amounts }: Use): number {
  return [...amounts.values()].reduce((sum, each) => sum + dollarsOf(each), 0);
}

/** Dollars by what is paid for, most first. */
export function byPriced({ amounts }: Use): [Priced, { amount: number; dollars: number }][] {
  const sums: Amounts = {};
  for (const each of amounts.values()) {
    for (const [priced, amount] of Object.entries(each) as [Priced, number][]) {
      sums[priced] = (sums[priced] ?? 0) + amount;
    }
  }
  return (Object.entries(sums) as [Priced, number][])
    .map(([priced, amount]) => [priced, { amount, dollars: amount * PRICES[priced] }] as const)
    .toSorted(([, a], [, b]) => b.dollars - a.dollars)
    .map(([priced, sum]) => [priced, sum]);
}
