import type { Programme } from '../privacy/programme/programme.ts';

/** What is left of the privacy budgets of a deployment's programmes. */
export type BudgetsLeft = {
  /** Of the programme that has least, per cent of all that it may ever spend; none where no programme has a budget. */
  leastBudgetLeft?: number;
  /** Programmes that cannot pay for another period. */
  spentBudgets: number;
};

/** @param spent what a programme has spent in first releases, in millionths of rho */
export async function readBudgetsLeft(
  programmes: readonly Pick<Programme, 'programme' | 'mode' | 'budget'>[],
  spent: (programme: string) => Promise<{ microRho: number }>,
): Promise<BudgetsLeft> {
  const told: BudgetsLeft = { spentBudgets: 0 };
  for (const { programme, mode, budget } of programmes) {
    if (mode !== 'differential-privacy') continue;
    const { microRhoCap, microRhoPerPeriod } = budget;
    const left = Math.max(0, microRhoCap - (await spent(programme)).microRho);
    if (left < microRhoPerPeriod) told.spentBudgets += 1;
    const percent = Math.floor((100 * left) / microRhoCap);
    told.leastBudgetLeft = Math.min(told.leastBudgetLeft ?? 100, percent);
  }
  return told;
}
