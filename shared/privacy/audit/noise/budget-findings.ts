import type { Finding } from '../findings/finding.ts';
import { type DeclaredBudget, declaredLimit } from '../publication/declared-budget.ts';
import { type NoisyPublication, releaseName } from '../publication/published-release.ts';

/** Rho is declared in whole millionths. */
const HALF_A_MILLIONTH = 5e-7;

/**
 * Whether what one release with differential privacy declares adds up: its tables to the period, the noise to
 * the tables, and what a client may spend and can have spent to the lifetime that it promises. What several
 * promise together, promiseFindings looks at.
 */
export function budgetFindings(release: NoisyPublication): Finding[] {
  return contradictions(release).map((says) => ({
    kind: 'budget-does-not-add-up',
    severity: 'finding',
    releases: [releaseName(release)],
    says,
  }));
}

function contradictions({ privacy, revision }: NoisyPublication): string[] {
  const { perPeriod, lifetime, bounding, tables } = privacy;
  const differ = (one: number, other: number) => Math.abs(one - other) > HALF_A_MILLIONTH;
  const said: string[] = [];
  const spent = Object.values(tables).reduce((sum, { rho }) => sum + rho, 0);
  if (differ(spent, perPeriod.rho))
    said.push(`Its tables spend rho ${round(spent)}; it promises ${perPeriod.rho} a period.`);
  const life = leastLifetime(privacy, revision);
  if (life > lifetime.rho + HALF_A_MILLIONTH)
    said.push(
      `${bounding.periodsPerClient} periods, and what was spent, make rho ${round(life)}; it promises ${lifetime.rho} for life.`,
    );
  for (const [family, { rho, sigmaSquared }] of Object.entries(tables)) {
    const [numerator, denominator] = sigmaSquared.split('/').map(Number);
    const bought = (bounding.contributionsPerClientAndPeriod * denominator!) / (2 * numerator!);
    if (differ(bought, rho))
      said.push(`The noise of its ${family} costs rho ${round(bought)}; it declares ${rho}.`);
  }
  return said;
}

/** What a client may spend or can have spent, its own charge included. */
function leastLifetime(privacy: DeclaredBudget, revision: number): number {
  const { spentBefore, perPeriod } = privacy;
  if (!spentBefore) return declaredLimit(privacy);
  const byRevisions = spentBefore.byRevisions + (revision > 1 ? perPeriod.rho : 0);
  return Math.max(declaredLimit(privacy), spentBefore.rho) + byRevisions;
}

const round = (rho: number) => Number(rho.toPrecision(6));
