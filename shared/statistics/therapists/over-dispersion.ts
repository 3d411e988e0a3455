/** An estimate with its standard error. */
export type Estimate = { estimate: number; se: number };

/** With fewer estimates nobody can say how much they differ beyond chance. */
const FEWEST = 4;

/**
 * How much estimates differ beyond chance: the variance between them, by DerSimonian & Laird (1986, Control Clin Trials
 * 7:177), τ² = max(0, (Q - (K - 1)) / (Σw - Σw² / Σw)) with w = 1 / se².
 *
 * @returns 0 for fewer than 4 estimates
 */
export function overDispersion(estimates: readonly Estimate[]): number {
  const known = estimates.filter(({ se }) => se > 0);
  if (known.length < FEWEST) return 0;
  const weights = known.map(({ se }) => 1 / (se * se));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = known.reduce((sum, { estimate }, index) => sum + weights[index]! * estimate, 0) / total;
  const q = known.reduce((sum, { estimate }, index) => sum + weights[index]! * (estimate - mean) ** 2, 0);
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
  return Math.max(0, (q - (known.length - 1)) / (total - squares / total));
}
