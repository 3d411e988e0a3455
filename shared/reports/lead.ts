import type { OutcomeStatistics } from '../claims/contract.ts';
import type { TechniquePair } from '../statistics/contract.ts';
import { shownInterval } from './change-interval.ts';
import { SIGNIFICANT } from './comparison-findings.ts';
import { completenessOf } from './completeness-section.ts';
import { counted, listed } from './listed.ts';
import { decimal, part } from './number-text.ts';
import { REGRESSION_BAND } from './regression-to-the-mean.ts';
import { techniqueInWords } from './words.ts';

/** What stands on top of the report: one sentence, then what carries it and what does not follow. */
export type Lead = { sentence: string; supported: readonly string[]; unsupported: readonly string[] };

/**
 * What the data support and what they do not, in plain words. Techniques are held against each other by the
 * means at the same pain before, with Holm's adjustment over all pairs; no other order is put into words.
 */
export function reportLead(statistics: OutcomeStatistics): Lead {
  const { techniques, comparisons } = statistics;
  const tested = comparisons.pairs.filter(({ pHolm }) => pHolm !== null);
  const differing = tested.filter(({ pHolm }) => pHolm! < SIGNIFICANT);
  const fell = techniques.filter(({ immediate }) => (shownInterval(immediate)?.[0] ?? 0) > 0);
  const fellText = `Pain was lower right after the session, on average, with ${listed(fell.map(({ technique }) => techniqueInWords(technique)))}: the whole 95 % interval lies above no change.`;
  return {
    sentence: sentence(tested, differing),
    supported: [...(fell.length === 0 ? [] : [fellText]), ...differing.map(differenceText)],
    unsupported: [
      ...order(tested, differing),
      cause(statistics),
      ...lasting(statistics),
      ...missing(statistics),
    ],
  };
}

function sentence(tested: readonly TechniquePair[], differing: readonly TechniquePair[]): string {
  const rest = 'nor that a technique caused the change';
  if (tested.length === 0) {
    return `The data are too few to compare techniques: they say how pain changed with each, not which technique helps more, ${rest}.`;
  }
  if (differing.length === 0) {
    return `The data do not tell the techniques apart: they do not say which one helps more, ${rest}.`;
  }
  const larger = listed(differing.map(sidesOf).map(([more, less]) => `${more} than with ${less}`));
  const others =
    differing.length < tested.length
      ? 'they support no other order of the techniques, '
      : 'they do not say why, ';
  return `The data support that pain falls more with ${larger}; ${others}${rest}.`;
}

/** The one with the larger fall first. */
function sidesOf({ a, b, difference }: TechniquePair): [string, string] {
  const [first, second] = [techniqueInWords(a), techniqueInWords(b)];
  return difference! > 0 ? [first, second] : [second, first];
}

function differenceText(pair: TechniquePair): string {
  const [more, less] = sidesOf(pair);
  const points = decimal(Math.abs(pair.difference!), 2);
  return `At the same pain before, pain fell by ${points} points more with ${more} than with ${less}; that holds after allowing for all comparisons made (Holm).`;
}

function order(tested: readonly TechniquePair[], differing: readonly TechniquePair[]): string[] {
  const open = tested.length - differing.length;
  if (open === 0) return [];
  return [
    `Which technique is best: ${open} of ${counted(tested.length, 'pair')} of techniques cannot be told apart, which does not prove them equal.`,
  ];
}

function cause({ techniques }: OutcomeStatistics): string {
  const [low, high] = REGRESSION_BAND.map((points) => decimal(points, 2));
  const within = techniques.filter(
    ({ immediate }) =>
      immediate.improvement.mean !== null && (shownInterval(immediate)?.[0] ?? 0) <= REGRESSION_BAND[1],
  );
  const names = listed(within.map(({ technique }) => techniqueInWords(technique)));
  const apart = within.length === 0 ? '' : ` With ${names} the data do not tell the fall from that.`;
  return (
    `That a technique caused the fall: clients come when pain is high, and ${low} to ${high} points of it go by themselves in ` +
    `models of trials; techniques were chosen, not drawn by lot.${apart}`
  );
}

function lasting({ techniques }: OutcomeStatistics): string[] {
  const { count, of } = completenessOf(techniques).find(({ kind }) => kind === 'withSustained')!;
  return count === of
    ? []
    : [`How long it lasts: ${part(count, of)} of the sessions have a score one to three days later.`];
}

function missing({ techniques }: OutcomeStatistics): string[] {
  const { count, of } = completenessOf(techniques).find(({ kind }) => kind === 'withBoth')!;
  const lacking = of - count;
  return lacking === 0
    ? []
    : [`What the sessions without both scores would show: ${part(lacking, of)}; they are in no mean.`];
}
