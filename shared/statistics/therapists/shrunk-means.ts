/** Exact sums of a group's whole numbers. */
export type GroupSums = { n: number; sum: number; squares: number };

/**
 * Means of groups, pulled towards their common mean by as much as chance alone could have moved them:
 * empirical Bayes (Morris 1983, JASA 78:47) with the variance between groups by DerSimonian & Laird (1986).
 * With s² the pooled variance within groups, w = n / s² and μ the weighted mean,
 *
 *     Q = Σ w (m - μ)²    τ² = max(0, (Q - (K - 1)) / (Σ w - Σ w² / Σ w))    μ + τ² / (τ² + s²/n) (m - μ)
 *
 * @param groups of at least 2 values each
 * @returns in the same order; the means themselves for a single group, or where nothing varies within groups
 */
export function shrunkMeans(groups: readonly GroupSums[]): number[] {
  const total = groups.reduce((sum, { n }) => sum + n, 0);
  const mean = groups.reduce((sum, group) => sum + group.sum, 0) / total;
  const within =
    groups.reduce((sum, group) => sum + (group.n * group.squares - group.sum ** 2) / group.n, 0) /
    (total - groups.length);
  const means = groups.map((group) => group.sum / group.n);
  if (groups.length < 2 || within === 0) return means;
  const q = groups.reduce((sum, { n }, index) => sum + (n * (means[index]! - mean) ** 2) / within, 0);
  const squaresOfN = groups.reduce((sum, { n }) => sum + n * n, 0);
  const scale = (total - squaresOfN / total) / within;
  const between = Math.max(0, (q - (groups.length - 1)) / scale);
  return groups.map(({ n }, index) => mean + (between / (between + within / n)) * (means[index]! - mean));
}
