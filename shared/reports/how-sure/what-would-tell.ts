import { isSaid, type OutcomeStatistics } from '../../claims/contract.ts';
import { NO_SPREAD } from '../../claims/spoken.ts';
import { moreClientsNeeded } from '../../statistics/intervals/needed-clients.ts';
import { listed } from '../words/listed.ts';
import { techniqueInWords } from '../words/words.ts';

/** A difference that a person would notice in a clinic's means: what "can be told apart" is held against. */
const POINTS = 1;

/**
 * What it would take to tell techniques apart that the comparison leaves open; none where nothing is left open.
 */
export function whatWouldTell({ techniques, comparison }: OutcomeStatistics['claims']): string | undefined {
  const clients = new Map(
    techniques.flatMap(({ technique, improvement }) =>
      isSaid(improvement) ? [[technique, improvement.clients] as const] : [],
    ),
  );
  const compared = comparison.pairs.filter((pair) => isSaid(pair));
  // From scores that never vary nothing can be forecast.
  const open = compared.filter(({ pHolm, se }) => pHolm >= 0.05 && se >= NO_SPREAD);
  if (open.length === 0) return undefined;
  const needs = open.map(({ a, b, se }) => ({
    pair: [a, b],
    more: moreClientsNeeded(
      { se, clients: [clients.get(a) ?? 1, clients.get(b) ?? 1] },
      POINTS,
      compared.length,
    ),
  }));
  const most = needs.reduce((worst, each) => (each.more > worst.more ? each : worst));
  const which = listed(most.pair.map(techniqueInWords));
  const pairs =
    open.length === 1
      ? which
      : open.length === compared.length
        ? 'any two of them'
        : 'those that cannot be told apart yet';
  if (most.more === 0)
    return `A difference of ${POINTS} point between ${pairs} would most likely have shown.`;
  const hardest = open.length === 1 ? '' : `; the hardest to tell apart are ${which}`;
  return `About ${rounded(most.more)} more clients each would show a ${POINTS}-point difference between ${pairs}${hardest}.`;
}

/** No more exact than such a forecast is. */
function rounded(count: number): string {
  const step = count < 10 ? 1 : count < 50 ? 5 : count < 200 ? 10 : 50;
  return (Math.ceil(count / step) * step).toLocaleString('en');
}
