/** What each client contributes to each group, by rows of `groups`: how many whole numbers, and their sum. */
export type GroupedClients = {
  clients: number;
  groups: number;
  n: Float64Array;
  sum: Float64Array;
};

export type GroupContrast = {
  estimate: number;
  se: number;
  /** Satterthwaite's; null where clients alone decide all that the contrast rests on. */
  df: number | null;
};

/**
 * A weighted sum of group means, Σ w m, with clients as clusters: CR2 and Satterthwaite's degrees of freedom (Bell &
 * McCaffrey 2002; Pustejovsky & Tipton 2018, JBES 36:672, with the identity as working model). In a model with a
 * mean for each group and nothing else the hat matrix is diagonal by group, so that all of it has a closed form.
 * With n_gc and S_gc the count and the sum of client g in group c, N_c the group's count, p_gc = n_gc / N_c and
 * α_gc = w_c / (N_c √(1 - p_gc)):
 *
 *     se² = Σ_g (Σ_c α_gc (S_gc - n_gc m_c))²        P_gh = [g = h] Σ_c α_gc² n_gc - Σ_c α_gc n_gc α_hc n_hc / N_c
 *     df = (Σ_g P_gg)² / ΣΣ P_gh²
 *
 * Where p = 1 the client alone is the group and the generalised inverse puts 0. With one group it is the closed form
 * of `clusteredMean`.
 *
 * @param grouped clients in an order that depends on their content alone; a group of weight 0 may be empty
 * @param weights one a group
 */
export function groupContrast(grouped: GroupedClients, weights: readonly number[]): GroupContrast {
  const { clients, groups, n, sum } = grouped;
  const totals = totalsOf(grouped);
  const products = new Float64Array(groups * groups);
  const shares = new Float64Array(groups);
  let [squares, trace, ownSquares, ownShares] = [0, 0, 0, 0];
  for (let client = 0; client < clients; client += 1) {
    let [score, own, share] = [0, 0, 0];
    for (let group = 0; group < groups; group += 1) {
      const count = n[client * groups + group]!;
      const all = totals.n[group]!;
      shares[group] = 0;
      if (count === 0 || count === all || weights[group] === 0) continue;
      const alpha = weights[group]! / all / Math.sqrt(1 - count / all);
      // S - n m in whole numbers, so that no difference is exactly none.
      score += (alpha * (sum[client * groups + group]! * all - count * totals.sum[group]!)) / all;
      own += alpha * alpha * count;
      shares[group] = (alpha * count) / Math.sqrt(all);
      share += shares[group]! ** 2;
    }
    squares += score * score;
    trace += own - share;
    ownSquares += own * own;
    ownShares += own * share;
    addProducts(products, shares);
  }
  const pairs = ownSquares - 2 * ownShares + products.reduce((total, product) => total + product ** 2, 0);
  return {
    estimate: weights.reduce((total, weight, c) => total + (weight === 0 ? 0 : weight * totals.mean(c)), 0),
    se: Math.sqrt(squares),
    df: trace > 0 ? trace ** 2 / pairs : null,
  };
}

function totalsOf({ clients, groups, n, sum }: GroupedClients) {
  const totals = { n: new Float64Array(groups), sum: new Float64Array(groups) };
  for (let at = 0; at < clients * groups; at += 1) {
    totals.n[at % groups]! += n[at]!;
    totals.sum[at % groups]! += sum[at]!;
  }
  return { ...totals, mean: (group: number) => totals.sum[group]! / totals.n[group]! };
}

/** M += b bᵗ. */
function addProducts(products: Float64Array, shares: Float64Array): void {
  const groups = shares.length;
  for (let a = 0; a < groups; a += 1) {
    if (shares[a] === 0) continue;
    for (let b = 0; b < groups; b += 1) products[a * groups + b]! += shares[a]! * shares[b]!;
  }
}
