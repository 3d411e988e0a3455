import { lifetimeMicroRho } from '../../programme/budget.ts';
import { clientCharge } from '../../programme/may-count.ts';
import type { Programme } from '../../programme/programme.ts';
import { orderOf, type ReleasePeriod } from '../../programme/release-period.ts';
import { type LifetimePromise, NOTHING_SPENT, promiseOf, type Spent, type Told } from './lifetime.ts';

/** Which release a table is of, and what its clients can have spent before it. */
export type ReleaseSpending = { revision?: number; spentBefore?: Spent | undefined };

/** What a release says of its clients' accounts. */
export type ReleaseAccount = { revision: number; spentBefore: Spent; promise: LifetimePromise };

/** @param spending of a first release before which nothing was told, when absent */
export function releaseAccount(
  programme: Programme,
  period: Pick<ReleasePeriod, 'period' | 'months'>,
  { revision = 1, spentBefore = NOTHING_SPENT }: ReleaseSpending = {},
): ReleaseAccount {
  const promise = promiseOf(toldBy(programme, period, revision), spentBefore);
  return { revision, spentBefore, promise };
}

/** What a release charges, and under which limits. */
export function toldBy(
  programme: Programme,
  period: Pick<ReleasePeriod, 'period' | 'months'>,
  revision: number,
): Told {
  return {
    order: orderOf(period),
    revision,
    microRho: clientCharge(programme, period, revision).microRho,
    lifetime: lifetimeMicroRho(programme.budget),
    reserve: programme.budget.microRhoReserve,
  };
}
