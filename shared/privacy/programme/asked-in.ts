import { type Budget, leastMicroRho } from './budget.ts';
import type { Programme } from './programme.ts';
import type { Questions } from './questions.ts';
import { lengthOf, type ReleasePeriod } from './release-period.ts';

/** What quarters tell where a year tells the rest: how many clients there were, and how they fared. */
const TOTAL_ONLY: Questions = {
  complaints: 'each',
  percent: { cells: 0, techniques: 0, complaints: 0, total: 100, recovery: 0 },
};

/** What a release asks, and what that spends of each client who counts: millionths of rho. */
export type Asked = { questions: Questions; microRho: number };

/** Whether a release tells totals of months that a longer period of its programme tells of too. */
export function isTotalsBesides(
  { period: kind }: Pick<Programme, 'period'>,
  period: Pick<ReleasePeriod, 'period'>,
): boolean {
  return kind === 'quarter-and-year' && lengthOf(period) === 'quarter';
}

/**
 * What a release of a programme asks and spends: by its design, whatever the data. A revision spends as much as its
 * release did, or all that is set aside for revisions where that is less: then it is noisier, and costs no more than
 * was promised.
 */
export function askedIn(
  { period: kind, questions, budget }: Pick<Programme, 'period' | 'questions' | 'budget'>,
  period: Pick<ReleasePeriod, 'period'>,
  revision = 1,
): Asked {
  const isTotals = isTotalsBesides({ period: kind }, period);
  const asked = isTotals ? TOTAL_ONLY : questions;
  const first = isTotals ? budget.microRhoPerQuarter! : budget.microRhoPerPeriod;
  return { questions: asked, microRho: revision === 1 ? first : revisionOf(budget, asked, first) };
}

function revisionOf({ microRhoReserve }: Budget, { percent }: Questions, first: number): number {
  // With too little to share there is no revision: it costs what nobody can pay.
  return microRhoReserve < leastMicroRho(percent) ? first : Math.min(first, microRhoReserve);
}
