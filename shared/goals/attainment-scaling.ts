/** One goal on the scale of Goal Attainment Scaling: its level, -2 to 2, and its weight. */
export type ScaledGoal = { level: number; weight: number };

/** Correlation between goals that Kiresuk & Sherman assume. */
const RHO = 0.3;

/**
 * T score of Goal Attainment Scaling (Kiresuk & Sherman 1968, Community Ment Health J 4:443):
 * 50 + 10 sum(w x) / sqrt((1 - rho) sum w^2 + rho (sum w)^2). 50 means that goals were reached as expected,
 * 10 points are one standard deviation.
 *
 * @returns null for no goals
 * @example
 * attainmentT([{ level: 1, weight: 1 }]); // => 60
 */
export function attainmentT(goals: readonly ScaledGoal[]): number | null {
  if (goals.length === 0) return null;
  const sum = (of: (goal: ScaledGoal) => number) => goals.reduce((total, goal) => total + of(goal), 0);
  const squares = sum(({ weight }) => weight * weight);
  const square = sum(({ weight }) => weight) ** 2;
  return (
    50 + (10 * sum(({ level, weight }) => weight * level)) / Math.sqrt((1 - RHO) * squares + RHO * square)
  );
}
