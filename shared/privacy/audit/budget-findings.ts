import type { DeclaredBudget } from './declared-budget.ts';
import type { Finding } from './finding.ts';
import { type NoisyPublication, releaseName } from './published-release.ts';

/** Rho is declared in whole millionths. */
const HALF_A_MILLIONTH = 5e-7;

/**
 * Whether what releases with differential privacy declare adds up: their tables to the period, the periods of
 * a client to his lifetime, and revisions to the one that is allowed.
 *
 * @param releases of one programme
 */
export function budgetFindings(releases: readonly NoisyPublication[]): Finding[] {
  const found = (of: readonly NoisyPublication[], says: string): Finding => ({
    kind: 'budget-does-not-add-up',
    severity: 'finding',
    releases: [...new Set(of.map(releaseName))],
    says,
  });
  const revised = new Set(releases.filter(({ revision }) => revision > 1).map(releaseName));
  return [
    ...releases.flatMap((release) => contradictions(release.privacy).map((says) => found([release], says))),
    ...(new Set(releases.map(({ privacy }) => promiseOf(privacy))).size > 1
      ? [found(releases, 'Releases of one programme promise different lifetimes: the largest holds.')]
      : []),
    ...(revised.size > 1
      ? [found(releases, `The lifetime allows for one revision; there are ${revised.size} revised periods.`)]
      : []),
  ];
}

function promiseOf({ perPeriod, lifetime, bounding, revision }: DeclaredBudget): string {
  return [perPeriod.rho, lifetime.rho, bounding.periodsPerClient, revision.rho].join(' ');
}

function contradictions({ perPeriod, lifetime, bounding, tables }: DeclaredBudget): string[] {
  const differ = (one: number, other: number) => Math.abs(one - other) > HALF_A_MILLIONTH;
  const said: string[] = [];
  const spent = Object.values(tables).reduce((sum, { rho }) => sum + rho, 0);
  if (differ(spent, perPeriod.rho))
    said.push(`Its tables spend rho ${round(spent)}; it promises ${perPeriod.rho} a period.`);
  const life = perPeriod.rho * bounding.periodsPerClient;
  if (differ(life, lifetime.rho))
    said.push(
      `${bounding.periodsPerClient} periods make rho ${round(life)}; it promises ${lifetime.rho} for life.`,
    );
  for (const [family, { rho, sigmaSquared }] of Object.entries(tables)) {
    const [numerator, denominator] = sigmaSquared.split('/').map(Number);
    const bought = (bounding.contributionsPerClientAndPeriod * denominator!) / (2 * numerator!);
    if (differ(bought, rho))
      said.push(`The noise of its ${family} costs rho ${round(bought)}; it declares ${rho}.`);
  }
  return said;
}

const round = (rho: number) => Number(rho.toPrecision(6));
