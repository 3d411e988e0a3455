import type { ReviewedGoal } from './attainment-level.ts';
import { attainmentT } from './attainment-scaling.ts';

/** T of Goal Attainment Scaling over one client's reviewed goals: where they ended, where they began. */
export type ClientAttainment = { t: number; baselineT: number; change: number };

/**
 * @param goals of one client, in any order
 * @returns null for none
 * @example
 * // Turner-Stokes 2009: goals that were weighed 4, 2, 1 and ended at +1, 0, -1
 * clientAttainment(goals); // => { t: 55.53..., baselineT: 26.02..., change: 29.51... }
 */
export function clientAttainment(goals: readonly ReviewedGoal[]): ClientAttainment | null {
  // By content, so that no order of records changes a digit of a sum.
  const ordered = goals.toSorted(
    (a, b) => a.weight - b.weight || a.level - b.level || a.baselineLevel - b.baselineLevel,
  );
  const t = attainmentT(ordered);
  const baselineT = attainmentT(
    ordered.map(({ weight, baselineLevel }) => ({ weight, level: baselineLevel })),
  );
  return t === null || baselineT === null ? null : { t, baselineT, change: t - baselineT };
}
