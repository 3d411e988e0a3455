import type { Comparisons, TechniquePair } from '../statistics/contract.ts';
import { decimal, probability } from './number-text.ts';

/** What counts as a difference, after Holm's adjustment over all pairs of the report. */
export const SIGNIFICANT = 0.05;

/** The test over all techniques may find what no single pair shows. */
const UNPLACED = 'It speaks against all being equal, but the data do not say which ones differ.';

const CHOSEN =
  'Techniques were chosen, not drawn by lot, and the model knows only pain before: other reasons than the ' +
  'technique can make a difference, or hide one.';

/** In words, what the comparison supports and what it does not. */
export function comparisonFindings({ pairs, overall, logRank }: Comparisons): string[] {
  const anyPair = pairs.some(({ pHolm }) => pHolm !== null && pHolm < SIGNIFICANT);
  const unplaced = overall.p !== null && overall.p < SIGNIFICANT && !anyPair ? [UNPLACED] : [];
  return [...pairFindings(pairs), overallLine(overall), ...unplaced, logRankLine(logRank), CHOSEN];
}

function pairFindings(pairs: readonly TechniquePair[]): string[] {
  const tested = pairs.filter((pair) => pair.pHolm !== null);
  const untested = pairs.length - tested.length;
  const gap = untested === 0 ? [] : [`${untested} of ${pairs.length} pairs cannot be tested.`];
  if (tested.length === 0) return gap;
  const differing = tested.filter(({ pHolm }) => pHolm !== null && pHolm < SIGNIFICANT);
  if (differing.length > 0) {
    const list = differing.map(differenceText).join('; ');
    return [
      `After adjustment for pain before and for ${tested.length} ${tested.length === 1 ? 'comparison' : 'comparisons'}, improvement is larger with ${list}.`,
      ...(differing.length < tested.length ? ['The data do not tell the other pairs apart.'] : []),
      ...gap,
    ];
  }
  return [
    `No pair of techniques differs after adjustment. That does not prove them equal${largestAllowed(tested)}.`,
    ...gap,
  ];
}

/** The larger one first. */
function differenceText({ a, b, difference }: TechniquePair): string {
  const by = decimal(Math.abs(difference ?? 0), 2);
  return (difference ?? 0) > 0 ? `${a} than with ${b} (by ${by})` : `${b} than with ${a} (by ${by})`;
}

function largestAllowed(pairs: readonly TechniquePair[]): string {
  const limits = pairs.flatMap(({ ci95 }) => ci95 ?? []).map(Math.abs);
  return limits.length === 0
    ? ''
    : `: the intervals allow differences of up to ${decimal(Math.max(...limits), 2)} points`;
}

function overallLine({ statistic, df1, df2, p }: Comparisons['overall']): string {
  if (p === null) return 'That all are equal cannot be tested.';
  return (
    `Test that all are equal (Wald, CR2 by client, HTZ): F ${decimal(statistic, 2)} ` +
    `on ${decimal(df1, 0)} and ${decimal(df2, 1)} degrees of freedom, p ${probability(p)}.`
  );
}

function logRankLine({ chi2, df, p }: Comparisons['logRank']): string {
  if (p === null) return 'Recovery times cannot be compared.';
  return (
    `Recovery times, log-rank test that all are equal: chi-square ${decimal(chi2, 2)} ` +
    `on ${decimal(df, 0)} degrees of freedom, p ${probability(p)}; it treats sessions of one client as ` +
    'independent, so that p is too small where clients come more than once.'
  );
}
