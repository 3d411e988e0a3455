import { byBaseline, STRATA } from '../change/by-baseline.ts';
import type { StandardisedMean } from '../contract.ts';
import { tInterval } from '../intervals/student-interval.ts';
import type { CountedPair } from '../summaries/transitions.ts';
import type { ClientSums, ComparedPairs } from './compared-pairs.ts';
import { type GroupedClients, groupContrast } from './group-contrast.ts';

const FEWEST_PAIRS = 2;

/**
 * Direct standardisation, which compares techniques without a model of the score before: each one's mean improvement
 * if its clients had the scores before of all compared pairs together, Σ W m over the strata with W the stratum's
 * share of the pairs with a score of 1 or more. CR2 with clients as clusters in a model with a mean for each
 * technique and stratum, the weights taken as known, Student's t with Satterthwaite's degrees of freedom. It never
 * extrapolates: a technique with fewer than 2 pairs in a stratum that has a weight is refused.
 */
export function directStandardisation({ techniques, cells, clients }: ComparedPairs): StandardisedMean[] {
  const all = byBaseline(cells.flat());
  const total = all.reduce((sum, { n }) => sum + n, 0);
  const weights = all.map(({ n }) => n / total);
  const ordered = total === 0 ? [] : clients();
  return techniques.map((technique, index) => {
    const note = total === 0 ? NO_PAIR : refusal(cells[index]!, weights);
    if (note !== undefined) return { technique, mean: null, note };
    return { technique, ...standardisedMean(inStrata(ordered, index), weights) };
  });
}

const NO_PAIR = 'no pair has a score before of 1 or more';

function refusal(ofTechnique: readonly CountedPair[], weights: readonly number[]): string | undefined {
  const lacking = byBaseline(ofTechnique).filter(({ n }, index) => weights[index]! > 0 && n < FEWEST_PAIRS);
  if (lacking.length === 0) return undefined;
  const strata = lacking.map(({ stratum, n }) => `${stratum} (${n})`).join(', ');
  return `refused: fewer than ${FEWEST_PAIRS} pairs in stratum ${strata}`;
}

/** Means of other techniques have weight 0, and in a diagonal model they say nothing of this one. */
function inStrata(clients: readonly ClientSums[], technique: number): GroupedClients {
  const own = clients.flatMap((sums) => sums.find((each) => each.technique === technique)?.strata ?? []);
  const groups = STRATA.length;
  const grouped = {
    clients: own.length,
    groups,
    n: new Float64Array(own.length * groups),
    sum: new Float64Array(own.length * groups),
  };
  for (const [row, strata] of own.entries()) {
    for (let stratum = 0; stratum < groups; stratum += 1) {
      grouped.n[row * groups + stratum] = strata[2 * stratum]!;
      grouped.sum[row * groups + stratum] = strata[2 * stratum + 1]!;
    }
  }
  return grouped;
}

function standardisedMean(grouped: GroupedClients, weights: readonly number[]) {
  const { estimate: mean, se, df } = groupContrast(grouped, weights);
  return df === null ? { mean, se: null, ci95: null } : { mean, se, ci95: tInterval(mean, se, df) };
}
